//! Writes nodes as JSON.

use shapewright_smithy::model::{Node, Value};

/// An object as JSON, without some of its keys.
pub(super) fn json(node: &Node, left_out: &[&str]) -> String {
    let mut text = String::new();
    write(node, left_out, &mut text);
    text
}

fn write(node: &Node, left_out: &[&str], to: &mut String) {
    match &node.value {
        Value::Null => to.push_str("null"),
        Value::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => to.push_str(&value.to_string()),
        Value::String(value) => to.push_str(&quoted(value)),
        Value::Array(items) => {
            to.push('[');
            for (index, item) in items.iter().enumerate() {
                to.push_str(if index == 0 { "" } else { "," });
                write(item, &[], to);
            }
            to.push(']');
        }
        Value::Object(entries) => {
            to.push('{');
            let kept = entries.iter().filter(|entry| !left_out.contains(&&*entry.key));
            for (index, entry) in kept.enumerate() {
                to.push_str(if index == 0 { "" } else { "," });
                to.push_str(&quoted(&entry.key));
                to.push(':');
                write(&entry.value, &[], to);
            }
            to.push('}');
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
