//! Waiting until a resource is in a state (Smithy 2.0, "Waiters").

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use jmespath::{Expression, Variable};
use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::error::OperationError;
use crate::operation::{CalledOn, Operation, Outcome};
use crate::wire::{Members, encode_by_names};
use crate::{Error, Request};

/// How a waiter waits, as the model says.
#[derive(Debug)]
pub struct Wait {
    /// The least number of seconds between two calls.
    pub min_delay: u32,
    /// The greatest number of seconds between two calls.
    pub max_delay: u32,
    /// What is looked at behind each call; the first that matches decides.
    pub acceptors: &'static [Acceptor],
}

/// A state, and how it is known.
#[derive(Debug)]
pub struct Acceptor {
    /// What the waiter does in this state.
    pub state: State,
    /// How it is known.
    pub matcher: Matcher,
}

/// What a waiter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The waiter has what it waits for.
    Success,
    /// What it waits for will not come.
    Failure,
    /// It goes on waiting.
    Retry,
}

/// What is looked at, with the values that match.
#[derive(Debug)]
pub enum Matcher {
    /// Whether the call succeeded.
    Success(bool),
    /// The name of the error.
    ErrorType(&'static str),
    /// What a JMESPath expression finds in the output.
    Output(&'static str, Comparator),
    /// What a JMESPath expression finds in an object with the members `input` and `output`.
    InputOutput(&'static str, Comparator),
}

/// How what was found is compared.
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

/// A waiter that has not begun to wait: [`within`](Self::within) does.
///
/// It works on any implementation of the service's trait: on the client, whose methods return it, and on a double in a
/// test, where functions of the operation make it.
#[must_use = "nothing is called before `within` is awaited"]
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
    /// A waiter that asks with this request.
    pub fn new(service: &'a S, request: impl Into<Request<O::Input>>, wait: &'static Wait) -> Self {
        Self { service, request: request.into(), wait }
    }
}

impl<S, O> Waiter<'_, S, O>
where
    S: Sync,
    O: CalledOn<S> + Operation<Input: Clone + Sync + Members, Output: Sync + Members>,
{
    /// Calls the operation until it answers with what the waiter waits for, for at most this time. The answer may be an
    /// error, where the waiter waits for something to be gone.
    ///
    /// Waits grow from the least to the greatest delay of the model, with chance in them (Smithy 2.0, "Waiter
    /// retries"). The clock is Tokio's.
    ///
    /// # Errors
    ///
    /// An answer that says that it will not come, an error that the waiter does not know, or that time ran out.
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
    /// The wait behind this attempt, counted from one; `None` where no time is left for another. `chance` is between
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

/// The acceptors, with their expressions compiled.
struct Judge(Vec<(&'static Acceptor, Option<Expression<'static>>)>);

impl Judge {
    fn new(wait: &Wait) -> Self {
        let compiled = wait.acceptors.iter().map(|acceptor| {
            let expression = match acceptor.matcher {
                Matcher::Success(_) | Matcher::ErrorType(_) => None,
                // The generator has seen that it compiles.
                Matcher::Output(path, _) | Matcher::InputOutput(path, _) => jmespath::compile(path).ok(),
            };
            (acceptor, expression)
        });
        Self(compiled.collect())
    }

    fn state<O>(&self, input: &O::Input, outcome: &Outcome<O>) -> Option<State>
    where
        O: Operation<Input: Members, Output: Members>,
    {
        let output = outcome.as_ref().ok().map(|output| output as &dyn Members);
        let code = outcome.as_ref().err().map(|error| error.code().unwrap_or_default());
        let found = self.0.iter().find(|(acceptor, expression)| match (&acceptor.matcher, output, code) {
            (Matcher::Success(expected), output, _) => output.is_some() == *expected,
            (Matcher::ErrorType(name), _, Some(code)) => code == *name,
            (Matcher::Output(_, comparator), Some(output), _) => {
                comparator.holds(expression.as_ref(), encode_by_names(output))
            }
            (Matcher::InputOutput(_, comparator), Some(output), _) => {
                let both = match (encode_by_names(input), encode_by_names(output)) {
                    (Ok(input), Ok(output)) => Ok(format!(r#"{{"input":{input},"output":{output}}}"#)),
                    (Err(reason), _) | (_, Err(reason)) => Err(reason),
                };
                comparator.holds(expression.as_ref(), both)
            }
            (Matcher::ErrorType(_), _, None) | (Matcher::Output(..) | Matcher::InputOutput(..), None, _) => false,
        });
        found.map(|(acceptor, _)| acceptor.state)
    }
}

impl Comparator {
    /// Compares what the expression finds. A value that cannot be written or searched is none that anyone waits for.
    fn holds(self, expression: Option<&Expression<'static>>, json: Result<String, String>) -> bool {
        let found = json.ok().and_then(|json| Variable::from_json(&json).ok());
        let found = found.and_then(|value| expression?.search(value).ok());
        let Some(found) = found else { return false };
        let is = |value: &Variable, expected: &str| value.as_string().is_some_and(|text| text == expected);
        match self {
            Self::StringEquals(expected) => is(&found, expected),
            Self::BooleanEquals(expected) => found.as_boolean() == Some(expected),
            Self::AllStringEquals(expected) => {
                found.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| is(one, expected)))
            }
            Self::AnyStringEquals(expected) => {
                found.as_array().is_some_and(|all| all.iter().any(|one| is(one, expected)))
            }
        }
    }
}

/// Why a waiter gave up.
#[non_exhaustive]
pub enum WaitError<O: Operation> {
    /// The answer says that what it waits for will not come.
    Failed(Box<Outcome<O>>),
    /// A call failed with an error of which the waiter does not know what it means.
    Call(Box<Error<O::Error>>),
    /// Time ran out.
    Timeout {
        /// The time that was given.
        limit: Duration,
        /// How many calls were made.
        attempts: u32,
    },
}

impl<O: Operation> fmt::Debug for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WaitError({self})")
    }
}

impl<O: Operation> fmt::Display for WaitError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(outcome) => match &**outcome {
                Ok(_) => write!(f, "{}: the answer says that what was waited for will not come", O::SPEC.name),
                Err(error) => write!(f, "what was waited for will not come: {error}"),
            },
            Self::Call(error) => write!(f, "{error}"),
            Self::Timeout { limit, attempts } => {
                let plural = if *attempts == 1 { "" } else { "s" };
                write!(f, "{}: not there within {limit:?}, asked {attempts} time{plural}", O::SPEC.name)
            }
        }
    }
}

