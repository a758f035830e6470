//! Numbers of any size to serde.

use serde::ser::{Error, Serialize, SerializeStruct, Serializer};

use super::{NumberText, RAW_VALUE};

/// Writes the digits of an integer.
pub(crate) fn integer<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse() {
        serializer.serialize_i64(value)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_u64(value)
    } else if serializer.is_human_readable() {
        raw(text, serializer)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_i128(value)
    } else if let Ok(value) = text.parse() {
        serializer.serialize_u128(value)
    } else {
        Err(S::Error::custom("the integer is too large for this format"))
    }
}

/// Writes the text of a JSON number.
pub(crate) fn decimal<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // As an integer, `-0` would lose its sign.
    if let Ok(value) = text.parse()
        && text != "-0"
    {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse() {
        return serializer.serialize_u64(value);
    }
    let float = text.parse().unwrap_or(f64::NAN);
    // The text that JSON has for the float. A number with the same text is the same without loss in any format; only
    // the others need what works with `serde_json` alone.
    let float_text = serde_json::to_string(&float).map_err(S::Error::custom)?;
    if float_text == text {
        serializer.serialize_f64(float)
    } else if serializer.is_human_readable() {
        raw(text, serializer)
    } else if float.is_finite() && NumberText::split(&float_text) == NumberText::split(text) {
        serializer.serialize_f64(float)
    } else {
        Err(S::Error::custom("the number is too long for this format"))
    }
}

/// Hands JSON text to `serde_json`, as its `RawValue` does.
fn raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut raw = serializer.serialize_struct(RAW_VALUE, 1)?;
    raw.serialize_field(RAW_VALUE, &Raw(text))?;
    raw.end()
}

/// The text of a JSON number on its way into `serde_json`.
struct Raw<'a>(&'a str);

impl Serialize for Raw<'_> {
    /// `serde_json` takes the text in two places. Where it writes JSON, it copies the text. Where it makes a
    /// [`Value`](serde_json::Value), it reads the text again, and would round it without a word. The two differ in
    /// what they return: nothing, or the value.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if size_of::<S::Ok>() > 0 && !is_kept(self.0) {
            return Err(S::Error::custom("the number has more digits than a `serde_json::Value` can hold"));
        }
        serializer.serialize_str(self.0)
    }
}

/// Whether a number of `serde_json` holds this one without loss; with its feature `arbitrary_precision` any does.
fn is_kept(text: &str) -> bool {
    let number: Result<serde_json::Number, _> = text.parse();
    number.is_ok_and(|number| NumberText::split(&number.to_string()) == NumberText::split(text))
}
