//! Compares JSON by meaning: the order of keys and the spelling of strings and numbers do not count, every digit does.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;

/// One difference between two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The place as a JSON Pointer (RFC 6901).
    pub(crate) path: String,
    /// What differs there.
    pub(crate) what: What,
}

/// What differs in a place; the values are JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The value is missing, which was expected.
    Missing(String),
    /// This value was not expected.
    Unexpected(String),
    /// A list has more or fewer items: how many were expected, and how many there are.
    Length(usize, usize),
    /// The value is another: the expected one, and the one found.
    Value(String, String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.what {
            What::Missing(value) => write!(f, "`{path}` is missing, which should be {value}"),
            What::Unexpected(value) => write!(f, "`{path}` should not be there, but is {value}"),
            What::Length(expected, found) => write!(f, "`{path}` should have {expected} items, but has {found}"),
            What::Value(expected, found) => write!(f, "`{path}` should be {expected}, but is {found}"),
        }
    }
}

/// Where two texts differ first, or `None` where they mean the same.
///
/// # Errors
///
/// A text is no JSON.
pub(crate) fn difference(expected: &str, actual: &str) -> Result<Option<String>, String> {
    let found = differences(expected, actual)?;
    Ok(found.first().map(ToString::to_string))
}

/// All places in which two texts differ.
///
/// # Errors
///
/// A text is no JSON.
pub(crate) fn differences(expected: &str, actual: &str) -> Result<Vec<Difference>, String> {
    let expected: &RawValue =
        serde_json::from_str(expected).map_err(|error| format!("the expected body is no JSON: {error}"))?;
    let actual: &RawValue = serde_json::from_str(actual).map_err(|error| format!("the body is no JSON: {error}"))?;
    let mut found = Vec::new();
    compare("", expected, actual, &mut found);
    Ok(found)
}

/// One layer of a value.
enum Json<'t> {
    Object(BTreeMap<String, &'t RawValue>),
    Array(Vec<&'t RawValue>),
    String(String),
    Number(Decimal),
    /// `true`, `false` or `null`.
    Word(&'t str),
}

impl<'t> Json<'t> {
    fn of(raw: &'t RawValue) -> Self {
        // The text was parsed before, so that what follows cannot fail.
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'{') => Self::Object(serde_json::from_str(text).unwrap_or_default()),
            Some(b'[') => Self::Array(serde_json::from_str(text).unwrap_or_default()),
            Some(b'"') => Self::String(serde_json::from_str(text).unwrap_or_default()),
            Some(b't' | b'f' | b'n') => Self::Word(text),
            _ => Self::Number(Decimal::of(text)),
        }
    }
}

/// A number as its digits without zeros at either end, and the place of the point: `-1.50e3` is `-`, `15`, 4.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (negative, mantissa) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let significant = all.trim_start_matches('0');
        let leading = all.len() - significant.len();
        let digits = significant.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        let exponent: i64 = exponent.parse().unwrap_or(i64::MAX);
        let point = i64::try_from(whole.len()).unwrap_or(i64::MAX) - i64::try_from(leading).unwrap_or(i64::MAX);
        Self { negative, digits, exponent: exponent.saturating_add(point) }
    }
}

/// Collects the differences at and below a path.
fn compare(path: &str, expected: &RawValue, actual: &RawValue, found: &mut Vec<Difference>) {
    let mut add = |path: String, what: What| found.push(Difference { path, what });
    match (Json::of(expected), Json::of(actual)) {
        (Json::Object(expected), Json::Object(actual)) => {
            for (key, value) in &expected {
                let path = below(path, key);
                match actual.get(key) {
                    Some(actual) => compare(&path, value, actual, found),
                    None => found.push(Difference { path, what: What::Missing(value.to_string()) }),
                }
            }
            for (key, value) in actual.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                found.push(Difference { path: below(path, key), what: What::Unexpected(value.to_string()) });
            }
        }
        (Json::Array(expected), Json::Array(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{path}/{index}"), expected, actual, found);
            }
        }
        (Json::Array(expected), Json::Array(actual)) => {
            add(path.to_owned(), What::Length(expected.len(), actual.len()));
        }
        (Json::String(expected), Json::String(actual)) if expected == actual => {}
        (Json::Number(expected), Json::Number(actual)) if expected == actual => {}
        (Json::Word(expected), Json::Word(actual)) if expected == actual => {}
        _ => add(path.to_owned(), What::Value(expected.to_string(), actual.to_string())),
    }
}

/// A JSON Pointer (RFC 6901).
fn below(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn meaning_counts() {
        let same = [
            ("{}", " { } "),
            (r#"{"a":1,"b":[true,null]}"#, r#"{ "b": [true, null], "a": 1 }"#),
            (r#""é/""#, r#""\u00e9\/""#),
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.0015", "15E-4"),
            ("-0", "0.00"),
            ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
        ];
        for (expected, actual) in same {
            assert_eq!(difference(expected, actual), Ok(None), "{expected} {actual}");
        }
        let different = [
            (r#"{"a":1}"#, "{}", "`/a` is missing, which should be 1"),
            ("{}", r#"{"a":{"b":1}}"#, "`/a` should not be there, but is {\"b\":1}"),
            (r#"{"a":[{"b/c":"x"}]}"#, r#"{"a":[{"b/c":"y"}]}"#, "`/a/0/b~1c` should be \"x\", but is \"y\""),
            ("[[1]]", "[[1,2]]", "`/0` should have 1 items, but has 2"),
            ("[1]", "[-1]", "`/0` should be 1, but is -1"),
            ("[0.1]", "[0.10000000000000001]", "`/0` should be 0.1, but is 0.10000000000000001"),
            ("[10]", "[1]", "`/0` should be 10, but is 1"),
            ("[null]", "[{}]", "`/0` should be null, but is {}"),
            ("[1]", "[\"1\"]", "`/0` should be 1, but is \"1\""),
        ];
        for (expected, actual, message) in different {
            assert_eq!(difference(expected, actual), Ok(Some(message.to_owned())), "{expected} {actual}");
        }
        assert_eq!(difference(" 1", "2 "), Ok(Some("`` should be 1, but is 2".to_owned())));
        assert!(difference("{}", "").is_err());
        assert!(difference("x", "{}").is_err());
    }
}
