//! Which state the outcome of a call is.

#[cfg(feature = "waiters")]
mod path;

#[cfg(feature = "waiters")]
use self::path::Paths;
use super::{Matcher, State, Wait};
use crate::operation::{Operation, Outcome};
use crate::wire::Members;

/// The acceptors of a waiter, ready to be applied to each outcome.
pub(super) struct Judge {
    wait: &'static Wait,
    #[cfg(feature = "waiters")]
    paths: Paths,
}

impl Judge {
    pub(super) fn new(wait: &'static Wait) -> Self {
        Self {
            wait,
            #[cfg(feature = "waiters")]
            paths: Paths::new(wait),
        }
    }

    /// The state by the first acceptor that matches.
    pub(super) fn state<O>(&self, input: &O::Input, outcome: &Outcome<O>) -> Option<State>
    where
        O: Operation<Input: Members, Output: Members>,
    {
        let call = Called {
            input,
            output: outcome.as_ref().ok().map(|output| output as &dyn Members),
            code: outcome.as_ref().err().map(|error| error.code().unwrap_or_default()),
        };
        let mut acceptors = self.wait.acceptors.iter().enumerate();
        let found = acceptors.find(|(index, acceptor)| self.matches(*index, &acceptor.matcher, &call));
        found.map(|(_, acceptor)| acceptor.state)
    }

    #[cfg_attr(not(feature = "waiters"), allow(unused_variables, reason = "only expressions have an index"))]
    fn matches(&self, index: usize, matcher: &Matcher, call: &Called<'_>) -> bool {
        match matcher {
            Matcher::Success(expected) => call.output.is_some() == *expected,
            Matcher::ErrorType(name) => call.code == Some(name),
            #[cfg(feature = "waiters")]
            Matcher::Output(_, comparator) => self.paths.in_output(index, *comparator, call),
            #[cfg(feature = "waiters")]
            Matcher::InputOutput(_, comparator) => self.paths.in_both(index, *comparator, call),
        }
    }
}

/// A call and what came of it: an output, or an error with its name.
#[cfg_attr(not(feature = "waiters"), allow(dead_code, reason = "only expressions look at the input"))]
struct Called<'a> {
    input: &'a dyn Members,
    output: Option<&'a dyn Members>,
    code: Option<&'a str>,
}
