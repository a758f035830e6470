//! Enums of strings: their order is that of their texts, and agrees with equality.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use traits::runtime::types::Kind;

#[test]
fn order_agrees_with_equality() {
    // A listed value that somebody made as an unknown one.
    let made = Kind::Unknown("wasm".to_owned());
    let values = [Kind::Node, Kind::Wasm, made.clone(), Kind::Unknown("zig".to_owned()), "abc".into()];
    for a in &values {
        for b in &values {
            assert_eq!(a.cmp(b) == Ordering::Equal, a == b, "{a:?} {b:?}");
            assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a:?} {b:?}");
        }
    }
    let mut sorted = values.to_vec();
    sorted.sort();
    let texts: Vec<&str> = sorted.iter().map(Kind::as_str).collect();
    assert_eq!(texts, ["abc", "node", "wasm", "wasm", "zig"]);
    assert_eq!(BTreeMap::from(values.clone().map(|value| (value, ()))).len(), values.len());
    assert_eq!(HashMap::from(values.clone().map(|value| (value, ()))).len(), values.len());
    // Reading never makes one.
    assert_ne!(Kind::from("wasm"), made);
}
