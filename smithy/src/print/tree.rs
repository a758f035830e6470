//! JSON that borrows from a model, and its text.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::model::{Entry, Node, Value};

/// A JSON value made of parts of a model.
pub(super) enum Tree<'m> {
    /// A value of the model as it is.
    Node(&'m Node),
    /// A value of the model with the keys of all objects in it sorted.
    Sorted(&'m Node),
    /// A string.
    Text(Cow<'m, str>),
    /// An array.
    Array(Vec<Tree<'m>>),
    /// An object.
    Object(Vec<(Cow<'m, str>, Tree<'m>)>),
}

impl<'m> Tree<'m> {
    pub(super) fn text(text: impl Into<Cow<'m, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The same value with parts of its own.
    pub(super) fn into_node(self) -> Node {
        Node::synthetic(match self {
            Self::Node(node) | Self::Sorted(node) => return node.clone(),
            Self::Text(text) => Value::String(text.into()),
            Self::Array(elements) => Value::Array(elements.into_iter().map(Self::into_node).collect()),
            Self::Object(entries) => {
                let entries = entries.into_iter().map(|(key, tree)| Entry { key: key.into(), value: tree.into_node() });
                Value::Object(entries.collect())
            }
        })
    }
}

/// The text with a line for each element and entry, and four spaces for each level.
pub(super) fn pretty(tree: &Tree<'_>) -> String {
    let mut text = Text { text: String::new(), level: 0 };
    text.tree(tree);
    text.text
}

struct Text {
    text: String,
    level: usize,
}

impl Text {
    fn tree(&mut self, tree: &Tree<'_>) {
        match tree {
            Tree::Node(node) => self.node(node, false),
            Tree::Sorted(node) => self.node(node, true),
            Tree::Text(text) => quote(&mut self.text, text),
            Tree::Array(elements) => self.list(['[', ']'], elements, Self::tree),
            Tree::Object(entries) => self.list(['{', '}'], entries, |text, (key, value)| {
                text.key(key);
                text.tree(value);
            }),
        }
    }

    fn node(&mut self, node: &Node, is_sorted: bool) {
        match &node.value {
            Value::Null => self.text.push_str("null"),
            Value::Bool(value) => self.text.push_str(if *value { "true" } else { "false" }),
            Value::Number(number) => drop(write!(self.text, "{number}")),
            Value::String(text) => quote(&mut self.text, text),
            Value::Array(elements) => {
                self.list(['[', ']'], elements, |text, element| text.node(element, is_sorted));
            }
            Value::Object(entries) if is_sorted => {
                let mut sorted: Vec<&Entry> = entries.iter().collect();
                sorted.sort_by(|a, b| a.key.cmp(&b.key));
                self.list(['{', '}'], &sorted, |text, entry| text.entry(entry, is_sorted));
            }
            Value::Object(entries) => self.list(['{', '}'], entries, |text, entry| text.entry(entry, is_sorted)),
        }
    }

    fn entry(&mut self, entry: &Entry, is_sorted: bool) {
        self.key(&entry.key);
        self.node(&entry.value, is_sorted);
    }

    fn key(&mut self, key: &str) {
        quote(&mut self.text, key);
        self.text.push_str(": ");
    }

    fn list<T>(&mut self, [open, close]: [char; 2], items: &[T], mut print: impl FnMut(&mut Self, &T)) {
        self.text.push(open);
        self.level += 1;
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.line();
            print(self, item);
        }
        self.level -= 1;
        if !items.is_empty() {
            self.line();
        }
        self.text.push(close);
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("    ", self.level));
    }
}

/// Writes a string in quotes, as JSON and the IDL have it.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    text.chars().for_each(|char| escaped(out, char));
    out.push('"');
}

/// Writes a character of a string: what RFC 8259 demands is escaped, and what is hard to see or ends lines elsewhere.
pub(super) fn escaped(out: &mut String, char: char) {
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
