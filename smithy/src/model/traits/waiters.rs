//! The values of `smithy.waiters#waitable` (Smithy 2.0, "Waiters").

use crate::diagnostics::Place;

/// A waiter: calls the operation until one of its acceptors ends the wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The name, in upper camel case.
    pub name: Box<str>,
    /// CommonMark.
    pub documentation: Option<Box<str>>,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// The least number of seconds between two calls, at least 1.
    pub min_delay: u32,
    /// The greatest number of seconds between two calls, not less than `min_delay`.
    pub max_delay: u32,
    /// What is looked at after each call, in this order; at least one.
    pub acceptors: Vec<Acceptor>,
    /// Where the waiter is written.
    pub place: Place,
}

impl Waiter {
    /// The value of `minDelay` if the model has none.
    pub const MIN_DELAY: u32 = 2;
    /// The value of `maxDelay` if the model has none.
    pub const MAX_DELAY: u32 = 120;
}

/// What a waiter does when a call matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// The state that the waiter enters.
    pub state: AcceptorState,
    /// Which calls match.
    pub matcher: Matcher,
}

/// The state that a waiter enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// The wait ends, successfully.
    Success,
    /// The wait ends: what was waited for cannot happen.
    Failure,
    /// The operation is called again.
    Retry,
}

/// Which calls match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// `success`: those that succeed, or those that fail.
    Success(bool),
    /// `errorType`: those that fail with this error, which is named with or without its namespace.
    ErrorType(Box<str>),
    /// `output`: those whose output matches.
    Output(PathMatcher),
    /// `inputOutput`: those for which an object of `input` and `output` matches.
    InputOutput(PathMatcher),
}

/// A JMESPath expression and what it must yield.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher {
    /// The expression.
    pub path: Box<str>,
    /// Where the expression is written.
    pub path_place: Place,
    /// How its result is compared.
    pub comparator: PathComparator,
    /// What it is compared with; `true` or `false` for [`PathComparator::BooleanEquals`].
    pub expected: Box<str>,
}

/// How the result of a JMESPath expression is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathComparator {
    /// It is the expected string.
    StringEquals,
    /// It is the expected boolean.
    BooleanEquals,
    /// It is an array that is not empty, and all its items are the expected string.
    AllStringEquals,
    /// It is an array, and at least one of its items is the expected string.
    AnyStringEquals,
}
