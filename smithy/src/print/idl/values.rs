//! Node values in the IDL (Smithy 2.0, "Node values"). Line breaks are left to the formatter.

use std::fmt::Write as _;

use crate::model::{Entry, Node, Value};
use crate::print::tree::{escaped, quote};
use crate::shape_id::is_identifier;

/// A value.
pub(super) fn node(out: &mut String, node: &Node) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => drop(write!(out, "{number}")),
        Value::String(text) => string(out, text),
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

/// A string: a text block if it has several lines and a block can hold them, or else in quotes.
fn string(out: &mut String, text: &str) {
    match block(text) {
        Some(block) => {
            out.push_str("\"\"\"\n");
            out.push_str(&block);
            out.push_str("\"\"\"");
        }
        None => quote(out, text),
    }
}

/// The lines of a text block; `None` for a single line, and if all lines are indented, which a block would not keep
/// (Smithy 2.0, "Text blocks").
fn block(text: &str) -> Option<String> {
    let last = text.matches('\n').count();
    let mut block = String::with_capacity(text.len());
    let mut is_indented = true;
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            block.push('\n');
        }
        // A block drops white space at the end of lines, unless it is escaped.
        let (line, end) = match line.strip_suffix(' ') {
            Some(line) => (line, "\\u0020"),
            None => line.strip_suffix('\t').map_or((line, ""), |line| (line, "\\t")),
        };
        is_indented &= line.starts_with(' ') || (line.is_empty() && end.is_empty() && at < last);
        block_line(&mut block, line, at == last);
        block.push_str(end);
    }
    (last > 0 && !is_indented).then_some(block)
}

fn block_line(out: &mut String, line: &str, is_last: bool) {
    let mut rest = line;
    while let Some(char) = rest.chars().next() {
        let quotes = rest.len() - rest.trim_start_matches('"').len();
        if quotes > 0 {
            // Three would end the block, and so would one in front of its end.
            let is_escaped = quotes >= 3 || is_last && quotes == rest.len();
            out.push_str(&(if is_escaped { "\\\"" } else { "\"" }).repeat(quotes));
            rest = rest.get(quotes..).unwrap_or_default();
            continue;
        }
        match char {
            '\t' => out.push(char),
            _ => escaped(out, char),
        }
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
    }
}
