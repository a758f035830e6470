//! Documents from serde.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Document, text};
use crate::memory::Budget;
use crate::number::{RAW_VALUE, SERDE_JSON_NUMBER};

/// Under `serde_json`, numbers keep all their digits; under other formats they are the integers and floats that those
/// have.
impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut budget = Budget::UNLIMITED;
        Seed(&mut budget).deserialize(deserializer)
    }
}

/// Reads a document. Only the text of `serde_json` counts.
pub(crate) struct Seed<'a>(pub(crate) &'a mut Budget);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, Whole(self.0))
    }
}

/// Takes the text of the whole value from `serde_json`. Other formats do not know the name and hand out a value.
struct Whole<'a>(&'a mut Budget);

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        AnyValue.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }

    /// How `serde_json` hands out text: as the only entry of a map.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        map.next_key::<serde::de::IgnoredAny>()?;
        map.next_value_seed(Text(self.0))
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }
}

/// Reads a document in the form of JSON text.
struct Text<'a>(&'a mut Budget);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Document, E> {
        text::parse(text, self.0).map_err(E::custom)
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
                && let Some(number) = value.as_str().and_then(|text| text.parse().ok())
            {
                return Ok(Document::Number(number));
            }
            members.insert(name, value);
        }
        Ok(Document::Map(members))
    }
}
