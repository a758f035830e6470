//! Timestamps as numbers: `epoch-seconds`, which is also what serde sees.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{LIMIT, NANOS_PER_SEC, Timestamp, TimestampError, TimestampFormat};
use crate::number::{FromNumber, NumberText, read, write};

/// Reads a number as in JSON, exactly.
pub(super) fn parse(text: &str) -> Result<Timestamp, TimestampError> {
    plain(text.as_bytes()).map_or_else(|| any(text), Ok)
}

/// Reads the form that nearly all timestamps have: a few digits, and perhaps a point and a few more. Responses have many
/// of them, and this takes a fifth of the time.
fn plain(text: &[u8]) -> Option<Timestamp> {
    // With no more digits than these, nothing overflows.
    if text.len() > 19 || !matches!(text.first(), Some(b'1'..=b'9')) {
        return None;
    }
    let (secs, rest) = digits(text);
    let nanos = match rest {
        [] => 0,
        [b'.', fraction @ ..] => match (digits(fraction), fraction.len()) {
            ((nanos, []), places @ 1..=9) => nanos as u32 * NANOS[places],
            _ => return None,
        },
        _ => return None,
    };
    Timestamp::new(i64::try_from(secs).ok()?, nanos).ok()
}

/// Nanoseconds of one unit of the last place, by the number of places after the point.
const NANOS: [u32; 10] = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// The number that the digits at the beginning make, at most 19, and what follows them.
fn digits(text: &[u8]) -> (u64, &[u8]) {
    let mut number = 0;
    for (at, byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return (number, &text[at..]);
        }
        number = number * 10 + u64::from(digit);
    }
    (number, &[])
}

fn any(text: &str) -> Result<Timestamp, TimestampError> {
    let number = NumberText::parse(text).map_err(|fault| TimestampError::Syntax {
        format: TimestampFormat::EpochSeconds,
        at: fault.at,
        expected: fault.expected,
    })?;
    if number.is_zero() {
        return Ok(Timestamp::EPOCH);
    }
    let mut digits = number.digits();
    let mut nanos = 0_i128;
    // Nine places after the point are nanoseconds; places after the last digit are zero.
    for _ in 0..number.point().saturating_add(9) {
        let digit = digits.next().map_or(0, |digit| digit - b'0');
        nanos = nanos * 10 + i128::from(digit);
        if nanos > i128::from(LIMIT + 1) * i128::from(NANOS_PER_SEC) {
            return Err(TimestampError::OutOfRange);
        }
    }
    Timestamp::from_nanos(if number.negative { -nanos } else { nanos })
}

/// A number of seconds since the epoch, the default of restJson1: an integer where it is one, else with all its digits
/// in JSON, and the nearest float in binary formats.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.nanos == 0 {
            serializer.serialize_i64(self.secs)
        } else if self.is_exact_as_f64() || !serializer.is_human_readable() {
            serializer.serialize_f64(self.as_secs_f64())
        } else {
            write::decimal(&self.format(TimestampFormat::EpochSeconds), serializer)
        }
    }
}

/// Only numbers are accepted. From JSON text they are read exactly, from other formats to the nearest microsecond.
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl FromNumber for Timestamp {
    type Error = TimestampError;

    const EXPECTING: &'static str = "a number of seconds since 1970";

    fn from_text(text: &str) -> Result<Self, TimestampError> {
        parse(text)
    }

    fn from_float(value: f64) -> Result<Self, TimestampError> {
        Self::from_secs_f64(value)
    }
}
