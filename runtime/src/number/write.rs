//! Numbers of any size to serde.

use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

use super::NumberText;

/// Writes the digits of an integer.
pub(super) fn integer<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
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
pub(super) fn decimal<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
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

fn raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(text.to_owned()).map_err(S::Error::custom)?.serialize(serializer)
}
