//! What the name of an error says about another attempt, whether or not the model says it, too.

use crate::message::Retry;

/// Services with too many requests, whatever the status: what the retry modes of the official clients for Python
/// (botocore, `retries/standard.py`), JavaScript (`@smithy/core/retry`), Go and Rust have in common.
const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Faults that pass: what the same clients retry, and `InternalError`, which the one for Java adds.
const TRANSIENT: [&str; 3] = ["InternalError", "RequestTimeout", "RequestTimeoutException"];

/// Whether an error of this name may pass.
pub(super) fn retry(code: &str) -> Retry {
    if THROTTLING.contains(&code) {
        Retry::Throttling
    } else if TRANSIENT.contains(&code) {
        Retry::Yes
    } else {
        Retry::No
    }
}
