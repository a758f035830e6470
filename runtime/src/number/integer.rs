//! Integers of any size.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FromNumber, NumberError, NumberText, read, write};

/// An integer of any size: Smithy's `bigInteger`.
///
/// It is kept as decimal digits and has no arithmetic; convert it to the big integer type of your choice through
/// [`as_str`](Self::as_str) and `FromStr`. With serde it is a number, in JSON of any length.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigInteger {
    /// An optional minus and digits, without leading zeros; zero is `0`.
    text: String,
}

impl BigInteger {
    /// The decimal digits, with a minus in front of those of a negative number.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Zero.
impl Default for BigInteger {
    fn default() -> Self {
        Self { text: "0".to_owned() }
    }
}

impl FromStr for BigInteger {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        NumberText::parse(text)?;
        if let Some(at) = text.find(['.', 'e', 'E']) {
            return Err(NumberError::Syntax { at, expected: "the end of an integer" });
        }
        Ok(if text == "-0" { Self::default() } else { Self { text: text.to_owned() } })
    }
}

impl Ord for BigInteger {
    fn cmp(&self, other: &Self) -> Ordering {
        NumberText::split(&self.text).cmp(&NumberText::split(&other.text))
    }
}

impl PartialOrd for BigInteger {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for BigInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for BigInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BigInteger({})", self.text)
    }
}

macro_rules! primitives {
    ($($primitive:ty)*) => {$(
        impl From<$primitive> for BigInteger {
            fn from(value: $primitive) -> Self {
                Self { text: value.to_string() }
            }
        }

        /// Fails where the number is out of range.
        impl TryFrom<&BigInteger> for $primitive {
            type Error = NumberError;

            fn try_from(number: &BigInteger) -> Result<Self, NumberError> {
                number.text.parse().map_err(|_| NumberError::OutOfRange)
            }
        }

        /// Fails where the number is out of range.
        impl TryFrom<BigInteger> for $primitive {
            type Error = NumberError;

            fn try_from(number: BigInteger) -> Result<Self, NumberError> {
                Self::try_from(&number)
            }
        }
    )*};
}

primitives!(i32 u32 i64 u64 i128 u128);

/// A number without loss in JSON. In other formats it is an integer of up to 128 bits; larger ones are an error in
/// binary formats.
impl Serialize for BigInteger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::integer(&self.text, serializer)
    }
}

/// Only integers are accepted, without a fraction and without an exponent.
impl<'de> Deserialize<'de> for BigInteger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl FromNumber for BigInteger {
    type Error = NumberError;

    const EXPECTING: &'static str = "an integer";

    fn from_text(text: &str) -> Result<Self, NumberError> {
        text.parse()
    }

    fn from_float(_: f64) -> Result<Self, NumberError> {
        // A format that hands out a float has rounded what was sent.
        Err(NumberError::NotAnInteger)
    }
}
