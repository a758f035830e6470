//! Values of responses that are not quite what the model says, as official clients read them.
//!
//! Responses are read strictly first, which costs nothing more. Only where that fails are they read again, each scalar
//! from its JSON text.

use std::borrow::Cow;

use crate::number::NumberText;
use crate::text::special_float;
use crate::timestamp::Offsets;
use crate::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

/// How leniently a client reads responses. Requests are always read strictly, and so is everything that serde reads.
///
/// What is accepted beyond the model is reported through `tracing`, with its place, if the feature `tracing` is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Leniency {
    /// What the model and the protocol allow, and nothing else.
    Strict,
    /// Also what the official clients commonly accept, and which has one meaning only: whole numbers with a fraction or
    /// an exponent (`5.0`, `5e0`) for integers, half of a surrogate pair in strings, HTTP dates in the two obsolete
    /// forms of RFC 9110, section 5.6.7.
    #[default]
    Standard,
    /// Also what some of them accept: numbers and booleans for strings, numbers and booleans in quotes, 0 and 1 for
    /// booleans, timestamps in another format or without a zone (which is then UTC), base64 without padding or with
    /// line breaks, booleans with capital letters in headers, and null for the whole body.
    Lenient,
}

/// In what a value differs from the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "bindings"), allow(dead_code, reason = "some are differences of messages"))]
pub(crate) enum Kind {
    WholeNumber,
    Surrogate,
    ObsoleteDate,
    NumberForString,
    BooleanForString,
    QuotedNumber,
    QuotedBoolean,
    NumberForBoolean,
    OtherFormat,
    NoZone,
    Base64,
    Capitals,
    Null,
}

impl Kind {
    /// The least leniency that accepts it.
    pub(crate) fn level(self) -> Leniency {
        match self {
            Self::WholeNumber | Self::Surrogate | Self::ObsoleteDate => Leniency::Standard,
            _ => Leniency::Lenient,
        }
    }

    /// What there is, for reports.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::WholeNumber => "an integer with a fraction or an exponent",
            Self::Surrogate => "half of a surrogate pair",
            Self::ObsoleteDate => "an HTTP date in an obsolete form",
            Self::NumberForString => "a number instead of a string",
            Self::BooleanForString => "a boolean instead of a string",
            Self::QuotedNumber => "a number in quotes",
            Self::QuotedBoolean => "a boolean in quotes",
            Self::NumberForBoolean => "a number instead of a boolean",
            Self::OtherFormat => "a timestamp in another format",
            Self::NoZone => "a timestamp without a zone",
            Self::Base64 => "base64 without padding or with blanks",
            Self::Capitals => "a boolean with capital letters",
            Self::Null => "null instead of an object",
        }
    }
}

/// A value, and in what its text differs from the model.
pub(crate) type Read<T> = Result<(T, Option<Kind>), String>;

/// A JSON value by its text.
pub(super) enum Json<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    /// A string, and whether it had half of a surrogate pair.
    Text(Cow<'a, str>, bool),
    Array,
    Object,
}

