//! Numbers of any size, kept as the decimal text in which they travel.

mod decimal;
mod integer;
mod read;
mod text;
pub(crate) mod write;

use std::error::Error;
use std::fmt;

pub use decimal::BigDecimal;
pub use integer::BigInteger;
pub(crate) use read::{FromNumber, RAW_VALUE, SERDE_JSON_NUMBER, read, read_present};
pub(crate) use text::NumberText;

/// Why something is not a number of that kind. It does not contain the text, which may be sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberError {
    /// The text is not a number as in JSON (RFC 8259 section 6), or not an integer where one is needed.
    #[non_exhaustive]
    Syntax {
        /// The index of the byte that does not fit.
        at: usize,
        /// What would fit there.
        expected: &'static str,
    },
    /// The exponent is not within -2,147,483,648 to 2,147,483,647.
    Exponent,
    /// The number is NaN or infinite.
    NotFinite,
    /// The number has a fraction, and the requested type is an integer.
    NotAnInteger,
    /// The number is out of the range of the requested type.
    OutOfRange,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { at, expected } => {
                write!(f, "not a number: expected {expected} at byte {at}")
            }
            Self::Exponent => f.write_str("the exponent does not fit in 32 bits"),
            Self::NotFinite => f.write_str("the number must be finite"),
            Self::NotAnInteger => f.write_str("the number is not an integer"),
            Self::OutOfRange => f.write_str("the number is out of range"),
        }
    }
}

impl Error for NumberError {}
