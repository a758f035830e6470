//! Timestamps from and to other crates' types.

use std::time::{Duration, SystemTime};

use super::{Timestamp, TimestampError};

/// Every `u32` is in range; the last is in the year 2106.
impl From<u32> for Timestamp {
    fn from(secs: u32) -> Self {
        Self { secs: secs.into(), nanos: 0 }
    }
}

/// Fails where the year is not within 0000 to 9999.
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
    use super::{Timestamp, TimestampError};

    /// Fails where the year is before 0000.
    impl TryFrom<::jiff::Timestamp> for Timestamp {
        type Error = TimestampError;

        fn try_from(timestamp: ::jiff::Timestamp) -> Result<Self, TimestampError> {
            Self::from_nanos(timestamp.as_nanosecond())
        }
    }

    /// Fails in the last two days of the year 9999, which jiff keeps free for time zones.
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

    /// Fails where the year, in UTC, is not within 0000 to 9999.
    impl TryFrom<OffsetDateTime> for Timestamp {
        type Error = TimestampError;

        fn try_from(time: OffsetDateTime) -> Result<Self, TimestampError> {
            Self::from_nanos(time.unix_timestamp_nanos())
        }
    }

    /// In UTC.
    impl From<Timestamp> for OffsetDateTime {
        fn from(timestamp: Timestamp) -> Self {
            // The range of `time` is the wider one, so nothing saturates.
            Self::UNIX_EPOCH.saturating_add(Duration::new(timestamp.secs, timestamp.nanos as i32))
        }
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use ::chrono::{DateTime, TimeZone, Utc};

    use super::super::NANOS_PER_SEC;
    use super::{Timestamp, TimestampError};

    /// Fails where the year, in UTC, is not within 0000 to 9999. A leap second becomes the second after it.
    impl<Z: TimeZone> TryFrom<DateTime<Z>> for Timestamp {
        type Error = TimestampError;

        fn try_from(time: DateTime<Z>) -> Result<Self, TimestampError> {
            let secs = i128::from(time.timestamp()) * i128::from(NANOS_PER_SEC);
            Self::from_nanos(secs + i128::from(time.timestamp_subsec_nanos()))
        }
    }

    impl From<Timestamp> for DateTime<Utc> {
        fn from(timestamp: Timestamp) -> Self {
            // The range of `chrono` is the wider one, so the default is never taken.
            Self::from_timestamp(timestamp.secs, timestamp.nanos).unwrap_or_default()
        }
    }
}
