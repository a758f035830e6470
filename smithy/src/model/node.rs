//! Node values: JSON as the model wrote it, each value with its place.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::diagnostics::Place;

/// A JSON value that knows where it was written.
///
/// Equality looks at the content alone: not at places, nor at the order of keys.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands; [`Place::NOWHERE`] for what no file wrote.
    pub place: Place,
    /// The value.
    pub value: Value,
}

/// The content of a [`Node`].
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, without loss.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order in which it was written and without duplicates.
    Object(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Box<str>,
    /// The value.
    pub value: Node,
}

impl Entry {
    /// Where the key stands.
    pub fn place(&self) -> Place {
        self.value.place.to_key()
    }
}

/// A number, without loss: integers of 64 bits as such, all others as their text.
#[derive(Clone, Debug)]
pub enum Number {
    /// A non-negative integer.
    Unsigned(u64),
    /// A negative integer.
    Negative(i64),
    /// Any other number, as the model spells it.
    Decimal(Box<str>),
}

impl Node {
    /// A value that no file wrote.
    pub fn synthetic(value: Value) -> Self {
        Self { place: Place::NOWHERE, value }
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(value) => Some(value),
            _ => None,
        }
    }

    /// The bytes, if it is a string with base64 of them. Padding may be left out.
    pub fn as_base64(&self) -> Option<Vec<u8>> {
        const PADDING: GeneralPurposeConfig =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        GeneralPurpose::new(&STANDARD, PADDING).decode(self.as_str()?).ok()
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Array(value) => Some(value),
            _ => None,
        }
    }

    /// The entries, if it is an object.
    pub fn as_object(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Object(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a key, if this is an object that has it; looks at the keys one by one.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let entry = self.as_object()?.iter().find(|entry| &*entry.key == key)?;
        Some(&entry.value)
    }

    /// What the value is, for messages: "a string", "null", …
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

impl Number {
    /// The integer, if the number is written as one and fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Unsigned(value) => Some(*value),
            _ => None,
        }
    }

    /// The integer, if the number is written as one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Unsigned(value) => i64::try_from(*value).ok(),
            Self::Negative(value) => Some(*value),
            Self::Decimal(_) => None,
        }
    }

    /// The nearest floating-point number.
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Unsigned(value) => *value as f64,
            Self::Negative(value) => *value as f64,
            Self::Decimal(text) => text.parse().unwrap_or(f64::NAN),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned(value) => value.fmt(f),
            Self::Negative(value) => value.fmt(f),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::synthetic(Value::String(text.into()))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::synthetic(Value::String(text.into()))
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::synthetic(Value::Bool(value))
    }
}

impl From<u64> for Node {
    fn from(number: u64) -> Self {
        Self::synthetic(Value::Number(Number::Unsigned(number)))
    }
}

impl From<Vec<Self>> for Node {
    fn from(elements: Vec<Self>) -> Self {
        Self::synthetic(Value::Array(elements))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unsigned(a), Self::Unsigned(b)) => a == b,
            (Self::Negative(a), Self::Negative(b)) => a == b,
            // The `e` of an exponent may be written in upper case.
            (Self::Decimal(a), Self::Decimal(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        }
    }
}

impl Eq for Number {}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => {
                a.len() == b.len() && by_key(a).iter().zip(by_key(b)).all(|(a, b)| a.key == b.key && a.value == b.value)
            }
            _ => false,
        }
    }
}

fn by_key(entries: &[Entry]) -> Vec<&Entry> {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    sorted
}
