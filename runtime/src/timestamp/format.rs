//! Timestamps as text.

use std::fmt;
use std::ops::Deref;

use super::civil::{self, Date};
use super::{NANOS_PER_SEC, Timestamp, TimestampFormat};

pub(super) const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The longest text is a date and time with nine digits of the year and nine of the second.
const CAPACITY: usize = 36;

/// A timestamp's text, kept on the stack. It is a `str` by dereference.
#[derive(Clone, Copy)]
pub struct FormattedTimestamp {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl FormattedTimestamp {
    pub(super) fn new(timestamp: Timestamp, format: TimestampFormat) -> Self {
        let mut text = Self { bytes: [0; CAPACITY], length: 0 };
        match format {
            TimestampFormat::DateTime => text.date_time(timestamp),
            TimestampFormat::HttpDate => text.http_date(timestamp),
            TimestampFormat::EpochSeconds => text.epoch_seconds(timestamp),
        }
        text
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        // Everything that was pushed is ASCII.
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    fn date_time(&mut self, timestamp: Timestamp) {
        let date = Date::from_days(days(timestamp));
        self.year(date.year);
        self.push("-");
        self.digits(date.month.into(), 2);
        self.push("-");
        self.digits(date.day.into(), 2);
        self.push("T");
        self.clock(timestamp);
        self.fraction(timestamp.nanos);
        self.push("Z");
    }

    fn http_date(&mut self, timestamp: Timestamp) {
        let days = days(timestamp);
        let date = Date::from_days(days);
        self.push(WEEKDAYS[civil::weekday(days)]);
        self.push(", ");
        self.digits(date.day.into(), 2);
        self.push(" ");
        self.push(MONTHS[date.month as usize - 1]);
        self.push(" ");
        self.year(date.year);
        self.push(" ");
        self.clock(timestamp);
        self.push(" GMT");
    }

    fn epoch_seconds(&mut self, timestamp: Timestamp) {
        let Timestamp { mut secs, mut nanos } = timestamp;
        if secs < 0 {
            self.push("-");
            // The nanoseconds lead forwards from the second, the digits of a negative number away from zero.
            if nanos > 0 {
                secs += 1;
                nanos = NANOS_PER_SEC - nanos;
            }
        }
        let secs = secs.unsigned_abs();
        self.digits(secs, secs.checked_ilog10().unwrap_or(0) as usize + 1);
        self.fraction(nanos);
    }

    /// Four digits, or more with a sign (ISO 8601, "expanded representations").
    fn year(&mut self, year: i64) {
        if !(0..=9999).contains(&year) {
            self.push(if year < 0 { "-" } else { "+" });
        }
        let year = year.unsigned_abs();
        self.digits(year, (year.checked_ilog10().unwrap_or(0) as usize + 1).max(4));
    }

    fn clock(&mut self, timestamp: Timestamp) {
        let second_of_day = timestamp.secs.rem_euclid(86_400) as u64;
        self.digits(second_of_day / 3_600, 2);
        self.push(":");
        self.digits(second_of_day / 60 % 60, 2);
        self.push(":");
        self.digits(second_of_day % 60, 2);
    }

    /// A point and nine digits without the zeros at the end, or nothing.
    fn fraction(&mut self, nanos: u32) {
        if nanos == 0 {
            return;
        }
        self.push(".");
        self.digits(nanos.into(), 9);
        while self.bytes[self.length - 1] == b'0' {
            self.length -= 1;
        }
    }

    fn digits(&mut self, mut number: u64, width: usize) {
        for digit in self.bytes[self.length..self.length + width].iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
        self.length += width;
    }

    fn push(&mut self, text: &str) {
        let end = self.length + text.len();
        self.bytes[self.length..end].copy_from_slice(text.as_bytes());
        self.length = end;
    }
}

fn days(timestamp: Timestamp) -> i64 {
    timestamp.secs.div_euclid(86_400)
}

impl Deref for FormattedTimestamp {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for FormattedTimestamp {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for FormattedTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for FormattedTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
