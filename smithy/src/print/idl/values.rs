//! Node values in the IDL (Smithy 2.0, "Node values"). Line breaks are left to the formatter.

use std::fmt::Write as _;

use crate::model::{Entry, Node, Value};
use crate::shape_id::is_identifier;

/// A value.
pub(super) fn node(out: &mut String, node: &Node) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => drop(write!(out, "{number}")),
        Value::String(text) => quote(out, text),
        Value::Array(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                self::node(out, element);
            }
            out.push(']');
        }
        Value::Object(list) if list.is_empty() => out.push_str("{}"),
        Value::Object(list) => {
            out.push_str("{ ");
            entries(out, list);
            out.push_str(" }");
        }
    }
}

/// The entries of an object, without its braces.
pub(super) fn entries(out: &mut String, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        key(out, &entry.key);
        out.push_str(": ");
        node(out, &entry.value);
    }
}

/// A key of an object or of the metadata.
pub(super) fn key(out: &mut String, key: &str) {
    if is_identifier(key) {
        out.push_str(key);
    } else {
        quote(out, key);
    }
}

/// A string in quotes.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f' | '\x7f' | '\u{2028}' | '\u{2029}' => drop(write!(out, "\\u{:04x}", char as u32)),
            _ => out.push(char),
        }
    }
    out.push('"');
}
