//! Whether and when a call is tried again.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

use super::answer::Answer;
use super::message::Failure;
use crate::error::TimeoutScope;
use crate::message::Retry;
use crate::timestamp::{Offsets, Timestamp, TimestampFormat};

/// How long a client waits between attempts, and for how long it goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backoff {
    /// The longest wait before the second attempt; it doubles with each attempt.
    pub(super) base: Duration,
    /// The same where the service had too many requests.
    pub(super) throttled: Duration,
    /// The longest wait before any attempt.
    pub(super) cap: Duration,
    /// No attempt begins later than this after the call began.
    pub(super) total: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            base: Duration::from_millis(100),
            throttled: Duration::from_secs(1),
            cap: Duration::from_secs(20),
            total: Duration::from_secs(60),
        }
    }
}

impl Backoff {
    /// The wait after this attempt, counted from one. Any wait up to the longest is equally likely, so that clients
    /// that failed together do not come back together; but none is shorter than what the service asks for.
    pub(super) fn wait(&self, attempt: u32, retry: Retry, asked: Option<Duration>) -> Duration {
        let base = if retry == Retry::Throttling { self.throttled } else { self.base };
        let doubled = base.saturating_mul(1 << (attempt - 1).min(31));
        let wait = doubled.min(self.cap).mul_f64(fastrand::f64());
        wait.max(asked.unwrap_or_default().min(self.cap))
    }
}

impl Failure {
    /// Whether another attempt may do better. `repeatable` says that it does no harm if the service got this one.
    pub(super) fn is_retryable(&self, repeatable: bool) -> bool {
        match self {
            Self::Transport { maybe_sent, .. } => repeatable || !maybe_sent,
            Self::Timeout { scope, .. } => repeatable && *scope == TimeoutScope::Attempt,
            Self::Invalid(_) | Self::Request(_) | Self::Decode { .. } => false,
        }
    }
}

impl Answer {
    /// The wait that the service asks for: seconds or an HTTP date (RFC 9110, section 10.2.3).
    pub(super) fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers, SystemTime::now())
    }
}

fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = Timestamp::parse(text, TimestampFormat::HttpDate, Offsets::Accept).ok()?;
    let date = SystemTime::try_from(date).ok()?;
    // A date that has passed asks for no wait.
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::HeaderMap;

    use super::{Backoff, Retry, retry_after};

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", Some(0)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("99999999999999999999999", None),
        ];
        for (text, seconds) in cases {
            let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn waits_double_up_to_the_cap() {
        let backoff = Backoff::default();
        let after = |retry| move |(attempt, longest)| (attempt, retry, longest);
        let failed = [(1, 100), (2, 200), (3, 400), (8, 12_800), (9, 20_000), (40, 20_000), (u32::MAX, 20_000)];
        let throttled = [(1, 1000), (2, 2000), (5, 16_000), (6, 20_000)];
        let cases =
            failed.into_iter().map(after(Retry::Yes)).chain(throttled.into_iter().map(after(Retry::Throttling)));
        for (attempt, retry, longest) in cases {
            let waits: Vec<Duration> = (0..200).map(|_| backoff.wait(attempt, retry, None)).collect();
            let longest = Duration::from_millis(longest);
            assert!(waits.iter().all(|wait| *wait <= longest), "attempt {attempt}");
            // Of 200 even draws, one in each half is certain for all purposes.
            assert!(waits.iter().any(|wait| *wait > longest / 2), "attempt {attempt}");
            assert!(waits.iter().any(|wait| *wait < longest / 2), "attempt {attempt}");
        }
    }

    #[test]
    fn a_wait_that_was_asked_for_is_bounded() {
        let backoff = Backoff::default();
        assert_eq!(backoff.wait(1, Retry::Yes, Some(Duration::from_secs(5))), Duration::from_secs(5));
        assert_eq!(backoff.wait(1, Retry::Yes, Some(Duration::from_secs(3600))), Duration::from_secs(20));
    }
}
