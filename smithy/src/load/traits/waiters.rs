//! Reads `smithy.waiters#waitable` (Smithy 2.0, "Waiters").

use super::choice;
use crate::diagnostics::Code;
use crate::load::fields::{Context, Fields, either};
use crate::model::traits::{Acceptor, AcceptorState, Matcher, PathComparator, PathMatcher, Waiter};
use crate::model::{Entry, Node, Number};

/// The waiters of an operation; one that is malformed is reported and left out.
pub(super) fn waitable(context: &mut Context, what: &str, node: Node) -> Option<Vec<Waiter>> {
    let waiters = context.object(what, node)?.into_iter();
    Some(waiters.filter_map(|entry| waiter(context, entry)).collect())
}

fn waiter(context: &mut Context, Entry { key: name, value: node }: Entry) -> Option<Waiter> {
    let place = node.place;
    let what = format!("waiter `{name}`");
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        let message = format!("`{name}` is not a valid name for a waiter");
        let help = "use letters and digits, and begin with a capital letter";
        context.error(Code::MALFORMED_TRAIT, place.to_key(), message, help);
    }
    let mut fields = Fields::new(context, what, node)?;
    let documentation = fields.string(context, "documentation");
    let deprecated = fields.boolean(context, "deprecated");
    fields.strings(context, "tags");
    let min_delay = seconds(context, &mut fields, "minDelay", Waiter::MIN_DELAY);
    let max_delay = seconds(context, &mut fields, "maxDelay", Waiter::MAX_DELAY);
    let acceptors = acceptors(context, &mut fields);
    fields.finish(context);
    let (min_delay, max_delay) = (min_delay?, max_delay?);
    Some(Waiter { name, documentation, deprecated, min_delay, max_delay, acceptors: acceptors?, place })
}

/// A number of seconds; `None` if it is malformed.
fn seconds(context: &mut Context, fields: &mut Fields, key: &'static str, default: u32) -> Option<u32> {
    let Some(node) = fields.take(key) else { return Some(default) };
    let seconds = node.as_number().and_then(Number::as_u64).and_then(|seconds| u32::try_from(seconds).ok());
    let seconds = seconds.filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        context.mismatch(&fields.name(key), "a number of seconds, at least 1", &node);
    }
    seconds
}

/// The acceptors; `None` if there are none or one is malformed, since the others would wait for something else.
fn acceptors(context: &mut Context, fields: &mut Fields) -> Option<Vec<Acceptor>> {
    let node = fields.require(context, "acceptors")?;
    let place = node.place;
    let nodes = context.array(&fields.name("acceptors"), node)?;
    if nodes.is_empty() {
        let message = format!("{} is empty", fields.name("acceptors"));
        context.error(Code::MALFORMED_TRAIT, place, message, "add at least one acceptor");
        return None;
    }
    let what = format!("an acceptor of {}", fields.what());
    let acceptors: Vec<_> = nodes.into_iter().map(|node| acceptor(context, &what, node)).collect();
    acceptors.into_iter().collect()
}

fn acceptor(context: &mut Context, what: &str, node: Node) -> Option<Acceptor> {
    let mut fields = Fields::new(context, what, node)?;
    let state = fields.require(context, "state");
    let matcher = fields.require(context, "matcher");
    fields.string(context, "message");
    let [of_state, of_matcher] = ["state", "matcher"].map(|key| fields.name(key));
    fields.finish(context);
    let states =
        [("success", AcceptorState::Success), ("failure", AcceptorState::Failure), ("retry", AcceptorState::Retry)];
    let state = state.and_then(|node| choice(context, &of_state, &node, &states));
    let matcher = matcher.and_then(|node| self::matcher(context, &of_matcher, node));
    Some(Acceptor { state: state?, matcher: matcher? })
}

fn matcher(context: &mut Context, what: &str, node: Node) -> Option<Matcher> {
    const KEYS: [&str; 4] = ["success", "errorType", "output", "inputOutput"];
    let place = node.place;
    let known = node.as_object().unwrap_or_default().iter().filter(|entry| KEYS.contains(&&*entry.key)).count();
    let mut fields = Fields::new(context, what, node)?;
    if known != 1 {
        let message = format!("{what} must have exactly one of the keys {}", either(&KEYS));
        context.error(Code::MALFORMED_TRAIT, place, message, "");
    }
    let of = |key| fields.name(key);
    let [of_success, of_output, of_both] = ["success", "output", "inputOutput"].map(of);
    let success = fields.take("success");
    let error_type = fields.string(context, "errorType");
    let output = fields.take("output");
    let both = fields.take("inputOutput");
    fields.finish(context);
    if known != 1 {
        return None;
    }
    if let Some(node) = success {
        let success = node.as_bool();
        if success.is_none() {
            context.mismatch(&of_success, "a boolean", &node);
        }
        return success.map(Matcher::Success);
    }
    let output = output.and_then(|node| path(context, &of_output, node)).map(Matcher::Output);
    let both = || both.and_then(|node| path(context, &of_both, node)).map(Matcher::InputOutput);
    error_type.map(Matcher::ErrorType).or(output).or_else(both)
}

fn path(context: &mut Context, what: &str, node: Node) -> Option<PathMatcher> {
    let mut fields = Fields::new(context, what, node)?;
    let path = fields.require(context, "path");
    let expected = fields.require(context, "expected");
    let comparator = fields.require(context, "comparator");
    let [of_path, of_expected, of_comparator] = ["path", "expected", "comparator"].map(|key| fields.name(key));
    fields.finish(context);
    let comparators = [
        ("stringEquals", PathComparator::StringEquals),
        ("booleanEquals", PathComparator::BooleanEquals),
        ("allStringEquals", PathComparator::AllStringEquals),
        ("anyStringEquals", PathComparator::AnyStringEquals),
    ];
    let comparator = comparator.and_then(|node| choice(context, &of_comparator, &node, &comparators));
    let path_place = path.as_ref().map(|node| node.place);
    let path = path.and_then(|node| context.string(&of_path, node));
    let expected = expected.and_then(|node| context.string(&of_expected, node));
    Some(PathMatcher { path: path?, path_place: path_place?, comparator: comparator?, expected: expected? })
}
