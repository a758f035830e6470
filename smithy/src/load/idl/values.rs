//! Node values.

use std::collections::HashMap;

use super::{Lowering, key_and_value, key_text, text_node};
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::idl::{Element, Kind, string_value};
use crate::model::{Entry, Node, Number, Value};

impl Lowering<'_, '_> {
    /// A value; the parser limits how deep values are nested.
    pub(super) fn value(&mut self, value: Element<'_>) -> Node {
        let place = self.place(value);
        let content = match value.kind() {
            Kind::NodeArray => {
                let elements = value.children().filter(|child| child.kind().is_node_value());
                Value::Array(elements.map(|element| self.value(element)).collect())
            }
            Kind::NodeObject => Value::Object(self.entries(value)),
            Kind::NodeKeyword => match value.text() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => Value::Null,
            },
            Kind::Number => Value::Number(number(value.text())),
            Kind::ShapeId => Value::String(self.syntactic_id(value).into()),
            _ => Value::String(string_value(value.text()).into()),
        };
        Node { place, value: content }
    }

    /// The entries of an object, or of a trait without braces; the first of those with the same key.
    pub(super) fn entries(&mut self, object: Element<'_>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (key, value) in self.unique_entries(object) {
            let value = self.value(value);
            entries.push(Entry { key: key.into(), value });
        }
        entries
    }

    /// The keys and values of an object; reports keys that occur twice.
    pub(super) fn unique_entries<'e>(&mut self, object: Element<'e>) -> Vec<(String, Element<'e>)> {
        let mut known: HashMap<String, Place> = HashMap::new();
        let mut entries = Vec::new();
        for pair in object.children().filter(|child| child.kind() == Kind::NodeObjectKvp) {
            let Some((key, value)) = key_and_value(pair) else {
                continue;
            };
            let (name, place) = (key_text(key), self.place(key));
            if let Some(first) = known.get(&name) {
                let message = format!("the key `{}` occurs twice", clip(&name));
                let diagnostic = Diagnostic::new(Code::DUPLICATE_KEY, place, message)
                    .label("second occurrence in the same object")
                    .related(*first, "first occurrence");
                // Smithy reports it about no shape.
                self.context.report.push(diagnostic.help("keep one of them"));
                continue;
            }
            known.insert(name.clone(), place);
            entries.push((name, value));
        }
        entries
    }

    /// A string with the absolute form of a shape id, or of a string that is one.
    pub(super) fn id_or_string(&mut self, value: Element<'_>) -> Option<Node> {
        let place = self.place(value);
        match value.kind() {
            Kind::ShapeId => Some(text_node(place, self.id(value))),
            Kind::QuotedText | Kind::TextBlock => {
                let id = self.resolve(&string_value(value.text()));
                Some(text_node(place, id))
            }
            _ => None,
        }
    }
}

/// A number without loss.
fn number(text: &str) -> Number {
    let decimal = || Number::Decimal(text.into());
    match text.parse::<u64>() {
        Ok(value) => Number::Unsigned(value),
        // Zero has a sign in floating-point numbers.
        Err(_) => text.parse::<i64>().ok().filter(|value| *value != 0).map_or_else(decimal, Number::Negative),
    }
}
