//! JSON values by their texts, for lenient reading.
//!
//! Responses are read strictly first, which costs nothing more. Only where that fails are they read again, each scalar
//! from its JSON text.

use crate::format::loose::Loose;

/// The value that has this text, which has been found to be JSON.
pub(super) fn parse(text: &str) -> Loose<'_> {
    match text.as_bytes().first() {
        Some(b'"') => string(text),
        Some(b't') => Loose::Boolean(true),
        Some(b'f') => Loose::Boolean(false),
        Some(b'[') => Loose::Array,
        Some(b'{') => Loose::Object,
        Some(b'n') | None => Loose::Null,
        Some(_) => Loose::Number(text.into()),
    }
}

fn string(text: &str) -> Loose<'_> {
    if let Ok(text) = serde_json::from_str::<String>(text) {
        return Loose::Text(text.into(), false);
    }
    // As bytes, serde_json lets such halves through, three bytes each that are not UTF-8.
    let bytes = serde_json::from_str::<Bytes>(text).map(|bytes| bytes.0).unwrap_or_default();
    let text = bytes.utf8_chunks().fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        // The first of the three stands for all.
        if chunk.invalid().first() == Some(&0xed) {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text
    });
    Loose::Text(text.into(), true)
}

/// The content of a string as bytes.
struct Bytes(Vec<u8>);

impl<'de> serde::Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(BytesVisitor)
    }
}

struct BytesVisitor;

impl serde::de::Visitor<'_> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }
}
