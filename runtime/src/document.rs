//! Values of any shape.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::number::{NumberText, SERDE_JSON_NUMBER};

/// A value of any shape that JSON can have: Smithy's `document`.
///
/// A member that is not there, and an element past the end, is [`Document::Null`] to the index operator:
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

/// A number in a document.
///
/// Conversion from a primitive type picks the variant. As in JSON's usual readers, an integer and a float are never
/// equal, and what does not fit into 64 bits is the nearest float.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer from 0 upwards.
    PosInt(u64),
    /// An integer below 0.
    NegInt(i64),
    /// Any other number. JSON has no NaN and no infinities: they are written as null.
    Float(f64),
}

impl Number {
    /// The number as a signed integer, if it is one and fits.
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::PosInt(value) => i64::try_from(value).ok(),
            Self::NegInt(value) => Some(value),
            Self::Float(_) => None,
        }
    }

    /// The number as an unsigned integer, if it is one and fits.
    pub fn as_u64(self) -> Option<u64> {
        match self {
            Self::PosInt(value) => Some(value),
            Self::NegInt(value) => u64::try_from(value).ok(),
            Self::Float(_) => None,
        }
    }

    /// The nearest float.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::PosInt(value) => value as f64,
            Self::NegInt(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        NumberText::parse(text).ok()?;
        if let Ok(value) = text.parse() {
            Some(Self::PosInt(value))
        } else if let Ok(value) = text.parse() {
            Some(signed(value))
        } else {
            text.parse().ok().map(Self::Float)
        }
    }
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
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(value) = self { Some(*value) } else { None }
    }

    /// The number as a signed integer, if this is one and fits.
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

macro_rules! numbers {
    ($($primitive:ty: $convert:expr),* $(,)?) => {$(
        impl From<$primitive> for Number {
            fn from(value: $primitive) -> Self {
                $convert(value.into())
            }
        }

        impl From<$primitive> for Document {
            fn from(value: $primitive) -> Self {
                Self::Number(value.into())
            }
        }
    )*};
}

numbers!(
    u8: Number::PosInt, u16: Number::PosInt, u32: Number::PosInt, u64: Number::PosInt,
    i8: signed, i16: signed, i32: signed, i64: signed,
    f32: Number::Float, f64: Number::Float,
);

fn signed(value: i64) -> Number {
    u64::try_from(value).map_or(Number::NegInt(value), Number::PosInt)
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
            Value::Number(value) => match (value.as_u64(), value.as_i64()) {
                (Some(value), _) => value.into(),
                (None, Some(value)) => value.into(),
                (None, None) => value.as_f64().into(),
            },
            Value::String(value) => Self::String(value),
            Value::Array(items) => items.into_iter().collect(),
            Value::Object(members) => members.into_iter().collect(),
        }
    }
}

/// NaN and infinities become null.
impl From<Document> for Value {
    fn from(document: Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Bool(value) => value.into(),
            Document::Number(Number::PosInt(value)) => value.into(),
            Document::Number(Number::NegInt(value)) => value.into(),
            Document::Number(Number::Float(value)) => value.into(),
            Document::String(value) => Self::String(value),
            Document::List(items) => items.into_iter().collect(),
            Document::Map(members) => members.into_iter().collect(),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::PosInt(value) => serializer.serialize_u64(value),
            Self::NegInt(value) => serializer.serialize_i64(value),
            Self::Float(value) => serializer.serialize_f64(value),
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

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a null, boolean, number, string, list or map")
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Document, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Document::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let value: Document = map.next_value()?;
            if members.is_empty()
                && name == SERDE_JSON_NUMBER
                && let Some(number) = value.as_str().and_then(Number::from_text)
            {
                return Ok(Document::Number(number));
            }
            members.insert(name, value);
        }
        Ok(Document::Map(members))
    }
}
