//! Numbers in documents.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::number::{NumberError, NumberText, write};
use crate::{BigDecimal, BigInteger};

/// A number in a document, with all the digits that it was given or received with (Smithy 2.0, "document": numbers
/// are of arbitrary precision).
///
/// Equality is by value: `1`, `1.0` and `10e-1` are equal, and so are `0` and `-0`. [`Display`](fmt::Display) shows
/// the number as JSON has it.
#[derive(Clone)]
pub struct Number(Kind);

#[derive(Clone)]
enum Kind {
    PosInt(u64),
    /// Below zero.
    NegInt(i64),
    Float(f64),
    /// The text of a JSON number that none of the others is written as.
    Text(Box<str>),
}

impl Number {
    /// The number as a signed integer, if it is written without fraction and exponent, and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Kind::PosInt(value) => i64::try_from(*value).ok(),
            Kind::NegInt(value) => Some(*value),
            Kind::Float(_) => None,
            Kind::Text(text) => text.parse().ok(),
        }
    }

    /// The number as an unsigned integer, if it is written without fraction and exponent, and fits.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Kind::PosInt(value) => Some(*value),
            _ => self.as_i64().and_then(|value| u64::try_from(value).ok()),
        }
    }

    /// The nearest float: an infinite one where the number is too large, zero where it is too small.
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Kind::PosInt(value) => *value as f64,
            Kind::NegInt(value) => *value as f64,
            Kind::Float(value) => *value,
            // Rust reads every JSON number.
            Kind::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The number with all its digits, if it is written without fraction and exponent.
    pub fn to_big_integer(&self) -> Option<BigInteger> {
        match &self.0 {
            Kind::PosInt(value) => Some((*value).into()),
            Kind::NegInt(value) => Some((*value).into()),
            Kind::Float(_) => None,
            Kind::Text(text) => text.parse().ok(),
        }
    }

    /// The number with all its digits; `None` for NaN, infinities, and exponents that do not fit into 32 bits.
    pub fn to_big_decimal(&self) -> Option<BigDecimal> {
        match &self.0 {
            Kind::PosInt(value) => Some((*value).into()),
            Kind::NegInt(value) => Some((*value).into()),
            Kind::Float(value) => BigDecimal::try_from(*value).ok(),
            Kind::Text(text) => text.parse().ok(),
        }
    }

    /// Whether JSON has the number: it has no NaN and no infinities, and they are written as null.
    fn is_finite(&self) -> bool {
        !matches!(self.0, Kind::Float(value) if !value.is_finite())
    }
}

/// Reads the text of a JSON number (RFC 8259, section 6) of any size and precision.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        NumberText::parse(text)?;
        if let Ok(value) = text.parse() {
            return Ok(Self(Kind::PosInt(value)));
        }
        // As an integer, `-0` would lose its sign.
        if let Ok(value) = text.parse::<i64>()
            && value != 0
        {
            return Ok(value.into());
        }
        // The longest text that JSON has for a float is of 24 characters.
        if text.len() <= 24
            && let Ok(value) = text.parse::<f64>()
            && value.is_finite()
            && Self::from(value).to_string() == text
        {
            return Ok(value.into());
        }
        Ok(Self(Kind::Text(text.into())))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::PosInt(a), Kind::PosInt(b)) => a == b,
            (Kind::NegInt(a), Kind::NegInt(b)) => a == b,
            (Kind::Float(a), Kind::Float(b)) => a == b,
            _ if !self.is_finite() || !other.is_finite() => false,
            _ => NumberText::split(&self.to_string()) == NumberText::split(&other.to_string()),
        }
    }
}

/// The number as JSON has it; `null` for NaN and infinities.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::PosInt(value) => value.fmt(f),
            Kind::NegInt(value) => value.fmt(f),
            Kind::Float(value) => f.pad(&serde_json::to_string(value).map_err(|_| fmt::Error)?),
            Kind::Text(text) => f.pad(text),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({self})")
    }
}

macro_rules! primitives {
    ($($primitive:ty: $convert:expr),* $(,)?) => {$(
        impl From<$primitive> for Number {
            fn from(value: $primitive) -> Self {
                Self($convert(value.into()))
            }
        }

        impl From<$primitive> for super::Document {
            fn from(value: $primitive) -> Self {
                Self::Number(value.into())
            }
        }
    )*};
}

primitives!(
    u8: Kind::PosInt, u16: Kind::PosInt, u32: Kind::PosInt, u64: Kind::PosInt,
    i8: signed, i16: signed, i32: signed, i64: signed,
    f32: Kind::Float, f64: Kind::Float,
);

fn signed(value: i64) -> Kind {
    u64::try_from(value).map_or(Kind::NegInt(value), Kind::PosInt)
}

macro_rules! of_text {
    ($($big:ty)*) => {$(
        impl From<$big> for Number {
            fn from(value: $big) -> Self {
                // Both kinds hold the text of a JSON number.
                value.as_str().parse().unwrap_or_else(|_| Self(Kind::Text(value.as_str().into())))
            }
        }

        impl From<$big> for super::Document {
            fn from(value: $big) -> Self {
                Self::Number(value.into())
            }
        }
    )*};
}

of_text!(BigInteger BigDecimal);

impl From<serde_json::Number> for Number {
    fn from(value: serde_json::Number) -> Self {
        match (value.as_u64(), value.as_i64()) {
            (Some(value), _) => value.into(),
            (None, Some(value)) => value.into(),
            // With serde_json's feature `arbitrary_precision` this keeps the digits.
            (None, None) => value.to_string().parse().unwrap_or(Self(Kind::Float(f64::NAN))),
        }
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        match number.0 {
            Kind::PosInt(value) => value.into(),
            Kind::NegInt(value) => value.into(),
            Kind::Float(value) => value.into(),
            Kind::Text(text) => text.parse::<serde_json::Number>().map_or(Self::Null, Self::Number),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Kind::PosInt(value) => serializer.serialize_u64(*value),
            Kind::NegInt(value) => serializer.serialize_i64(*value),
            Kind::Float(value) => serializer.serialize_f64(*value),
            Kind::Text(text) => write::decimal(text, serializer),
        }
    }
}
