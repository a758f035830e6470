//! Values of any shape.

mod number;
pub(crate) mod read;
mod text;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use number::Number;

/// A value of any shape that JSON can have: Smithy's `document`.
///
/// Indexing with the name of a missing member, or past the end of a list, gives [`Document::Null`]:
/// `document["items"][0]["name"].as_str()`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Document {
    /// Nothing; the default.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(String),
    /// A sequence.
    List(Vec<Document>),
    /// Named members.
    Map(BTreeMap<String, Document>),
}

impl Document {
    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    /// The number as a signed integer, if this is one and fits. See [`Number`] for larger ones.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The number as an unsigned integer, if this is one and fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number().and_then(Number::as_u64)
    }

    /// The number as the nearest float, if this is a number.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(value) = self { Some(value) } else { None }
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Document]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The members, if this is a map.
    pub fn as_map(&self) -> Option<&BTreeMap<String, Document>> {
        if let Self::Map(members) = self { Some(members) } else { None }
    }

    /// The member with this name, if this is a map that has it.
    pub fn get(&self, name: &str) -> Option<&Document> {
        self.as_map()?.get(name)
    }
}

impl Index<&str> for Document {
    type Output = Document;

    fn index(&self, name: &str) -> &Document {
        self.get(name).unwrap_or(&Document::Null)
    }
}

impl Index<usize> for Document {
    type Output = Document;

    fn index(&self, index: usize) -> &Document {
        self.as_list().and_then(|items| items.get(index)).unwrap_or(&Document::Null)
    }
}

/// Compact JSON.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

macro_rules! variants {
    ($($from:ty => $variant:ident),* $(,)?) => {$(
        impl From<$from> for Document {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )*};
}

variants!(bool => Bool, Number => Number, &str => String, String => String);

impl<T: Into<Document>> From<Vec<T>> for Document {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Document>> From<BTreeMap<String, T>> for Document {
    fn from(members: BTreeMap<String, T>) -> Self {
        members.into_iter().collect()
    }
}

impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Document>> FromIterator<T> for Document {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, T: Into<Document>> FromIterator<(K, T)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        Self::Map(members.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl From<Value> for Document {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(value) => Self::Number(value.into()),
            Value::String(value) => Self::String(value),
            Value::Array(items) => items.into_iter().collect(),
            Value::Object(members) => members.into_iter().collect(),
        }
    }
}

/// A number that [`Value`] cannot hold becomes the nearest float; NaN and what is beyond floats become null.
/// `serde_json::to_value` fails for such numbers instead.
impl From<Document> for Value {
    fn from(document: Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Bool(value) => value.into(),
            Document::Number(value) => value.into(),
            Document::String(value) => Self::String(value),
            Document::List(items) => items.into_iter().collect(),
            Document::Map(members) => members.into_iter().collect(),
        }
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(members) => serializer.collect_map(members),
        }
    }
}
