//! Compares CBOR by what it means: neither the order of keys, nor lengths that are said or not, nor the width of numbers.

use std::fmt::Write as _;

use ciborium::Value;

/// Compares two bodies.
///
/// # Errors
///
/// One of them is no CBOR, or they differ: both in diagnostic notation.
pub(crate) fn compare(expected: &[u8], actual: &[u8]) -> Result<(), String> {
    let read = |bytes: &[u8]| {
        let value: Value = ciborium::from_reader(bytes).map_err(|error| error.to_string())?;
        Ok::<_, String>(show(&value))
    };
    let expected = read(expected).map_err(|error| format!("the expected body is no CBOR: {error}"))?;
    let actual = read(actual).map_err(|error| format!("the body is no CBOR: {error}"))?;
    if expected == actual { Ok(()) } else { Err(format!("\n  expected {expected}\n  found    {actual}")) }
}

/// A value as text, the same for values that mean the same.
fn show(value: &Value) -> String {
    match value {
        Value::Integer(integer) => i128::from(*integer).to_string(),
        Value::Float(float) if float.is_nan() => "NaN".to_owned(),
        Value::Float(float) => format!("{float:?}_f"),
        Value::Bytes(bytes) => bytes.iter().fold("h".to_owned(), |mut text, byte| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }),
        Value::Text(text) => format!("{text:?}"),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        // A timestamp may be written as either kind of number.
        Value::Tag(1, inner) => match **inner {
            Value::Integer(integer) => format!("1({:?}_f)", i128::from(integer) as f64),
            _ => format!("1({})", show(inner)),
        },
        Value::Tag(tag, inner) => format!("{tag}({})", show(inner)),
        Value::Array(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let mut shown: Vec<String> =
                entries.iter().map(|(key, value)| format!("{}: {}", show(key), show(value))).collect();
            shown.sort_unstable();
            format!("{{{}}}", shown.join(", "))
        }
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn meaning_counts() {
        // {"a": 1, "b": [2.5]}, in another order, of unsaid lengths and with a wider float.
        let one = [0xa2, 0x61, 0x61, 0x01, 0x61, 0x62, 0x81, 0xf9, 0x41, 0x00];
        let other = [0xbf, 0x61, 0x62, 0x9f, 0xfa, 0x40, 0x20, 0x00, 0x00, 0xff, 0x61, 0x61, 0x18, 0x01, 0xff];
        assert_eq!(compare(&one, &other), Ok(()));
        let different = [0xa1, 0x61, 0x61, 0x01];
        assert!(compare(&one, &different).is_err_and(|fault| fault.contains("expected {\"a\": 1, \"b\": [2.5_f]}")));
        assert!(compare(&one, &[0xff]).is_err());
    }
}
