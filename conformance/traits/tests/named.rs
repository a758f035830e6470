//! Required members by name: the same values as by position.

use std::collections::BTreeMap;

use traits::named::types::*;

#[test]
fn named_construction_equals_positional() {
    let named = CopyObjectInput::from(CopyObjectInputRequired { target: "b".into(), source: "a".into() });
    assert_eq!(named, CopyObjectInput::new("a", "b"));
    assert_ne!(named, CopyObjectInput::new("b", "a"));
    let converted: CopyObjectInput = CopyObjectInputRequired { source: "a".into(), target: "b".into() }.into();
    assert_eq!(converted.with_note("n"), CopyObjectInput::new("a", "b").with_note("n"));
}

/// Members with defaults have them either way, and every kind of required member is taken.
#[test]
fn all_members_arrive() {
    let named = Kit::from(KitRequired {
        bytes: "bytes".into(),
        anything: "anything".into(),
        list: vec!["a".into(), "b".into()],
        map: BTreeMap::from([("key".into(), "value".into())]),
        r#type: "type".into(),
        color: Color::Red,
        foo: 7,
    });
    let positional = Kit::new("bytes", "anything", ["a", "b"], [("key", "value")], "type", Color::Red, 7);
    assert_eq!(named, positional);
    assert_eq!((named.angle, named.texts.len()), (positional.angle, 0));
    let texts = serde_json::to_string(&named).unwrap_or_default();
    let expected = concat!(
        r#"{"bytes":"Ynl0ZXM=","anything":"anything","list":["a","b"],"map":{"key":"value"},"angle":3.14,"#,
        r#""type":"type","color":"RED","foo":7,"texts":[]}"#
    );
    assert_eq!(texts, expected);
}

/// Whether a member is boxed depends on sizes and circles in the model: named members never are.
#[test]
fn named_members_need_no_box() {
    let leaf = |text: &str| Branch::Leaf(text.into());
    let named = Fork::from(ForkRequired { right: leaf("r"), left: leaf("l") });
    assert_eq!(named, Fork::new(leaf("l"), leaf("r")));
    assert_eq!(named, Fork::new(Box::new(leaf("l")), leaf("r")));
}

/// A shape keeps the name that ours would have.
#[test]
fn a_shape_with_the_name_comes_first() {
    let pair = Pair::from(PairRequiredShape { left: "l".into(), right: "r".into() });
    assert_eq!(pair.with_other(PairRequired::new()), Pair::new("l", "r").with_other(PairRequired::new()));
}
