//! Timestamps in whatever format they come.

use std::borrow::Cow;

use super::format::{MONTHS, WEEKDAYS};
use super::{Offsets, Timestamp, TimestampFormat};
use crate::lenient::{Kind, Read};

impl Timestamp {
    /// Reads a text that should be in this format, but need not be: it may be in another one, without a zone, or an HTTP
    /// date in an obsolete form.
    ///
    /// # Errors
    ///
    /// The reason why it is not of the format that it should be in, where it is of no other.
    pub(crate) fn parse_any(text: &str, format: TimestampFormat) -> Read<Self> {
        let strict = match Self::parse(text, format, Offsets::Accept) {
            Ok(timestamp) => return Ok((timestamp, None)),
            Err(error) => error,
        };
        let (found, text, kind) = recognise(text);
        match Self::parse(&text, found, Offsets::Accept) {
            // An obsolete date where no HTTP date should be is in another format first of all.
            Ok(timestamp) if kind == Some(Kind::ObsoleteDate) && found != format => {
                Ok((timestamp, Some(Kind::OtherFormat)))
            }
            Ok(timestamp) => Ok((timestamp, kind.or(Some(Kind::OtherFormat)))),
            Err(_) => Err(strict.to_string()),
        }
    }
}

/// The format that a text seems to be in, and the text as that format has it.
fn recognise(text: &str) -> (TimestampFormat, Cow<'_, str>, Option<Kind>) {
    let bytes = text.as_bytes();
    if bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return match obsolete(text) {
            Some(text) => (TimestampFormat::HttpDate, text.into(), Some(Kind::ObsoleteDate)),
            None => (TimestampFormat::HttpDate, text.into(), None),
        };
    }
    if bytes.get(4) != Some(&b'-') {
        return (TimestampFormat::EpochSeconds, text.into(), None);
    }
    // Python's `str()` of a time has a space instead of the T.
    let text: Cow<'_, str> = if bytes.get(10) == Some(&b' ') { text.replacen(' ', "T", 1).into() } else { text.into() };
    let zone = text.get(10..).is_some_and(|clock| clock.ends_with(['Z', 'z']) || clock.contains(['+', '-']));
    if zone {
        (TimestampFormat::DateTime, text, None)
    } else {
        (TimestampFormat::DateTime, text + "Z", Some(Kind::NoZone))
    }
}

/// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994` as the date of today's form (RFC 9110, section 5.6.7).
fn obsolete(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    match words[..] {
        [weekday, date, clock, "GMT"] => {
            let weekday = weekday.strip_suffix(',').and_then(|weekday| weekday.get(..3))?;
            let mut parts = date.split('-');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            let two_digits = year.len() == 2 && parts.next().is_none();
            two_digits.then(|| format!("{weekday}, {day} {month} {} {clock} GMT", full_year(year)))
        }
        [weekday, month, day, clock, year] if WEEKDAYS.contains(&weekday) && MONTHS.contains(&month) => {
            Some(format!("{weekday}, {day:0>2} {month} {year} {clock} GMT"))
        }
        _ => None,
    }
}

/// A year of two digits is in the past if it would be more than 50 years in the future (RFC 9110, section 5.6.7).
fn full_year(digits: &str) -> String {
    let now = Timestamp::now().format(TimestampFormat::DateTime);
    let now: i32 = now.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let Ok(year) = digits.parse::<i32>() else { return digits.to_owned() };
    let year = now - now % 100 + year;
    (if year > now + 50 { year - 100 } else { year }).to_string()
}
