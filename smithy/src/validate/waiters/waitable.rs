//! `WaitableTrait`: waiters that can end (Smithy 2.0, "Waiters").

use std::collections::HashSet;

use super::matcher::Acceptor;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::traits::Waiter;
use crate::model::{Entry, Node, Number, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.waiters#waitable") {
        // Malformed waiters are reported already.
        let known: HashSet<&str> = subject.traits().waitable().into_iter().flatten().map(|one| &*one.name).collect();
        let waiters = applied.node.as_object().unwrap_or_default().iter();
        for waiter in waiters.filter(|waiter| known.contains(&*waiter.key)) {
            delays(context, subject.shape, waiter);
            acceptors(context, subject.shape, waiter);
        }
    }
}

/// A number of seconds, or its default, with its place.
fn seconds(waiter: &Entry, key: &str, default: u32) -> (u64, Option<Place>) {
    let node = waiter.value.get(key);
    let seconds = node.and_then(|node| node.as_number()).and_then(Number::as_u64);
    (seconds.unwrap_or(default.into()), node.map(|node| node.place))
}

fn delays(context: &mut Context<'_>, operation: &Shape, waiter: &Entry) {
    let (min, of_min) = seconds(waiter, "minDelay", Waiter::MIN_DELAY);
    let (max, of_max) = seconds(waiter, "maxDelay", Waiter::MAX_DELAY);
    if min > max {
        let name = &waiter.key;
        let message = format!("`minDelay` of waiter `{name}` is {min}, which is greater than `maxDelay`, {max}");
        let help = format!(
            "change one of them; the default of `minDelay` is {}, that of `maxDelay` is {}",
            Waiter::MIN_DELAY,
            Waiter::MAX_DELAY
        );
        let place = of_min.or(of_max).unwrap_or(waiter.place());
        context.push(Diagnostic::new(Code::WAITER, place, message).about(&operation.id).help(help));
    }
}

fn acceptors<'m>(context: &mut Context<'m>, operation: &'m Shape, waiter: &'m Entry) {
    let mut succeeds = false;
    let acceptors = waiter.value.get("acceptors").and_then(Node::as_array).unwrap_or_default();
    for (at, node) in acceptors.iter().enumerate() {
        let acceptor = Acceptor { operation, waiter: &waiter.key, at, node };
        acceptor.validate(context);
        succeeds |= acceptor.state() == Some("success");
    }
    if !succeeds {
        let message = format!("the waiter `{}` of `{}` never succeeds", waiter.key, operation.id);
        let diagnostic = Diagnostic::new(Code::WAITER_WITHOUT_SUCCESS, waiter.place(), message).about(&operation.id);
        context.push(diagnostic.help("add an acceptor with the state `success`"));
    }
}
