//! Points in time, and the three texts in which Smithy sends them.

mod civil;
mod convert;
mod error;
mod format;
mod lenient;
mod number;
mod parse;

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

pub use error::TimestampError;
pub use format::FormattedTimestamp;
use parse::Years;

const NANOS_PER_SEC: u32 = 1_000_000_000;

/// How many seconds a timestamp may be away from the epoch. Event headers carry milliseconds in 64 bits.
const LIMIT: i64 = i64::MAX / 1_000 - 1;

/// A point in time: Smithy's `timestamp`.
///
/// It counts seconds since 1970-01-01T00:00:00Z without leap seconds, and nanoseconds. The range is 292 million
/// years in each direction, because event headers carry milliseconds in 64 bits. RFC 3339 and HTTP dates can only
/// express the years 0000 to 9999: writing another timestamp into a message in these formats is an error.
///
/// `Display` writes the `date-time` format and `FromStr` reads it, with any offset; years beyond 0000 to 9999 have a
/// sign, as in ISO 8601: `+58244-01-06T02:58:42Z`. With serde it is a number of seconds, `epoch-seconds`; see
/// [`TimestampFormat`] for the other texts.
///
/// The features `jiff`, `time` and `chrono` bring conversions to and from the types of these crates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    // The nanoseconds count forwards from the second also before 1970, which makes the derived order the order in
    // time.
    secs: i64,
    nanos: u32,
}

/// How a timestamp is written (Smithy 2.0 specification, `timestampFormat` trait).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC: `1985-04-12T23:20:50.52Z`. Written with as many fractional digits as the value needs.
    DateTime,
    /// The IMF-fixdate of RFC 9110 section 5.6.7: `Tue, 29 Apr 2014 18:30:38 GMT`. Written without the fraction of
    /// the second, for which that production has no place.
    HttpDate,
    /// Seconds since the Unix epoch: `1515531081.123`. Written with as many fractional digits as the value needs.
    EpochSeconds,
}

impl TimestampFormat {
    /// The format's name in Smithy.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::HttpDate => "http-date",
            Self::EpochSeconds => "epoch-seconds",
        }
    }
}

