//! Timestamps as numbers: `epoch-seconds`, which is also what serde sees.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{NANOS_PER_SEC, Timestamp, TimestampError, TimestampFormat};
use crate::number::{FromNumber, NumberText, read};

/// Reads a number as in JSON, exactly.
pub(super) fn parse(text: &str) -> Result<Timestamp, TimestampError> {
    let number = NumberText::parse(text).map_err(|fault| TimestampError::Syntax {
        format: TimestampFormat::EpochSeconds,
        at: fault.at,
        expected: fault.expected,
    })?;
    if number.is_zero() {
        return Ok(Timestamp::EPOCH);
    }
    let mut digits = number.digits();
    // An exponent moves the point; places before the first digit and after the last one are zero.
    let point = number.point();
    let mut next = |place: i64| {
        let digit = if place < 0 { None } else { digits.next() };
        digit.map_or(0, |digit| u32::from(digit - b'0'))
    };
    let mut secs = 0_i64;
    for place in 0..point {
        secs = secs * 10 + i64::from(next(place));
        if secs > Timestamp::MAX.secs {
            return Err(TimestampError::OutOfRange);
        }
    }
    let mut nanos = 0;
    for place in 0..9 {
        nanos = nanos * 10 + next(point.saturating_add(place));
    }
    if number.negative {
        // The nanoseconds of a timestamp lead forwards from its second, the digits of a negative number away from
        // zero.
        secs = -secs - i64::from(nanos > 0);
        nanos = (NANOS_PER_SEC - nanos) % NANOS_PER_SEC;
    }
    Timestamp::new(secs, nanos)
}

/// A number of seconds since the epoch, the default of restJson1: an integer where it is one, else the nearest float,
/// which keeps microseconds until the year 2255.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.nanos == 0 { serializer.serialize_i64(self.secs) } else { serializer.serialize_f64(self.as_secs_f64()) }
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
