//! Waiting until a resource is in a state (Smithy 2.0, "Waiters").

mod judge;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::cause::write_causes;
use crate::error::OperationError;
use crate::operation::{CalledOn, Operation, Outcome};
use crate::wire::Members;
use crate::{Error, Request};
use judge::Judge;

/// A waiter of the model.
#[doc(hidden)]
#[derive(Debug)]
pub struct Wait {
    /// The least number of seconds between two calls.
    pub min_delay: u32,
    /// The greatest number of seconds between two calls.
    pub max_delay: u32,
    /// What is looked at after each call; the first that matches decides.
    pub acceptors: &'static [Acceptor],
}

/// A state, and how it is known.
#[doc(hidden)]
#[derive(Debug)]
pub struct Acceptor {
    /// What the waiter does in this state.
    pub state: State,
    /// How it is known.
    pub matcher: Matcher,
}

/// What a waiter does.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The waiter has what it waits for.
    Success,
    /// What it waits for will not come.
    Failure,
    /// Keep waiting.
    Retry,
}

/// What is looked at, with the values that match.
#[doc(hidden)]
#[derive(Debug)]
pub enum Matcher {
    /// Whether the call succeeded.
    Success(bool),
    /// The name of the error.
    ErrorType(&'static str),
    /// What a JMESPath expression finds in the output.
    #[cfg(feature = "waiters")]
    Output(&'static str, Comparator),
    /// What a JMESPath expression finds in an object with the members `input` and `output`.
    #[cfg(feature = "waiters")]
    InputOutput(&'static str, Comparator),
}

/// How what was found is compared.
#[doc(hidden)]
#[cfg(feature = "waiters")]
#[derive(Debug, Clone, Copy)]
pub enum Comparator {
    /// It is this string.
    StringEquals(&'static str),
    /// It is this boolean.
    BooleanEquals(bool),
    /// It is an array, not empty, of this string alone.
    AllStringEquals(&'static str),
    /// It is an array that has this string.
    AnyStringEquals(&'static str),
}

/// A waiter that has not started yet: [`within`](Self::within) starts it.
///
/// It works on any implementation of the service's trait: on the client, whose methods return it, and on a double in a
/// test, where functions of the operation make it.
#[must_use = "no request is sent before `within` is awaited"]
pub struct Waiter<'a, S, O: Operation> {
    service: &'a S,
    request: Request<O::Input>,
    wait: &'static Wait,
}

impl<S, O: Operation> fmt::Debug for Waiter<'_, S, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter").field("operation", &O::SPEC.name).field("wait", self.wait).finish_non_exhaustive()
    }
}

impl<'a, S, O: Operation> Waiter<'a, S, O> {
    /// A waiter that sends this request.
    #[doc(hidden)]
    pub fn new(service: &'a S, request: impl Into<Request<O::Input>>, wait: &'static Wait) -> Self {
        Self { service, request: request.into(), wait }
    }
}

impl<S, O> Waiter<'_, S, O>
where
    S: Sync,
    O: CalledOn<S> + Operation<Input: Clone + Sync + Members, Output: Sync + Members>,
{
    /// Calls the operation until the resource is in the waiter's state, for at most this time. Returns the outcome of the
    /// last call, which is an error if the waiter waits until something is gone.
    ///
    /// The delays between calls are random, and grow from the waiter's `minDelay` to its `maxDelay` (Smithy 2.0, "Waiter
    /// retries"). The clock is Tokio's.
    ///
    /// # Errors
    ///
    /// The resource cannot reach the state any more, a call failed with an error that the waiter does not expect, or time
    /// ran out.
    pub async fn within(self, limit: Duration) -> Result<Outcome<O>, WaitError<O>> {
        if Handle::try_current().is_err() {
            let source = "waiters need a Tokio runtime".into();
            return Err(WaitError::Call(Box::new(Error::Transport { source, maybe_sent: false })));
        }
        let start = Instant::now();
        let judge = Judge::new(self.wait);
        let mut attempt = 1;
        loop {
            // A call that hangs must not hold the waiter beyond its time.
            let call = O::call(self.service, self.request.clone());
            let Ok(outcome) = tokio::time::timeout(limit.saturating_sub(start.elapsed()), call).await else {
                return Err(WaitError::Timeout { limit, attempts: attempt });
            };
            match (judge.state::<O>(&self.request.input, &outcome), outcome) {
                (Some(State::Success), outcome) => return Ok(outcome),
                (Some(State::Failure), outcome) => return Err(WaitError::Failed(Box::new(outcome))),
                (None, Err(error)) => return Err(WaitError::Call(Box::new(error))),
                (Some(State::Retry), _) | (None, Ok(_)) => {}
            }
            let left = limit.saturating_sub(start.elapsed());
            let Some(delay) = self.wait.delay(attempt, left, fastrand::f64()) else {
                return Err(WaitError::Timeout { limit, attempts: attempt });
            };
            tokio::time::sleep(delay).await;
            attempt += 1;
        }
    }
}

impl Wait {
    /// The wait after this attempt, counted from one; `None` where no time is left for another. `chance` is between
    /// zero and one.
    fn delay(&self, attempt: u32, left: Duration, chance: f64) -> Option<Duration> {
        let min = Duration::from_secs(self.min_delay.into());
        let max = Duration::from_secs(self.max_delay.into()).max(min);
        if left <= min {
            return None;
        }
        let longest = min.saturating_mul(1 << (attempt - 1).min(31)).min(max);
        let delay = min + (longest - min).mul_f64(chance);
        // What is left must do for a last call.
        Some(if left.saturating_sub(delay) <= min { left - min } else { delay })
    }
}

/// Why a waiter gave up.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// After this outcome of a call, the resource cannot reach the state any more.
    Failed(Box<Outcome<O>>),
    /// A call failed with an error that the waiter does not expect.
    Call(Box<Error<O::Error>>),
    /// Time ran out.
    Timeout {
        /// The time limit.
        limit: Duration,
        /// How many calls were made.
        attempts: u32,
    },
}

impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WaitError({self:#})")
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(_) => write!(f, "{}: the resource cannot reach the expected state", O::SPEC.name)?,
            Self::Call(error) => write!(f, "{error}")?,
            Self::Timeout { limit, attempts } => {
                let plural = if *attempts == 1 { "" } else { "s" };
                write!(
                    f,
                    "{}: the resource did not reach the expected state within {limit:?} ({attempts} call{plural})",
                    O::SPEC.name
                )?;
            }
        }
        write_causes(f, self.source())
    }
}

impl<O: Operation<Error: OperationError>> StdError for WaitError<O> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Failed(outcome) => outcome.as_ref().as_ref().err().map(|error| error as &(dyn StdError + 'static)),
            // What is shown is the error within, and its causes come next.
            Self::Call(error) => error.source(),
            Self::Timeout { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Wait;

    #[test]
    fn delays_grow_and_leave_time_for_a_last_call() {
        let wait = Wait { min_delay: 2, max_delay: 10, acceptors: &[] };
        let cases = [
            (1, 100.0, 1.0, Some(2.0)),
            (2, 100.0, 0.0, Some(2.0)),
            (2, 100.0, 1.0, Some(4.0)),
            (3, 100.0, 0.5, Some(5.0)),
            (4, 100.0, 1.0, Some(10.0)),
            (50, 100.0, 1.0, Some(10.0)),
            (4, 11.0, 1.0, Some(9.0)),
            (1, 2.5, 0.0, Some(0.5)),
            (1, 2.0, 0.0, None),
            (9, 0.0, 1.0, None),
        ];
        for (attempt, left, chance, expected) in cases {
            let found = wait.delay(attempt, Duration::from_secs_f64(left), chance);
            assert_eq!(found.map(|delay| delay.as_secs_f64()), expected, "{attempt} {left} {chance}");
        }
    }
}
