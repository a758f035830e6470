//! Decimal numbers of any size and precision.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BigInteger, FromNumber, NumberError, NumberText, read, write};

/// A decimal number of any size and precision: Smithy's `bigDecimal`.
///
/// It is kept as the text of a JSON number, exponent and zeros at the end included, and has no arithmetic; convert it
/// to the decimal type of your choice through [`as_str`](Self::as_str) and `FromStr`. Equality, order and hash are
/// those of the value: `1.0` equals `1.00` and `10e-1`. With serde it is a number, in JSON without loss.
#[derive(Clone)]
pub struct BigDecimal {
    text: String,
}

impl BigDecimal {
    /// The text as it was given or received.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The nearest float: an infinite one where the number is too large, zero where it is too small.
    pub fn to_f64(&self) -> f64 {
        // Rust reads every JSON number.
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn parts(&self) -> NumberText<'_> {
        NumberText::split(&self.text)
    }
}

/// Zero.
impl Default for BigDecimal {
    fn default() -> Self {
        Self { text: "0".to_owned() }
    }
}

/// Reads a JSON number whose exponent fits into 32 bits.
impl FromStr for BigDecimal {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let number = NumberText::parse(text)?;
        i32::try_from(number.exponent()).map_err(|_| NumberError::Exponent)?;
        Ok(Self { text: text.to_owned() })
    }
}

impl PartialEq for BigDecimal {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for BigDecimal {}

impl Hash for BigDecimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl Ord for BigDecimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for BigDecimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for BigDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for BigDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BigDecimal({})", self.text)
    }
}

impl From<BigInteger> for BigDecimal {
    fn from(number: BigInteger) -> Self {
        Self { text: number.as_str().to_owned() }
    }
}

/// The shortest decimal number that is nearest to this float and no other. Fails for NaN and infinities.
impl TryFrom<f64> for BigDecimal {
    type Error = NumberError;

    fn try_from(value: f64) -> Result<Self, NumberError> {
        if !value.is_finite() {
            return Err(NumberError::NotFinite);
        }
        // `Debug` writes very large and very small numbers with an exponent, where `Display` writes the zeros.
        Ok(Self { text: format!("{value:?}") })
    }
}

macro_rules! primitives {
    ($($primitive:ty)*) => {$(
        impl From<$primitive> for BigDecimal {
            fn from(value: $primitive) -> Self {
                Self { text: value.to_string() }
            }
        }

        /// Fails where the number has a fraction or is out of range.
        impl TryFrom<&BigDecimal> for $primitive {
            type Error = NumberError;

            fn try_from(number: &BigDecimal) -> Result<Self, NumberError> {
                integer_text(number.parts())?.parse().map_err(|_| NumberError::OutOfRange)
            }
        }

        /// Fails where the number has a fraction or is out of range.
        impl TryFrom<BigDecimal> for $primitive {
            type Error = NumberError;

            fn try_from(number: BigDecimal) -> Result<Self, NumberError> {
                Self::try_from(&number)
            }
        }
    )*};
}

primitives!(i32 u32 i64 u64 i128 u128);

/// The digits of an integer that no primitive type is too small for, written without an exponent.
fn integer_text(number: NumberText<'_>) -> Result<String, NumberError> {
    if number.is_zero() {
        return Ok("0".to_owned());
    }
    let (digits, point) = number.significant();
    let mut text: String = digits.map(char::from).collect();
    let length = usize::try_from(point).map_err(|_| NumberError::NotAnInteger)?;
    if text.len() > length {
        return Err(NumberError::NotAnInteger);
    }
    // A short text such as `1e999999999` must not become a long one.
    if length > u128::MAX.ilog10() as usize + 1 {
        return Err(NumberError::OutOfRange);
    }
    text.extend(std::iter::repeat_n('0', length - text.len()));
    if number.negative {
        text.insert(0, '-');
    }
    Ok(text)
}

/// A number without loss in JSON. In binary formats it is an integer of 64 bits or a float; what is neither is an
/// error.
impl Serialize for BigDecimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write::decimal(&self.text, serializer)
    }
}

/// Only numbers are accepted.
impl<'de> Deserialize<'de> for BigDecimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl FromNumber for BigDecimal {
    type Error = NumberError;

    const EXPECTING: &'static str = "a number";

    fn from_text(text: &str) -> Result<Self, NumberError> {
        text.parse()
    }

    fn from_float(value: f64) -> Result<Self, NumberError> {
        Self::try_from(value)
    }
}