impl fmt::Display for TimestampFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What to do with what some senders write, though Smithy's formats do not have it: an offset from UTC in a
/// `date-time`, such as `+01:00`, and a fraction of the second in an `http-date`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Offsets {
    /// Accept both, as a client does with what a service sends. Offsets are converted to UTC.
    Accept,
    /// Refuse both, as a server does (Smithy 2.0, `timestampFormat` trait).
    Refuse,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z, which is also the default.
    pub const EPOCH: Self = Self { secs: 0, nanos: 0 };
    /// The earliest timestamp that each format can write, 0000-01-01T00:00:00Z.
    pub const MIN: Self = Self { secs: -62_167_219_200, nanos: 0 };
    /// The latest timestamp that each format can write, 9999-12-31T23:59:59.999999999Z.
    pub const MAX: Self = Self { secs: 253_402_300_799, nanos: NANOS_PER_SEC - 1 };

    /// The time that is `secs` seconds, negative ones before 1970, and then `nanos` nanoseconds forwards from the
    /// epoch: half a second before the epoch is `new(-1, 500_000_000)`.
    ///
    /// # Errors
    /// `nanos` is above 999,999,999, or the year is beyond 292 million.
    pub const fn new(secs: i64, nanos: u32) -> Result<Self, TimestampError> {
        if nanos >= NANOS_PER_SEC {
            return Err(TimestampError::Nanoseconds);
        }
        if secs < -LIMIT || secs > LIMIT {
            return Err(TimestampError::OutOfRange);
        }
        Ok(Self { secs, nanos })
    }

    /// The time that is `secs` seconds from the epoch. For seconds that are a `u32` there is `From`, which cannot
    /// fail.
    ///
    /// # Errors
    /// The year is beyond 292 million.
    pub const fn from_secs(secs: i64) -> Result<Self, TimestampError> {
        Self::new(secs, 0)
    }

    /// The time that is `secs` seconds from the epoch, to the nearest microsecond: for times of this century a float
    /// holds no more.
    ///
    /// # Errors
    /// `secs` is NaN or infinite, or the year is beyond 292 million.
    pub fn from_secs_f64(secs: f64) -> Result<Self, TimestampError> {
        if !secs.is_finite() {
            return Err(TimestampError::NotFinite);
        }
        // Casts of floats saturate, so that a number outside the range stays outside.
        let micros = ((secs - secs.floor()) * 1e6).round() as i64;
        let whole = (secs.floor() as i64).saturating_add(micros / 1_000_000);
        Self::new(whole, (micros % 1_000_000) as u32 * 1_000)
    }

    /// The system's time.
    pub fn now() -> Self {
        Self::try_from(SystemTime::now()).unwrap_or(Self::MAX)
    }

    /// Whole seconds since the epoch, rounded towards the past.
    pub const fn secs(self) -> i64 {
        self.secs
    }

    /// Nanoseconds since that second, 0 to 999,999,999.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Seconds since the epoch as the nearest float. It keeps microseconds until the year 2255.
    pub fn as_secs_f64(self) -> f64 {
        if self.is_exact_as_f64() {
            // Both numbers are exact, so that the quotient is rounded once.
            return (self.secs * 1_000_000 + i64::from(self.nanos / 1000)) as f64 / 1e6;
        }
        // Only from the text is the result rounded once, so that printing it gives the digits of the timestamp back.
        let text = self.format(TimestampFormat::EpochSeconds);
        text.parse().unwrap_or(self.secs as f64)
    }

    /// Whether the nearest float, printed, has the digits of the timestamp.
    fn is_exact_as_f64(self) -> bool {
        self.nanos.is_multiple_of(1000) && self.secs.unsigned_abs() < 1 << 32
    }

    /// Whether the year is within 0000 to 9999, so that `date-time` and `http-date` can write the timestamp.
    pub fn has_four_digit_year(self) -> bool {
        (Self::MIN.secs..=Self::MAX.secs).contains(&self.secs)
    }

    /// Whether a message in this format can carry the timestamp.
    ///
    /// # Errors
    /// The reason why it cannot.
    pub(crate) fn check(self, format: TimestampFormat) -> Result<(), &'static str> {
        if format == TimestampFormat::EpochSeconds || self.has_four_digit_year() {
            return Ok(());
        }
        Err("the year must be from 0000 to 9999")
    }

    /// Writes the timestamp in a format, without allocating.
    ///
    /// Years beyond 0000 to 9999 have a sign, which `date-time` and `http-date` do not allow in messages; see
    /// [`has_four_digit_year`](Self::has_four_digit_year).
    pub fn format(self, format: TimestampFormat) -> FormattedTimestamp {
        FormattedTimestamp::new(self, format)
    }

    /// Reads a timestamp in a format, without allocating.
    ///
    /// - `date-time`: RFC 3339; `T` and `Z` may be lower case. The date and the time must exist: no
    ///   30 February, no hour 24 and no second 60, because leap seconds are not counted.
    /// - `http-date`: IMF-fixdate only, with a fraction of the second as some services send it unless `offsets` is
    ///   [`Offsets::Refuse`]. The weekday must be one, but is not compared with the date, which is complete without it.
    /// - `epoch-seconds`: a number as in JSON, also with an exponent, read exactly.
    ///
    /// Fractional digits after the ninth are dropped.
    ///
    /// # Errors
    /// The text is not of that format, or the year is beyond 292 million.
    pub fn parse(text: &str, format: TimestampFormat, offsets: Offsets) -> Result<Self, TimestampError> {
        match format {
            TimestampFormat::DateTime => parse::date_time(text, offsets, Years::FourDigits),
            TimestampFormat::HttpDate => parse::http_date(text, offsets),
            TimestampFormat::EpochSeconds => number::parse(text),
        }
    }

    /// The time that is that many nanoseconds from the epoch.
    fn from_nanos(nanos: i128) -> Result<Self, TimestampError> {
        let per_sec = i128::from(NANOS_PER_SEC);
        let secs = i64::try_from(nanos.div_euclid(per_sec)).map_err(|_| TimestampError::OutOfRange)?;
        Self::new(secs, nanos.rem_euclid(per_sec) as u32)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format(TimestampFormat::DateTime))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse::date_time(text, Offsets::Accept, Years::Any)
    }
}
