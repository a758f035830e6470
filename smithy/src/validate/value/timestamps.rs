//! How timestamps are written (Smithy 2.0, "timestampFormat trait").

use super::Timestamps;
use super::visit::Visit;
use crate::diagnostics::clip;
use crate::model::traits::TimestampFormat;
use crate::model::{Kind, Member, Node, Shape, Value};

/// Checks the value of a member against the member's own format.
pub(super) fn member(visit: &mut Visit<'_, '_>, member: &Member, target: &Shape, node: &Node) {
    if !matches!(target.kind, Kind::Timestamp) {
        return;
    }
    match visit.check.timestamps {
        Timestamps::EpochSeconds => {
            if node.as_number().is_none() {
                visit.fault(node, format!("the timestamp `{}` is written as a number of seconds", member.id));
            }
        }
        Timestamps::ByFormat => {
            if let Some(format) = member.traits.timestamp_format() {
                formatted(visit, Some(*format), node);
            }
        }
    }
}

/// Checks a value against the format of a timestamp, unless the member by which it was reached has its own.
pub(super) fn shape(visit: &mut Visit<'_, '_>, shape: &Shape, referring: Option<&Member>, node: &Node) {
    let is_done = referring.is_some_and(|member| member.traits.has("smithy.api#timestampFormat"));
    if !is_done && matches!(shape.kind, Kind::Timestamp) && visit.check.timestamps == Timestamps::ByFormat {
        formatted(visit, shape.traits.timestamp_format().copied(), node);
    }
}

fn formatted(visit: &mut Visit<'_, '_>, format: Option<TimestampFormat>, node: &Node) {
    let (fits, expected) = match (format, &node.value) {
        (Some(TimestampFormat::EpochSeconds), value) => (matches!(value, Value::Number(_)), "a number of seconds"),
        (Some(TimestampFormat::HttpDate), Value::String(text)) => {
            (is_http_date(text), "a date and time such as `Tue, 29 Apr 2014 18:30:38 GMT`")
        }
        (Some(TimestampFormat::HttpDate), _) => (false, "a string with a date and time"),
        (None, Value::Number(_)) => return,
        (_, Value::String(text)) => (is_date_time(text), "a date and time such as `1985-04-12T23:20:50.52Z`"),
        (Some(TimestampFormat::DateTime), _) => (false, "a string with a date and time"),
        (None, _) => (false, "a number of seconds, or a string with a date and time"),
    };
    if !fits {
        let found = node.as_str().map_or_else(|| node.describe().to_owned(), |text| format!("`{}`", clip(text)));
        visit.fault(node, format!("a timestamp is {expected} here, not {found}"));
    }
}

/// A date and time of RFC 3339 in UTC, with or without a fraction.
fn is_date_time(text: &str) -> bool {
    let parse = || {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let [year, month, day] = split(date, '-')?;
        let (seconds, fraction) = match time.split_once('.') {
            Some((seconds, fraction)) => (seconds, Some(fraction)),
            None => (time, None),
        };
        let is_fraction = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
        let date = Date { year: number(year, 4)?, month: number(month, 2)?, day: number(day, 2)? };
        Some(date.is_valid() && is_time(seconds)? && fraction.is_none_or(is_fraction))
    };
    parse() == Some(true)
}

/// A date and time of RFC 9110's preferred form.
fn is_http_date(text: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parse = || {
        let (weekday, rest) = text.strip_suffix(" GMT")?.split_once(", ")?;
        let [day, month, year, time] = split(rest, ' ')?;
        let month = MONTHS.iter().position(|name| *name == month)? as u32 + 1;
        let date = Date { year: number(year, 4)?, month, day: number(day, day.len().clamp(1, 2))? };
        let weekday = DAYS.iter().position(|name| *name == weekday)? as u32;
        Some(date.is_valid() && date.weekday() == weekday && is_time(time)?)
    };
    parse() == Some(true)
}

fn is_time(text: &str) -> Option<bool> {
    let [hour, minute, second] = split(text, ':')?;
    Some(number(hour, 2)? < 24 && number(minute, 2)? < 60 && number(second, 2)? < 60)
}

fn split<const N: usize>(text: &str, at: char) -> Option<[&str; N]> {
    text.split(at).collect::<Vec<_>>().try_into().ok()
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let is_well_formed = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_well_formed.then(|| text.parse().ok()).flatten()
}

struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    fn is_valid(&self) -> bool {
        let is_leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 => 28 + u32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (1..=12).contains(&self.month) && (1..=last).contains(&self.day)
    }

    /// The day of the week, 0 for Monday (Zeller's congruence).
    fn weekday(&self) -> u32 {
        let (year, month) =
            if self.month < 3 { (self.year + 399, self.month + 12) } else { (self.year + 400, self.month) };
        (self.day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400 + 5) % 7
    }
}

#[cfg(test)]
mod tests {
    use super::{is_date_time, is_http_date};

    #[test]
    fn dates_follow_their_formats() {
        for text in ["1985-04-12T23:20:50.52Z", "2024-02-29T00:00:00Z", "0000-01-01T00:00:00Z"] {
            assert!(is_date_time(text), "{text}");
        }
        for text in ["1985-04-12", "1985-04-12T23:20:50+00:00", "2023-02-29T00:00:00Z", "1985-04-12T24:00:00Z", "x", ""]
        {
            assert!(!is_date_time(text), "{text}");
        }
        for text in ["Tue, 29 Apr 2014 18:30:38 GMT", "Sat, 01 Jan 2000 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"]
        {
            assert!(is_http_date(text), "{text}");
        }
        for text in
            ["Mon, 29 Apr 2014 18:30:38 GMT", "Tue, 29 Apr 2014 18:30:38 UTC", "Tue, 29 April 2014 18:30:38 GMT"]
        {
            assert!(!is_http_date(text), "{text}");
        }
    }
}
