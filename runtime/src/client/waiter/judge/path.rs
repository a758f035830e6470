//! What JMESPath expressions find in inputs and outputs.

use jmespath::{Expression, Variable};

use super::super::{Comparator, Matcher, Wait};
use super::Called;
use crate::format::encode_by_names;

/// The expressions of a waiter's acceptors, compiled: for each acceptor its own, if it has one.
pub(super) struct Paths(Vec<Option<Expression<'static>>>);

impl Paths {
    pub(super) fn new(wait: &'static Wait) -> Self {
        let compile = |matcher: &Matcher| match matcher {
            Matcher::Success(_) | Matcher::ErrorType(_) => None,
            // The generator has seen that it compiles.
            Matcher::Output(path, _) | Matcher::InputOutput(path, _) => jmespath::compile(path).ok(),
        };
        Self(wait.acceptors.iter().map(|acceptor| compile(&acceptor.matcher)).collect())
    }

    /// Whether the expression of this acceptor finds in the output what the acceptor looks for.
    pub(super) fn in_output(&self, index: usize, comparator: Comparator, call: &Called<'_>) -> bool {
        let Some(output) = call.output else { return false };
        comparator.holds(self.get(index), encode_by_names(output))
    }

    /// The same in an object of the input and the output.
    pub(super) fn in_both(&self, index: usize, comparator: Comparator, call: &Called<'_>) -> bool {
        let Some(output) = call.output else { return false };
        let both = match (encode_by_names(call.input), encode_by_names(output)) {
            (Ok(input), Ok(output)) => Ok(format!(r#"{{"input":{input},"output":{output}}}"#)),
            (Err(reason), _) | (_, Err(reason)) => Err(reason),
        };
        comparator.holds(self.get(index), both)
    }

    fn get(&self, index: usize) -> Option<&Expression<'static>> {
        self.0.get(index)?.as_ref()
    }
}

impl Comparator {
    /// Compares what the expression finds. A value that cannot be written or searched does not match.
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

#[cfg(test)]
mod tests {
    use super::Comparator;

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
