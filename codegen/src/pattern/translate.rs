//! Writes a syntax tree in the syntax of the `regex` crate.

use std::fmt::Write as _;

use super::node::{Assertion, Node};
use super::set::CharSet;

/// Sets of more ranges are written as they were spelled, where that is known.
const MAX_SPELLED_RANGES: usize = 12;

/// The expression that matches what the node matches; look-arounds have been taken out before.
///
/// `(?-u:\B)` also holds between the bytes of one character. The crate drops an empty match there and goes on after it:
/// its `is_match` loses matches that began before, and its `find` looks again from the next byte, which takes time in
/// the square of the text's length. An expression that may begin anywhere therefore takes what lies before it, character
/// by character: no match of it begins or ends within one.
pub(super) fn translate(node: &Node) -> String {
    let mut text = String::new();
    if node.any(&|part| *part == Node::Assert(Assertion::NotWordBoundary)) && !is_anchored(node) {
        text.push_str(r"^[\s\S]*");
        write_group(node, &mut text);
    } else {
        write_node(node, &mut text);
    }
    text
}

fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Concat(items) => items.first() == Some(&Node::START),
        other => *other == Node::START,
    }
}

/// The ranges of a set as they stand in brackets.
pub(super) fn spell(set: &CharSet) -> String {
    let mut text = String::new();
    for (low, high) in set.ranges() {
        write_char(low, &mut text);
        if low != high {
            if u32::from(high) - u32::from(low) > 1 {
                text.push('-');
            }
            write_char(high, &mut text);
        }
    }
    text
}

fn write_node(node: &Node, text: &mut String) {
    match node {
        Node::Class(set) => write_set(set, text),
        Node::Concat(items) => {
            for item in items {
                match item {
                    Node::Alt(_) => write_group(item, text),
                    _ => write_node(item, text),
                }
            }
        }
        // An empty class is how the crate spells what never matches.
        Node::Alt(branches) if branches.is_empty() => text.push_str(r"[^\s\S]"),
        Node::Alt(branches) => {
            for (index, branch) in branches.iter().enumerate() {
                if index > 0 {
                    text.push('|');
                }
                write_node(branch, text);
            }
        }
        Node::Repeat { node, min, max } => {
            match node.as_ref() {
                Node::Class(_) => write_node(node, text),
                _ => write_group(node, text),
            }
            write_counts(*min, *max, text);
        }
        Node::Assert(assertion) => text.push_str(match assertion {
            Assertion::Start => "^",
            Assertion::End => "$",
            Assertion::WordBoundary => r"(?-u:\b)",
            Assertion::NotWordBoundary => r"(?-u:\B)",
        }),
        Node::Look { node, .. } => write_group(node, text),
    }
}

fn write_group(node: &Node, text: &mut String) {
    text.push_str("(?:");
    write_node(node, text);
    text.push(')');
}

fn write_counts(min: u32, max: Option<u32>, text: &mut String) {
    let counts = match (min, max) {
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (0, Some(1)) => "?".to_owned(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    };
    text.push_str(&counts);
}

fn write_set(set: &CharSet, text: &mut String) {
    if let Some(char) = set.single() {
        return write_char(char, text);
    }
    if set.is_any() {
        return text.push_str(r"[\s\S]");
    }
    let outside = set.complement();
    let (negated, ranges) =
        if outside.ranges().len() < set.ranges().len() { (true, outside) } else { (false, set.clone()) };
    match set.spelling() {
        Some(spelling) if ranges.ranges().len() > MAX_SPELLED_RANGES => text.push_str(spelling),
        _ => {
            text.push_str(if negated { "[^" } else { "[" });
            text.push_str(&spell(&ranges));
            text.push(']');
        }
    }
}

fn write_char(char: char, text: &mut String) {
    match char {
        ' ' => text.push(' '),
        '\t' => text.push_str(r"\t"),
        '\n' => text.push_str(r"\n"),
        '\r' => text.push_str(r"\r"),
        char if char.is_ascii_alphanumeric() => text.push(char),
        char if char.is_ascii_graphic() => {
            if regex_syntax::is_meta_character(char) {
                text.push('\\');
            }
            text.push(char);
        }
        char => {
            // Writing to a string cannot fail.
            let _ = write!(text, r"\u{{{:X}}}", u32::from(char));
        }
    }
}
