//! Waiters of operations (Smithy 2.0, "Waiters").

mod path;
#[cfg(test)]
mod tests;

use super::closure::Closure;
use super::naming::OperationNames;
use crate::codes;
use crate::docs::to_markdown;
use crate::ir::{Acceptor, Comparator, Matcher, State, Waiter};
use crate::name::Ident;
use path::{Found, follow};
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};
use shapewright_smithy::model::traits::Traits;
use shapewright_smithy::model::{Entry, Node, Number, Shape, Value};

/// The operation that waiters call.
#[derive(Clone, Copy)]
pub(super) struct Called<'m, 'r> {
    pub(super) closure: &'r Closure<'m>,
    /// Its messages; `None` for the unit type.
    pub(super) input: Option<&'m Shape>,
    pub(super) output: Option<&'m Shape>,
}

/// The waiters of an operation, sorted by name. What is wrong with them is reported.
pub(super) fn waiters(
    traits: &Traits,
    called: Called<'_, '_>,
    names: &OperationNames,
    report: &mut Report,
) -> Vec<Waiter> {
    let entries = traits.waitable().map(|node| object(node, "`smithy.waiters#waitable`", report)).unwrap_or_default();
    let waiters = entries.iter().filter_map(|Entry { key, value }| {
        let (_, method) = names.waiters.iter().find(|(name, _)| **name == **key)?;
        waiter(key, value, method, called, report)
    });
    let mut waiters: Vec<Waiter> = waiters.collect();
    waiters.sort_by(|a, b| a.method.cmp(&b.method));
    waiters
}

fn waiter(name: &str, value: &Node, method: &Ident, called: Called<'_, '_>, report: &mut Report) -> Option<Waiter> {
    let what = format!("the waiter `{name}`");
    let fields = object(value, &what, report);
    let mut docs = string(fields, "documentation").map(to_markdown).unwrap_or_default();
    if docs.is_empty() {
        docs.push(format!("Waits until the model's `{name}` waiter succeeds."));
    }
    let deprecated = field(fields, "deprecated").and_then(Node::as_bool).unwrap_or_default();
    let nodes = field(fields, "acceptors").and_then(Node::as_array).unwrap_or_default();
    if nodes.is_empty() {
        report.push(Diagnostic::error(codes::WAITER, value.place, format!("{what} has no acceptors")));
    }
    let acceptors: Vec<_> = nodes.iter().map(|node| acceptor(node, called, report)).collect();
    let min_delay = seconds(fields, "minDelay", MIN_DELAY, report);
    let max_delay = seconds(fields, "maxDelay", MAX_DELAY, report);
    if min_delay > max_delay {
        let message = format!("{what} waits at least {min_delay} seconds and at most {max_delay}");
        let place = field(fields, "minDelay").or(field(fields, "maxDelay")).map_or(value.place, |node| node.place);
        report.push(Diagnostic::error(codes::WAITER, place, message));
    }
    // One that is not known in all its states would wait for the wrong thing.
    let acceptors: Option<Vec<Acceptor>> = acceptors.into_iter().collect();
    let acceptors = acceptors.or_else(|| {
        report.push(Diagnostic::warning(codes::IGNORED_WAITER, value.place, format!("{what} is left out")));
        None
    })?;
    Some(Waiter {
        method: method.clone(),
        docs,
        deprecated: deprecated.then(String::new),
        min_delay,
        max_delay,
        acceptors,
    })
}

/// The delays where a waiter says nothing, in seconds.
const MIN_DELAY: u32 = 2;
const MAX_DELAY: u32 = 120;

/// The names of an operation's waiters.
pub(super) fn names(traits: &Traits) -> impl Iterator<Item = &str> {
    let entries = traits.waitable().and_then(Node::as_object).unwrap_or_default();
    entries.iter().map(|entry| &*entry.key)
}

fn seconds(fields: &[Entry], key: &str, default: u32, report: &mut Report) -> u32 {
    let Some(node) = field(fields, key) else { return default };
    let seconds = match node.as_number() {
        Some(Number::Unsigned(seconds)) => u32::try_from(*seconds).ok().filter(|seconds| *seconds > 0),
        _ => None,
    };
    seconds.unwrap_or_else(|| {
        report.push(Diagnostic::error(
            codes::WAITER,
            node.place,
            format!("`{key}` must be a number of seconds, at least 1"),
        ));
        default
    })
}

