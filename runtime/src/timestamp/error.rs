//! Why something is not a valid timestamp.

use std::error::Error;
use std::fmt;

use super::TimestampFormat;

/// Why something is not a valid timestamp. It does not contain the text, which may be sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampError {
    /// The year is beyond 292 million, or the other type does not reach that far.
    OutOfRange,
    /// There are more than 999,999,999 nanoseconds.
    Nanoseconds,
    /// The number is NaN or infinite.
    NotFinite,
    /// The text does not follow the format.
    #[non_exhaustive]
    Syntax {
        /// The format in which it was read.
        format: TimestampFormat,
        /// The index of the byte that does not fit.
        at: usize,
        /// What would fit there.
        expected: &'static str,
    },
    /// The calendar or the clock has no such value: a 30 February, an hour 24.
    #[non_exhaustive]
    NoSuchTime {
        /// The format in which it was read.
        format: TimestampFormat,
        /// `month`, `day`, `hour`, `minute`, `second` or `offset`.
        field: &'static str,
    },
    /// The time has an offset from UTC, and the reader refuses those.
    Offset,
    /// The HTTP date has a fraction of the second, and the reader refuses those.
    Fraction,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange => f.write_str("the timestamp is out of range"),
            Self::Nanoseconds => f.write_str("the nanoseconds of a timestamp must be at most 999999999"),
            Self::NotFinite => f.write_str("a timestamp must be a finite number"),
            Self::Syntax { format, at, expected } => {
                write!(f, "not a valid {format} timestamp: expected {expected} at byte {at}")
            }
            Self::NoSuchTime { format, field } => {
                write!(f, "not a valid {format} timestamp: the {field} is out of range")
            }
            Self::Offset => f.write_str("a date-time timestamp must be in UTC and end in Z"),
            Self::Fraction => f.write_str("an http-date timestamp must not have a fraction of a second"),
        }
    }
}

impl Error for TimestampError {}
