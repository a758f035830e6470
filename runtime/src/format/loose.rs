//! Scalars of responses that are not quite what the model says, as official clients read them, whatever the format.

use std::borrow::Cow;

use crate::lenient::{Kind, OUT_OF_RANGE, Read, whole};
use crate::number::NumberText;
use crate::text::special_float;
use crate::timestamp::Offsets;
use crate::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

/// A value by its text.
pub(super) enum Loose<'a> {
    Null,
    Boolean(bool),
    /// A number as JSON has it.
    Number(Cow<'a, str>),
    /// A string, and whether it had an unpaired surrogate.
    Text(Cow<'a, str>, bool),
    Array,
    Object,
}

impl<'a> Loose<'a> {
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
            Self::Number(text) if text == "0" => Ok((false, Some(Kind::NumberForBoolean))),
            Self::Number(text) if text == "1" => Ok((true, Some(Kind::NumberForBoolean))),
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
            Self::Number(text) => Ok((text, Some(Kind::NumberForString))),
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
