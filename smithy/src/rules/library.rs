//! What the functions do (Smithy 2.0, "Rules engine standard library", "AWS rules engine library functions").

use std::borrow::Cow;
use std::fmt::Write as _;

use super::value::Value;
use super::{arn, partitions, url};

/// Calls a function other than `getAttr`.
pub(super) fn call<'m>(name: &str, arguments: Vec<Value<'m>>) -> Result<Value<'m>, String> {
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or(Value::Empty);
    Ok(match name {
        "isSet" => Value::Boolean(!next().is_empty()),
        "not" => Value::Boolean(!next().into_boolean()?),
        "booleanEquals" => Value::Boolean(next().into_boolean()? == next().into_boolean()?),
        "stringEquals" => Value::Boolean(next().into_string()? == next().into_string()?),
        "isValidHostLabel" => {
            let (label, allows_dots) = (next().into_string()?, next().into_boolean()?);
            Value::Boolean(if allows_dots { label.split('.').all(is_host_label) } else { is_host_label(&label) })
        }
        "parseURL" => url::parse(&next().into_string()?),
        "substring" => {
            let text = next().into_string()?;
            substring(&text, next().into_integer()?, next().into_integer()?, next().into_boolean()?)
        }
        "uriEncode" => Value::text(uri_encode(&next().into_string()?)),
        "split" => split(&next().into_string()?, &next().into_string()?, next().into_integer()?)?,
        "coalesce" => {
            let first = next();
            // The last argument counts if all of them are empty.
            std::iter::once(first).chain(arguments).find(|value| !value.is_empty()).unwrap_or(Value::Empty)
        }
        "ite" => {
            let (condition, then, otherwise) = (next().into_boolean()?, next(), next());
            if condition { then } else { otherwise }
        }
        "aws.partition" => partitions::find(&next().into_string()?),
        "aws.parseArn" => arn::parse(&next().into_string()?),
        "aws.isVirtualHostableS3Bucket" => {
            let (bucket, allows_dots) = (next().into_string()?, next().into_boolean()?);
            Value::Boolean(arn::is_hostable_bucket(&bucket, allows_dots))
        }
        _ => return Err(format!("there is no function `{name}`")),
    })
}

fn is_host_label(label: &str) -> bool {
    label.len() <= 63
        && label.starts_with(|first: char| first.is_ascii_alphanumeric())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn substring<'m>(text: &str, start: i64, stop: i64, is_reversed: bool) -> Value<'m> {
    let length = text.len();
    let found = || {
        let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
        if !text.is_ascii() || start >= stop || stop > length {
            return None;
        }
        if is_reversed { text.get(length - stop..length - start) } else { text.get(start..stop) }
    };
    found().map_or(Value::Empty, |part| Value::text(part.to_owned()))
}

fn uri_encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

fn split<'m>(text: &str, delimiter: &str, limit: i64) -> Result<Value<'m>, String> {
    if delimiter.is_empty() {
        return Err("the delimiter of `split` is empty".to_owned());
    }
    let limit = usize::try_from(limit).map_err(|_| "the limit of `split` is negative")?;
    let limit = if limit == 0 { usize::MAX } else { limit };
    Ok(strings(text.splitn(limit, delimiter)))
}

/// An array of texts.
pub(super) fn strings<'m>(texts: impl Iterator<Item = impl Into<String>>) -> Value<'m> {
    Value::Array(texts.map(|text| Value::String(Cow::Owned(text.into()))).collect())
}

#[cfg(test)]
mod tests {
    use super::{Value, call};

    fn text(text: &str) -> Value<'_> {
        Value::text(text)
    }

    #[test]
    fn host_labels() {
        for (label, plain, dotted) in [
            ("us-east-1", true, true),
            ("a.b", false, true),
            ("", false, false),
            ("a..b", false, false),
            ("-a", false, false),
        ] {
            for (allows_dots, expected) in [(false, plain), (true, dotted)] {
                let result = call("isValidHostLabel", vec![text(label), Value::Boolean(allows_dots)]);
                assert_eq!(result, Ok(Value::Boolean(expected)), "{label}");
            }
        }
    }

    #[test]
    fn substrings() {
        let part = |start, stop, is_reversed| {
            let arguments =
                vec![text("abcdef"), Value::Integer(start), Value::Integer(stop), Value::Boolean(is_reversed)];
            call("substring", arguments)
        };
        assert_eq!(part(1, 3, false), Ok(text("bc")));
        assert_eq!(part(0, 2, true), Ok(text("ef")));
        for (start, stop) in [(0, 7), (3, 3), (-1, 2)] {
            assert_eq!(part(start, stop, false), Ok(Value::Empty));
        }
    }

    #[test]
    fn splits() {
        let parts = |value, limit| call("split", vec![text(value), text("--"), Value::Integer(limit)]);
        let all = |parts: &[&'static str]| Ok(Value::Array(parts.iter().map(|part| text(part)).collect()));
        assert_eq!(parts("a--b--c", 0), all(&["a", "b", "c"]));
        assert_eq!(parts("a--b--c", 2), all(&["a", "b--c"]));
        assert_eq!(parts("", 0), all(&[""]));
        assert!(parts("a", -1).is_err());
    }

    #[test]
    fn encodes() {
        assert_eq!(call("uriEncode", vec![text("a b/ü~")]), Ok(text("a%20b%2F%C3%BC~")));
    }
}
