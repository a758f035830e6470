//! Fails when the generated code is not what the models say; writes it instead under `UPDATE_EXPECT=1`.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use xtask::codegen::{Options, run};
use xtask::{Console, Outcome};

fn check(options: Options) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err);
    let check = std::env::var_os("UPDATE_EXPECT").is_none();
    let outcome = run(&Options { check, ..options }, &mut console).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(outcome, Outcome::Done, "\n{}{}", text(out), text(err));
}

#[test]
fn generated_code_is_up_to_date() {
    check(Options::default());
}

#[test]
fn the_module_of_the_example_of_protocols_is_up_to_date() {
    check(Options { config: Some("../examples/protocols/shapewright.toml".into()), ..Options::default() });
}
