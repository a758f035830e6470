//! Writes nodes as JSON.

use shapewright_smithy::model::{Node, Value};

use crate::resolve;

/// An object as JSON, without some of its keys.
pub(super) fn json(node: &Node, left_out: &[&str]) -> String {
    match &node.value {
        Value::Object(entries) => {
            let kept = entries.iter().filter(|entry| !left_out.contains(&&*entry.key));
            resolve::json(&Node { value: Value::Object(kept.cloned().collect()), ..node.clone() })
        }
        _ => resolve::json(node),
    }
}
