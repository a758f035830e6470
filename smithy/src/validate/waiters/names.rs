//! `UniqueWaiterNames`: names of waiters are distinct within a service, whatever their case (Smithy 2.0, "Waiters").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Entry, Node, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (service, body) in model.services() {
        let mut names: BTreeMap<String, Vec<(&Shape, &Entry)>> = BTreeMap::new();
        for (operation, _) in model.operations(body) {
            let waiters = operation.traits.get("smithy.waiters#waitable").and_then(|one| Node::as_object(&one.node));
            for waiter in waiters.unwrap_or_default() {
                let operations = names.entry(waiter.key.to_ascii_lowercase()).or_default();
                if operations.last().is_none_or(|(last, _)| last.id != operation.id) {
                    operations.push((operation, waiter));
                }
            }
        }
        for operations in names.values().filter(|operations| operations.len() > 1) {
            for (operation, waiter) in operations {
                let Some((other, theirs)) = operations.iter().find(|(other, _)| other.id != operation.id) else {
                    continue;
                };
                let message = format!(
                    "`{}` and `{}` both have a waiter `{}` in `{}`",
                    operation.id, other.id, waiter.key, service.id
                );
                let diagnostic = Diagnostic::new(Code::WAITER_NAME, waiter.place(), message).about(&operation.id);
                let diagnostic = diagnostic.related(theirs.place(), "the other waiter");
                context.push(diagnostic.help("rename one of them; case does not matter"));
            }
        }
    }
}
