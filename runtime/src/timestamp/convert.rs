//! Timestamps from and to other crates' types.

use std::time::{Duration, SystemTime};

use super::{Timestamp, TimestampError};

/// Seconds since the epoch.
impl From<u32> for Timestamp {
    fn from(secs: u32) -> Self {
        Self { secs: secs.into(), nanos: 0 }
    }
}

/// Fails where the year is beyond 292 million.
impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let nanos = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i128::try_from(after.as_nanos()),
            Err(before) => i128::try_from(before.duration().as_nanos()).map(|nanos| -nanos),
        };
        Self::from_nanos(nanos.map_err(|_| TimestampError::OutOfRange)?)
    }
}

/// Fails where the platform's clock does not reach that far.
impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        let secs = Duration::from_secs(timestamp.secs.unsigned_abs());
        let time =
            if timestamp.secs < 0 { Self::UNIX_EPOCH.checked_sub(secs) } else { Self::UNIX_EPOCH.checked_add(secs) };
        time.and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanos.into())))
            .ok_or(TimestampError::OutOfRange)
    }
}

#[cfg(feature = "jiff")]
mod jiff {
    use super::super::NANOS_PER_SEC;
    use super::Timestamp;

    impl From<::jiff::Timestamp> for Timestamp {
        fn from(timestamp: ::jiff::Timestamp) -> Self {
            let nanos = timestamp.as_nanosecond();
            let per_sec = i128::from(NANOS_PER_SEC);
            // jiff reaches from the year -9999 to 9999, so nothing is cut off.
            Self { secs: nanos.div_euclid(per_sec) as i64, nanos: nanos.rem_euclid(per_sec) as u32 }
        }
    }

    /// Fails beyond the years -9999 to 9999, and in the last two days of them, which jiff keeps free for time zones.
    impl TryFrom<Timestamp> for ::jiff::Timestamp {
        type Error = ::jiff::Error;

        fn try_from(timestamp: Timestamp) -> Result<Self, ::jiff::Error> {
            // Both are below one thousand million and fit.
            Self::new(timestamp.secs, timestamp.nanos as i32)
        }
    }
}

#[cfg(feature = "time")]
mod time {
    use ::time::{Duration, OffsetDateTime};

    use super::{Timestamp, TimestampError};

    impl From<OffsetDateTime> for Timestamp {
        fn from(time: OffsetDateTime) -> Self {
            // Both count nanoseconds forwards from the second.
            let utc = time.to_offset(::time::UtcOffset::UTC);
            Self { secs: utc.unix_timestamp(), nanos: utc.nanosecond() }
        }
    }

    /// In UTC. Fails where the year is not within -9999 to 9999; the crate's feature `large-dates` reaches further.
    impl TryFrom<Timestamp> for OffsetDateTime {
        type Error = TimestampError;

        fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
            let since = Duration::new(timestamp.secs, timestamp.nanos as i32);
            Self::UNIX_EPOCH.checked_add(since).ok_or(TimestampError::OutOfRange)
        }
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use ::chrono::{DateTime, TimeZone, Utc};

    use super::super::NANOS_PER_SEC;
    use super::{Timestamp, TimestampError};

    /// A leap second becomes the second after it.
    impl<Z: TimeZone> From<DateTime<Z>> for Timestamp {
        fn from(time: DateTime<Z>) -> Self {
            let nanos = time.timestamp_subsec_nanos();
            // chrono's range is the narrower one.
            Self { secs: time.timestamp() + i64::from(nanos / NANOS_PER_SEC), nanos: nanos % NANOS_PER_SEC }
        }
    }

    /// Fails where the year is beyond chrono's range, about -262,000 to 262,000.
    impl TryFrom<Timestamp> for DateTime<Utc> {
        type Error = TimestampError;

        fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
            Self::from_timestamp(timestamp.secs, timestamp.nanos).ok_or(TimestampError::OutOfRange)
        }
    }
}
