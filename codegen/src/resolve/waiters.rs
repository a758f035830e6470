//! Waiters of operations (Smithy 2.0, "Waiters").

#[cfg(test)]
mod tests;

use super::closure::OperationShapes;
use super::naming::OperationNames;
use crate::codes;
use crate::docs::to_markdown;
use crate::ir::{Acceptor, Comparator, State, Waiter, WaiterMatcher};
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::ShapeId;
use shapewright_smithy::model::traits::{self, AcceptorState, PathComparator, PathMatcher, Traits};

/// The waiters of an operation, sorted by name.
pub(super) fn waiters(operation: &OperationShapes<'_>, names: &OperationNames, report: &mut Report) -> Vec<Waiter> {
    let id = &operation.shape.id;
    let waiters = operation.shape.traits.waitable().into_iter().flatten().filter_map(|waiter| {
        let (_, method) = names.waiters.iter().find(|(name, _)| **name == *waiter.name)?;
        let traits::Waiter { name, documentation, deprecated, min_delay, max_delay, acceptors, place } = waiter;
        let mut docs = documentation.as_deref().map(to_markdown).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("Waits until the model's `{name}` waiter succeeds."));
        }
        let acceptors: Vec<_> = acceptors.iter().map(|one| acceptor(one, id, report)).collect();
        // Without one of its acceptors, it would wait for something else.
        let acceptors: Option<Vec<Acceptor>> = acceptors.into_iter().collect();
        if acceptors.is_none() {
            let message = format!("the waiter `{name}` is ignored, because a path of it is not valid");
            let diagnostic = Diagnostic::new(codes::IGNORED_WAITER, *place, message);
            report.push(diagnostic.about(id));
        }
        Some(Waiter {
            method: method.clone(),
            docs,
            deprecated: deprecated.then(String::new),
            min_delay: *min_delay,
            max_delay: *max_delay,
            acceptors: acceptors?,
        })
    });
    let mut waiters: Vec<Waiter> = waiters.collect();
    waiters.sort_by(|a, b| a.method.cmp(&b.method));
    waiters
}

/// The names of an operation's waiters.
pub(super) fn names(traits: &Traits) -> impl Iterator<Item = &str> {
    traits.waitable().into_iter().flatten().map(|waiter| &*waiter.name)
}

fn acceptor(acceptor: &traits::Acceptor, operation: &ShapeId, report: &mut Report) -> Option<Acceptor> {
    let traits::Acceptor { state, matcher } = acceptor;
    let matcher = match matcher {
        traits::Matcher::Success(success) => WaiterMatcher::Success(*success),
        // The namespace may be in front of it.
        traits::Matcher::ErrorType(name) => {
            WaiterMatcher::ErrorType(name.rsplit('#').next().unwrap_or(name).to_owned())
        }
        traits::Matcher::Output(path) => WaiterMatcher::Output(checked(path, operation, report)?, comparator(path)),
        traits::Matcher::InputOutput(path) => {
            WaiterMatcher::InputOutput(checked(path, operation, report)?, comparator(path))
        }
    };
    let state = match state {
        AcceptorState::Success => State::Success,
        AcceptorState::Failure => State::Failure,
        AcceptorState::Retry => State::Retry,
    };
    Some(Acceptor { state, matcher })
}

/// The expression of a path, if the program that runs it can read it, too.
fn checked(path: &PathMatcher, operation: &ShapeId, report: &mut Report) -> Option<String> {
    if let Err(error) = jmespath::compile(&path.path) {
        let message = "the path is not a valid JMESPath expression";
        let diagnostic = Diagnostic::new(codes::IGNORED_WAITER, path.path_place, message).about(operation);
        report.push(diagnostic.label(error.reason.to_string()));
        return None;
    }
    Some(path.path.to_string())
}

fn comparator(path: &PathMatcher) -> Comparator {
    let expected = path.expected.to_string();
    match path.comparator {
        PathComparator::StringEquals => Comparator::StringEquals(expected),
        PathComparator::BooleanEquals => Comparator::BooleanEquals(expected == "true"),
        PathComparator::AllStringEquals => Comparator::AllStringEquals(expected),
        PathComparator::AnyStringEquals => Comparator::AnyStringEquals(expected),
    }
}
