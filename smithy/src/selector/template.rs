//! Messages with values of the shapes that a selector yields (Smithy 2.0, "Message templates").

use super::Match;
use super::attribute::Attribute;
use super::cursor::Cursor;
use super::error::SelectorError;
use super::parse;
use super::value::{Scope, Value};
use crate::neighbors::Neighbors;

/// A text with values such as `@{id|name}` to be filled in; `@@` stands for `@`.
#[derive(Clone, Debug)]
pub struct MessageTemplate {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(Box<str>),
    Value(Attribute),
}

impl MessageTemplate {
    /// Reads a template.
    ///
    /// # Errors
    /// When a `@` is followed by neither `@` nor a value in braces.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        let mut cursor = Cursor::new(text);
        let mut parts = Vec::new();
        loop {
            let plain = cursor.take_while(|c| c != '@');
            if !plain.is_empty() {
                parts.push(Part::Text(plain.into()));
            }
            if cursor.take("@@") {
                parts.push(Part::Text("@".into()));
            } else if cursor.take("@") {
                parts.push(Part::Value(parse::context_value(&mut cursor)?));
            } else {
                return Ok(Self { parts });
            }
        }
    }

    /// The text for a match of a selector.
    pub fn expand(&self, neighbors: &Neighbors<'_>, found: &Match<'_, '_>) -> String {
        let scope = Scope { neighbors, names: found.names, variables: &found.variables };
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value(path) => {
                    let value = scope.resolve(Value::Shape(found.vertex), path);
                    text.push_str(&scope.message(&value));
                }
            }
        }
        text
    }
}