impl<'a> Json<'a> {
    /// The text has been found to be JSON.
    pub(super) fn parse(text: &'a str) -> Self {
        match text.as_bytes().first() {
            Some(b'"') => Self::string(text),
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'[') => Self::Array,
            Some(b'{') => Self::Object,
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number(text),
        }
    }

    fn string(text: &'a str) -> Self {
        if let Ok(text) = serde_json::from_str::<String>(text) {
            return Self::Text(text.into(), false);
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
        Self::Text(text.into(), true)
    }

    fn wrong<T>(&self, expected: &str) -> Read<T> {
        let found = match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(..) => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        };
        Err(format!("expected {expected}, found {found}"))
    }

    pub(super) fn boolean(&self) -> Read<bool> {
        match self {
            Self::Boolean(value) => Ok((*value, None)),
            Self::Number("0") => Ok((false, Some(Kind::NumberForBoolean))),
            Self::Number("1") => Ok((true, Some(Kind::NumberForBoolean))),
            Self::Text(text, _) if text.eq_ignore_ascii_case("true") => Ok((true, Some(Kind::QuotedBoolean))),
            Self::Text(text, _) if text.eq_ignore_ascii_case("false") => Ok((false, Some(Kind::QuotedBoolean))),
            other => other.wrong("a boolean"),
        }
    }

    pub(super) fn integer(&self) -> Read<i64> {
        match self.quotable() {
            Some((text, kind)) => {
                let digits = whole(text, i64::MAX.ilog10() as usize + 1)?;
                let value = digits.parse().map_err(|_| OUT_OF_RANGE.to_owned())?;
                Ok((value, kind.or(text.contains(['.', 'e', 'E']).then_some(Kind::WholeNumber))))
            }
            None => self.wrong("an integer"),
        }
    }

    pub(super) fn float(&self) -> Read<f64> {
        if let Self::Text(text, _) = self
            && let Some(special) = special_float(text)
        {
            return Ok((special, None));
        }
        match self.quotable() {
            Some((text, kind)) => match text.parse() {
                Ok(value) if f64::is_finite(value) => Ok((value, kind)),
                _ => Err(OUT_OF_RANGE.to_owned()),
            },
            None => self.wrong("a number"),
        }
    }

    pub(super) fn string_or_scalar(self) -> Read<Cow<'a, str>> {
        match self {
            Self::Text(text, halved) => Ok((text, halved.then_some(Kind::Surrogate))),
            Self::Number(text) => Ok((text.into(), Some(Kind::NumberForString))),
            Self::Boolean(value) => Ok((if value { "true" } else { "false" }.into(), Some(Kind::BooleanForString))),
            other => other.wrong("a string"),
        }
    }

    pub(super) fn blob(&self) -> Read<Blob> {
        match self {
            Self::Text(text, _) => match Blob::from_base64(text) {
                Ok(blob) => Ok((blob, None)),
                Err(error) => {
                    let blob = Blob::from_lenient_base64(text).ok_or_else(|| error.to_string())?;
                    Ok((blob, Some(Kind::Base64)))
                }
            },
            other => other.wrong("a string"),
        }
    }

    pub(super) fn timestamp(&self, format: TimestampFormat) -> Read<Timestamp> {
        match self {
            Self::Number(text) => {
                let timestamp = Timestamp::parse(text, TimestampFormat::EpochSeconds, Offsets::Accept)
                    .map_err(|error| error.to_string())?;
                Ok((timestamp, (format != TimestampFormat::EpochSeconds).then_some(Kind::OtherFormat)))
            }
            // A number in quotes is not what the format is in JSON.
            Self::Text(text, _) if format == TimestampFormat::EpochSeconds => {
                Timestamp::parse_any(text, TimestampFormat::EpochSeconds)
                    .map(|(timestamp, kind)| (timestamp, kind.or(Some(Kind::QuotedNumber))))
            }
            Self::Text(text, _) => Timestamp::parse_any(text, format),
            other => other.wrong(if format == TimestampFormat::EpochSeconds { "a number" } else { "a string" }),
        }
    }

    pub(super) fn big_integer(&self) -> Read<BigInteger> {
        match self.quotable() {
            Some((text, kind)) => {
                let digits = whole(text, MAX_DIGITS.max(text.len()))?;
                let value = digits.parse().map_err(|_| OUT_OF_RANGE.to_owned())?;
                Ok((value, kind.or(text.contains(['.', 'e', 'E']).then_some(Kind::WholeNumber))))
            }
            None => self.wrong("an integer"),
        }
    }

    pub(super) fn big_decimal(&self) -> Read<BigDecimal> {
        match self.quotable() {
            Some((text, kind)) => Ok((text.parse().map_err(|_| OUT_OF_RANGE.to_owned())?, kind)),
            None => self.wrong("a number"),
        }
    }

    /// The text of a number, in quotes or not.
    fn quotable(&self) -> Option<(&str, Option<Kind>)> {
        match self {
            Self::Number(text) => Some((text, None)),
            Self::Text(text, _) if NumberText::parse(text).is_ok() => Some((text, Some(Kind::QuotedNumber))),
            _ => None,
        }
    }
}

/// As long as an integer gets by its exponent: a short text must not become a long number.
const MAX_DIGITS: usize = 4096;

const OUT_OF_RANGE: &str = "the number is out of range";

/// The digits of a number that has no fraction, at most so many, with its sign.
pub(crate) fn whole(text: &str, max: usize) -> Result<String, String> {
    let number = NumberText::parse(text).map_err(|_| "expected an integer".to_owned())?;
    if number.is_zero() {
        return Ok("0".to_owned());
    }
    let (digits, point) = number.significant();
    let mut whole = String::from(if number.negative { "-" } else { "" });
    let sign = whole.len();
    whole.extend(digits.map(char::from));
    let point = usize::try_from(point).unwrap_or_default();
    if whole.len() - sign > point {
        return Err("expected an integer, found a fraction".to_owned());
    }
    if point > max {
        return Err(OUT_OF_RANGE.to_owned());
    }
    whole.extend(std::iter::repeat_n('0', point + sign - whole.len()));
    Ok(whole)
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
