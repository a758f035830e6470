//! `OperationInputOutputMisuse`, `OperationInputOutputName` and `OperationNameAmbiguity`: the inputs and outputs of
//! operations (Smithy 2.0, "input trait", "output trait").

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Model, Operation, Reference, Shape, ShapeId};
use crate::validate::Context;

const INPUT: &str = "smithy.api#input";
const OUTPUT: &str = "smithy.api#output";

fn all(model: &Model) -> impl Iterator<Item = (&Shape, &Operation)> {
    model.shapes().filter_map(|shape| Some((shape, shape.as_operation()?)))
}

/// A structure with `@input` or `@output` is just that, of one operation.
pub(super) fn roles(context: &mut Context<'_>) {
    let model = context.model;
    let mut users: BTreeMap<(&ShapeId, &str), BTreeMap<&ShapeId, &Reference>> = BTreeMap::new();
    let has = |reference: &Reference, id: &str| model.shape(&reference.id).is_some_and(|shape| shape.traits.has(id));
    let mut found = Vec::new();
    for (shape, operation) in all(model) {
        for (end, right, wrong, name) in
            [(&operation.input, INPUT, OUTPUT, "input"), (&operation.output, OUTPUT, INPUT, "output")]
        {
            if has(end, wrong) {
                let mark = wrong.trim_start_matches("smithy.api#");
                let message = format!("the {name} of `{}` is `{}`, which is marked with `@{mark}`", shape.id, end.id);
                let diagnostic = Diagnostic::new(Code::OPERATION_END_MISUSE, end.place, message).about(&shape.id);
                found.push(diagnostic.help(format!("use another structure, marked with `@{name}`")));
            }
            if has(end, right) {
                users.entry((&end.id, right)).or_default().insert(&shape.id, end);
            }
        }
    }
    for member in model.subjects().filter_map(|subject| subject.member) {
        for id in [INPUT, OUTPUT].into_iter().filter(|id| has(&member.target, id)) {
            let mark = id.trim_start_matches("smithy.api#");
            let message = format!("`{}` targets `{}`, which is marked with `@{mark}`", member.id, member.target.id);
            let diagnostic = Diagnostic::new(Code::OPERATION_END_MISUSE, member.target.place, message);
            found.push(diagnostic.about(&member.id).help("target a structure without that mark"));
        }
    }
    for ((id, mark), users) in users.into_iter().filter(|(_, users)| users.len() > 1) {
        let place = model.place_of_trait(id, mark);
        let mark = mark.trim_start_matches("smithy.api#");
        let names: Vec<String> = users.keys().map(|user| format!("`{user}`")).collect();
        let message =
            format!("`{id}` is marked with `@{mark}`, but is that of several operations: {}", names.join(", "));
        let mut diagnostic = Diagnostic::new(Code::OPERATION_END_MISUSE, place, message);
        for user in users.values().take(5) {
            diagnostic = diagnostic.related(user.place, "used here");
        }
        found.push(diagnostic.about(id).help("give each operation a structure of its own"));
    }
    found.into_iter().for_each(|diagnostic| context.push(diagnostic));
}

/// The name of an input or output begins with that of its operation, and no other shape has a name that looks like it.
pub(super) fn names(context: &mut Context<'_>) {
    let model = context.model;
    for (shape, operation) in all(model) {
        let ends = [
            (&operation.input, INPUT, "input", ["Request", "Input"]),
            (&operation.output, OUTPUT, "output", ["Response", "Output"]),
        ];
        for (end, mark, what, suffixes) in ends {
            let name = shape.id.name();
            let is_marked = model.shape(&end.id).is_some_and(|target| target.traits.has(mark));
            if is_marked && !end.id.name().starts_with(name) {
                let message =
                    format!("the name of `{}` does not begin with `{name}`, of which it is the {what}", end.id);
                let diagnostic = Diagnostic::new(Code::OPERATION_END_NAME, end.place, message).about(&shape.id);
                let help = format!("call it `{name}{}`", suffixes[1]);
                context.push(diagnostic.with_event_suffix(what).help(help));
            }
            let namespace = shape.id.namespace();
            let candidates: BTreeSet<String> =
                suffixes.iter().map(|suffix| format!("{namespace}#{name}{suffix}")).collect();
            for other in candidates.iter().filter_map(|id| model.shape(id)).filter(|other| other.id != end.id) {
                let message =
                    format!("by its name `{}` is the {what} of `{}`, but that is `{}`", other.id, shape.id, end.id);
                let diagnostic = Diagnostic::new(Code::OPERATION_NAME_AMBIGUITY, other.place, message).about(&other.id);
                let diagnostic = diagnostic.related(end.place, format!("the {what}"));
                context.push(diagnostic.help("rename it, or make it what its name says"));
            }
        }
    }
}
