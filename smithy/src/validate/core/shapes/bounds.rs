//! `RangeTrait` and `LengthTrait`: bounds that values can be within (Smithy 2.0, "range trait", "length trait").

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Decimal, Node, Subject};
use crate::validate::Context;

pub(in crate::validate) fn ranges(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#range") {
        let target = subject.target(context.model);
        for (key, bound, place) in bounds(&applied.node) {
            if let Some(target) = target.filter(|target| target.kind.is_integer() && !bound.is_integer()) {
                let message = format!("`{key}` of the range is {bound}, but `{}` is a type of integers", target.id);
                fault(context, Code::RANGE, subject, place, message, "write an integer");
            }
        }
        order(context, Code::RANGE, subject, &applied.node);
    }
}

pub(in crate::validate) fn lengths(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#length") {
        for (key, bound, place) in bounds(&applied.node) {
            if bound < Decimal::from(0_u64) {
                let message = format!("`{key}` of the length is {bound}");
                fault(context, Code::LENGTH, subject, place, message, "a length is not negative");
            }
        }
        order(context, Code::LENGTH, subject, &applied.node);
    }
}

/// The bounds that are there, with where they stand.
fn bounds(node: &Node) -> impl Iterator<Item = (&'static str, Decimal, Place)> {
    let bounds = ["min", "max"].map(|key| {
        let bound = node.get(key)?;
        Some((key, Decimal::from(bound.as_number()?), bound.place))
    });
    bounds.into_iter().flatten()
}

fn order(context: &mut Context<'_>, code: Code, subject: Subject<'_>, node: &Node) {
    let mut bounds = bounds(node);
    if let (Some((_, min, _)), Some((_, max, place))) = (bounds.next(), bounds.next())
        && min > max
    {
        let message = format!("`min` is {min}, which is greater than `max`, {max}");
        fault(context, code, subject, place, message, "no value satisfies both; change one of them");
    }
}

fn fault(context: &mut Context<'_>, code: Code, subject: Subject<'_>, place: Place, message: String, help: &str) {
    context.push(Diagnostic::new(code, place, message).about(subject.id()).help(help));
}
