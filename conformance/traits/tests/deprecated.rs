//! What a model deprecates is deprecated for callers, and nothing else is: these tests are that each warning is there,
//! which `expect` holds the compiler to, and that there is no other.
#![deny(deprecated, unfulfilled_lint_expectations)]

use traits::client::Transport;
use traits::deprecated::Deprecated;
use traits::deprecated::client::Client;
use traits::deprecated::types::*;

/// Uses an item that is deprecated.
macro_rules! deprecated {
    ($($name:ident: $item:item)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every case needs them")]
            use super::*;
            #[expect(deprecated, reason = "the model says so")]
            #[expect(dead_code, reason = "it need only compile")]
            $item
        }
    )*};
}

deprecated! {
    service: fn case(_: impl traits::tiny_operation::Tiny) {}
    client: fn case(_: traits::tiny_operation::client::Client) {}
    operation: fn case(client: Client<impl Transport>) { drop(client.old_get(GetInput::new(""))); }
    operation_of_trait: fn case(service: impl Deprecated) { drop(service.old_get(GetInput::new("").into())); }
    waiter: fn case(client: Client<impl Transport>) { drop(client.wait_until_gone(GetInput::new(""))); }
    structure: fn case(_: OldStructure) {}
    error: fn case(_: OldError) {}
    enumeration: fn case(_: OldType) {}
    member: fn case(input: GetInput) { let _ = input.old; }
    required_member: fn case(input: GetInput) { let _ = input.old_required; }
    setter: fn case(input: GetInput) { let _ = input.with_old("text"); }
    enum_variant: fn case() { let _ = Version1::Old; }
    int_enum_variant: fn case() { let _ = Level::Old; }
    union_variant: fn case() { let _ = Choice::Old(String::new()); }
    unit_variant: fn case() { let _ = Choice::OldUnit; }
}

#[test]
fn what_is_not_deprecated_does_not_warn() {
    let input = GetInput::new("").with_new("text");
    assert_eq!(input.new.as_deref(), Some("text"));
    assert!(matches!(Choice::New(String::new()), Choice::New(_)));
    assert_eq!((Version1::New.as_str(), Level::Low.value()), ("new", 1));
}
