//! What the body of an error says whatever the error is: its name and its message.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::BYTE_ORDER_MARK;
use crate::format::ErrorTexts;
use crate::format::error_texts::MESSAGES;

/// Where errors without a header for it have their name, in the order of preference: `__type` comes first because a
/// modelled member may be called `code`.
const CODES: [&str; 3] = ["__type", "code", "Code"];

/// The texts of these fields.
#[derive(Debug, Default)]
pub(super) struct Fields {
    codes: [Option<String>; 3],
    messages: [Option<String>; 3],
}

impl Fields {
    /// Reads as much as there is: a body may end too early, or be no JSON from some place on. A body that is not an
    /// object, such as a proxy's page, has no fields.
    pub(super) fn read(body: &[u8]) -> Self {
        let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
        let mut fields = Self::default();
        match serde_json::Deserializer::from_slice(body).deserialize_map(&mut fields) {
            Err(error) if error.is_eof() => {
                fields = Self::default();
                let completed = completed(body);
                // What is wrong with the rest does not matter for what stands before it.
                let _ = serde_json::Deserializer::from_slice(&completed).deserialize_map(&mut fields);
            }
            _ => {}
        }
        fields
    }

    pub(super) fn into_texts(self) -> ErrorTexts {
        let [type_name, code, other] = self.codes;
        ErrorTexts {
            type_name,
            code: code.or(other),
            message: self.messages.into_iter().flatten().next(),
            request_id: None,
        }
    }
}

impl<'de> Visitor<'de> for &mut Fields {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let place = |names: &[&str], key: &str| names.iter().position(|name| *name == key);
        while let Some(key) = access.next_key::<Cow<'de, str>>()? {
            let slot = match (place(&CODES, &key), place(&MESSAGES, &key)) {
                (Some(index), _) => &mut self.codes[index],
                (_, Some(index)) => &mut self.messages[index],
                (None, None) => {
                    access.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            // What is not text does not count.
            *slot = serde_json::from_str(access.next_value::<&RawValue>()?.get()).ok();
        }
        Ok(())
    }
}

/// A text of JSON that ends too early, with what closes its last string and its objects and arrays.
fn completed(body: &[u8]) -> Vec<u8> {
    // A character that is cut apart is left out.
    let mut text = body.utf8_chunks().next().map_or("", |chunk| chunk.valid()).as_bytes().to_vec();
    let mut closers = Vec::new();
    let mut in_string = false;
    let mut at = 0;
    while at < text.len() {
        let width = match (in_string, text[at]) {
            (true, b'\\') if text.get(at + 1) == Some(&b'u') => 6,
            (true, b'\\') => 2,
            (_, b'"') => {
                in_string = !in_string;
                1
            }
            (false, b'{') => {
                closers.push(b'}');
                1
            }
            (false, b'[') => {
                closers.push(b']');
                1
            }
            (false, b'}' | b']') => {
                closers.pop();
                1
            }
            _ => 1,
        };
        if at + width > text.len() {
            // An escape that is cut apart is left out.
            text.truncate(at);
        }
        at += width;
    }
    if in_string {
        text.push(b'"');
    }
    text.extend(closers.into_iter().rev());
    text
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn as_much_is_read_as_there_is() {
        let cases = [
            (r#"{"message":"m"}"#, None, Some("m")),
            (r#"{"message":"m","a":[{"#, None, Some("m")),
            (r#"{"message":"m","a":<html>"#, None, Some("m")),
            (r#"{"message":"m","a"#, None, Some("m")),
            (r#"{"message":"the thing is bro"#, None, Some("the thing is bro")),
            (r#"{"__type":"a#B","message":"quoted \"wor"#, Some("B"), Some("quoted \"wor")),
            (r#"{"message":"cut \"#, None, Some("cut ")),
            (r#"{"message":"cut \u00e"#, None, Some("cut ")),
            (r#"{"message":"whole \u00e9"#, None, Some("whole \u{e9}")),
            (r#"{"code":{},"Code":"C","a":{"message":"inner"},"Message":"M"}"#, Some("C"), Some("M")),
            (r#"{"message":{},"errorMessage":"e"}"#, None, Some("e")),
            (r#"{"message":"m"} trailing"#, None, Some("m")),
            (r#"["message"]"#, None, None),
            ("<html>", None, None),
            ("", None, None),
        ];
        for (body, code, message) in cases {
            let texts = Fields::read(body.as_bytes()).into_texts();
            assert_eq!(texts.name().as_deref(), code, "{body}");
            assert_eq!(texts.message.as_deref(), message, "{body}");
        }
        let cut = "{\"message\":\"na\u{ef}ve\"".as_bytes();
        assert_eq!(Fields::read(&cut[..15]).into_texts().message.as_deref(), Some("na"));
    }
}
