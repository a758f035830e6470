//! Timestamps from dates in text.

use super::civil::Date;
use super::format::{MONTHS, WEEKDAYS};
use super::{Offsets, Timestamp, TimestampError, TimestampFormat};

/// Which years a `date-time` may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Years {
    /// Those of RFC 3339.
    FourDigits,
    /// Also longer ones, with a sign (ISO 8601, "expanded representations").
    Any,
}

/// RFC 3339 section 5.6, `date-time`.
pub(super) fn date_time(text: &str, offsets: Offsets, years: Years) -> Result<Timestamp, TimestampError> {
    let mut cursor = Cursor::new(text, TimestampFormat::DateTime);
    let year = if years == Years::Any { cursor.signed_year()? } else { cursor.number(4)?.into() };
    cursor.literal("-")?;
    let month = cursor.number(2)?;
    cursor.literal("-")?;
    let day = cursor.number(2)?;
    if !cursor.eat(b't') {
        cursor.literal("T")?;
    }
    let clock = cursor.clock()?;
    let offset = cursor.offset(offsets)?;
    cursor.end()?;
    timestamp(Date { year, month, day }, clock, offset, TimestampFormat::DateTime)
}

/// RFC 9110 section 5.6.7, `IMF-fixdate`, with an optional fraction of the second where those are accepted.
pub(super) fn http_date(text: &str, offsets: Offsets) -> Result<Timestamp, TimestampError> {
    let mut cursor = Cursor::new(text, TimestampFormat::HttpDate);
    cursor.name(&WEEKDAYS, "a weekday name")?;
    cursor.literal(", ")?;
    let day = cursor.number(2)?;
    cursor.literal(" ")?;
    let month = cursor.name(&MONTHS, "a month name")? + 1;
    cursor.literal(" ")?;
    let year = cursor.number(4)?;
    cursor.literal(" ")?;
    let begin = cursor.at;
    let clock = cursor.clock()?;
    let has_fraction = cursor.at > begin + "00:00:00".len();
    cursor.literal(" GMT")?;
    cursor.end()?;
    if has_fraction && offsets == Offsets::Refuse {
        return Err(TimestampError::Fraction);
    }
    timestamp(Date { year: year.into(), month, day }, clock, 0, TimestampFormat::HttpDate)
}

/// A time of day.
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    nanos: u32,
}

/// The point in time of a date and a time of day that are `offset` seconds ahead of UTC.
fn timestamp(date: Date, clock: Clock, offset: i64, format: TimestampFormat) -> Result<Timestamp, TimestampError> {
    let checks = [
        ("month", (1..=12).contains(&date.month)),
        ("day", (1..=date.days_in_month()).contains(&date.day)),
        ("hour", clock.hour < 24),
        ("minute", clock.minute < 60),
        ("second", clock.second < 60),
    ];
    if let Some((field, _)) = checks.into_iter().find(|(_, exists)| !exists) {
        return Err(TimestampError::NoSuchTime { format, field });
    }
    let second_of_day = i64::from(clock.hour * 3_600 + clock.minute * 60 + clock.second);
    Timestamp::new(date.days() * 86_400 + second_of_day - offset, clock.nanos)
}

/// The rest of a text that is being read.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
    format: TimestampFormat,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, format: TimestampFormat) -> Self {
        Self { text: text.as_bytes(), at: 0, format }
    }

    /// Four digits, or four to nine after a sign.
    fn signed_year(&mut self) -> Result<i64, TimestampError> {
        let negative = self.peek() == Some(b'-');
        let has_sign = negative || self.peek() == Some(b'+');
        self.at += usize::from(has_sign);
        let mut year = i64::from(self.number(4)?);
        for _ in 4..9 {
            let digit = if has_sign { self.digit() } else { None };
            let Some(digit) = digit else { break };
            year = year * 10 + i64::from(digit);
        }
        Ok(if negative { -year } else { year })
    }

    /// Hours, minutes, seconds and an optional fraction of the second.
    fn clock(&mut self) -> Result<Clock, TimestampError> {
        let hour = self.number(2)?;
        self.literal(":")?;
        let minute = self.number(2)?;
        self.literal(":")?;
        let second = self.number(2)?;
        let nanos = if self.eat(b'.') { self.fraction()? } else { 0 };
        Ok(Clock { hour, minute, second, nanos })
    }

    /// The offset from UTC in seconds.
    fn offset(&mut self, offsets: Offsets) -> Result<i64, TimestampError> {
        if self.eat(b'Z') || self.eat(b'z') {
            return Ok(0);
        }
        let sign = match self.peek() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(self.expected("Z or an offset")),
        };
        if offsets == Offsets::Refuse {
            return Err(TimestampError::Offset);
        }
        self.at += 1;
        let hours = self.number(2)?;
        self.literal(":")?;
        let minutes = self.number(2)?;
        if hours >= 24 || minutes >= 60 {
            return Err(TimestampError::NoSuchTime { format: self.format, field: "offset" });
        }
        Ok(sign * i64::from(hours * 3_600 + minutes * 60))
    }

    /// One digit or more as nanoseconds; those after the ninth are dropped.
    fn fraction(&mut self) -> Result<u32, TimestampError> {
        let mut nanos = self.number(1)? * 100_000_000;
        let mut unit = 10_000_000;
        while let Some(digit) = self.digit() {
            nanos += digit * unit;
            unit /= 10;
        }
        Ok(nanos)
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: usize) -> Result<u32, TimestampError> {
        let mut number = 0;
        for _ in 0..digits {
            let digit = self.digit().ok_or_else(|| self.expected("a digit"))?;
            number = number * 10 + digit;
        }
        Ok(number)
    }

    /// One of these names of three letters, as its index.
    fn name(&mut self, names: &[&str], expected: &'static str) -> Result<u32, TimestampError> {
        let name = self.text.get(self.at..self.at + 3);
        let index = names.iter().position(|candidate| Some(candidate.as_bytes()) == name);
        let index = index.ok_or_else(|| self.expected(expected))?;
        self.at += 3;
        Ok(index as u32)
    }

    fn literal(&mut self, literal: &'static str) -> Result<(), TimestampError> {
        if !self.text[self.at..].starts_with(literal.as_bytes()) {
            return Err(self.expected(match literal {
                " " => "a space",
                literal => literal,
            }));
        }
        self.at += literal.len();
        Ok(())
    }

    fn end(&self) -> Result<(), TimestampError> {
        if self.at == self.text.len() { Ok(()) } else { Err(self.expected("the end")) }
    }

    fn digit(&mut self) -> Option<u32> {
        let digit = self.peek().filter(u8::is_ascii_digit)?;
        self.at += 1;
        Some(u32::from(digit - b'0'))
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn expected(&self, expected: &'static str) -> TimestampError {
        TimestampError::Syntax { format: self.format, at: self.at, expected }
    }
}