fn acceptor(node: &Node, called: Called<'_, '_>, report: &mut Report) -> Option<Acceptor> {
    let fields = object(node, "an acceptor", report);
    let state = match string(fields, "state") {
        Some("success") => State::Success,
        Some("failure") => State::Failure,
        Some("retry") => State::Retry,
        _ => return fault(node.place, "`state` must be `success`, `failure` or `retry`", report),
    };
    let matcher = field(fields, "matcher").and_then(Node::as_object);
    let Some([Entry { key, value }]) = matcher else {
        return fault(node.place, "`matcher` must have exactly one member", report);
    };
    let matcher = match (&**key, &value.value) {
        ("success", Value::Bool(success)) => Matcher::Success(*success),
        ("errorType", Value::String(name)) => {
            // The namespace may be in front of it.
            Matcher::ErrorType(name.rsplit('#').next().unwrap_or(name).to_owned())
        }
        ("output", Value::Object(fields)) => {
            let at = called.output.map_or(Found::Anything, Found::One);
            let (path, comparator) = path(fields, value.place, (called.closure, at), report)?;
            Matcher::Output(path, comparator)
        }
        ("inputOutput", Value::Object(fields)) => {
            let at = Found::Call(called.input, called.output);
            let (path, comparator) = path(fields, value.place, (called.closure, at), report)?;
            Matcher::InputOutput(path, comparator)
        }
        _ => {
            let message = "a matcher is `success`, `errorType`, `output` or `inputOutput` with its value";
            return fault(value.place, message, report);
        }
    };
    Some(Acceptor { state, matcher })
}

fn path<'m>(
    fields: &[Entry],
    place: Place,
    (closure, at): (&Closure<'m>, Found<'m>),
    report: &mut Report,
) -> Option<(String, Comparator)> {
    let (Some(path), Some(expected)) = (field(fields, "path"), string(fields, "expected")) else {
        return fault(place, "`path` and `expected` must be there, and strings", report);
    };
    let text = path.as_str()?;
    let expression = match jmespath::compile(text) {
        Ok(expression) => expression,
        Err(error) => {
            let diagnostic =
                Diagnostic::warning(codes::IGNORED_WAITER, path.place, "the JMESPath expression cannot be read");
            report.push(diagnostic.label(error.reason.to_string()));
            return None;
        }
    };
    if let Err((name, shape)) = follow(closure, expression.as_ast(), at) {
        let message = format!("the waiter asks in vain: {shape} has no member `{name}`");
        report.push(Diagnostic::warning(codes::WAITER_PATH, path.place, message));
    }
    let expected = expected.to_owned();
    let comparator = match string(fields, "comparator") {
        Some("stringEquals") => Comparator::StringEquals(expected),
        Some("allStringEquals") => Comparator::AllStringEquals(expected),
        Some("anyStringEquals") => Comparator::AnyStringEquals(expected),
        Some("booleanEquals") if matches!(&*expected, "true" | "false") => {
            Comparator::BooleanEquals(expected == "true")
        }
        Some("booleanEquals") => return fault(place, "`expected` must be \"true\" or \"false\"", report),
        _ => {
            let message =
                "`comparator` must be `stringEquals`, `booleanEquals`, `allStringEquals` or `anyStringEquals`";
            return fault(place, message, report);
        }
    };
    Some((text.to_owned(), comparator))
}

fn fault<T>(place: Place, message: &str, report: &mut Report) -> Option<T> {
    report.push(Diagnostic::error(codes::WAITER, place, message));
    None
}

fn object<'n>(node: &'n Node, what: &str, report: &mut Report) -> &'n [Entry] {
    node.as_object().unwrap_or_else(|| {
        report.push(Diagnostic::error(
            codes::WAITER,
            node.place,
            format!("{what} must be an object, found {}", node.describe()),
        ));
        &[]
    })
}

fn field<'n>(fields: &'n [Entry], key: &str) -> Option<&'n Node> {
    fields.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value)
}

fn string<'n>(fields: &'n [Entry], key: &str) -> Option<&'n str> {
    field(fields, key)?.as_str()
}