impl<O: Operation<Error: OperationError>> StdError for WaitError<O> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Failed(outcome) => outcome.as_ref().as_ref().err().map(|error| error as &(dyn StdError + 'static)),
            Self::Call(error) => Some(&**error),
            Self::Timeout { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Comparator, Wait};

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

    #[test]
    fn comparators() {
        let json = r#"{"state":"on","all":["a","a"],"some":["a","b"],"none":[],"flag":true,"n":1}"#;
        let cases = [
            ("state", Comparator::StringEquals("on"), true),
            ("state", Comparator::StringEquals("off"), false),
            ("missing", Comparator::StringEquals("on"), false),
            ("n", Comparator::StringEquals("1"), false),
            ("flag", Comparator::BooleanEquals(true), true),
            ("state == 'on'", Comparator::BooleanEquals(true), true),
            ("state == 'on'", Comparator::BooleanEquals(false), false),
            ("missing", Comparator::BooleanEquals(false), false),
            ("all", Comparator::AllStringEquals("a"), true),
            ("some", Comparator::AllStringEquals("a"), false),
            ("none", Comparator::AllStringEquals("a"), false),
            ("some", Comparator::AnyStringEquals("b"), true),
            ("none", Comparator::AnyStringEquals("b"), false),
            ("length(some[?@ != 'a'])", Comparator::StringEquals("1"), false),
            ("length(some) == `2`", Comparator::BooleanEquals(true), true),
        ];
        for (path, comparator, expected) in cases {
            let expression = jmespath::compile(path).ok();
            assert!(expression.is_some(), "{path}");
            assert_eq!(comparator.holds(expression.as_ref(), Ok(json.to_owned())), expected, "{path} {comparator:?}");
        }
    }
}
