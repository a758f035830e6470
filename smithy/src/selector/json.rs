//! Nodes as JSON without spaces, for messages.

use std::fmt::Write as _;

use crate::model::{Node, Value};

/// The node on one line.
pub(super) fn compact(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node);
    text
}

/// Nodes are nested no deeper than the loader allows.
fn write(text: &mut String, node: &Node) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => drop(write!(text, "{value}")),
        Value::Number(number) => drop(write!(text, "{number}")),
        Value::String(value) => string(text, value),
        Value::Array(elements) => {
            text.push('[');
            for (at, element) in elements.iter().enumerate() {
                separate(text, at);
                write(text, element);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (at, entry) in entries.iter().enumerate() {
                separate(text, at);
                string(text, &entry.key);
                text.push(':');
                write(text, &entry.value);
            }
            text.push('}');
        }
    }
}

fn separate(text: &mut String, at: usize) {
    if at > 0 {
        text.push(',');
    }
}

fn string(text: &mut String, value: &str) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c < ' ' => drop(write!(text, "\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}
