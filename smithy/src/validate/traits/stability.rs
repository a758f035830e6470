//! Use of traits that may change or that should no longer be used (Smithy 2.0, "unstable trait", "deprecated trait").

use std::collections::HashSet;

use super::{references, target};
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::{Kind, Node, ShapeId};
use crate::validate::Context;

const ENUM: &str = "smithy.api#enum";
const DEPRECATED: &str = "smithy.api#deprecated";

pub(super) fn traits(context: &mut Context<'_>) {
    for definition in context.definitions() {
        let id = &definition.shape.id;
        if definition.shape.traits.unstable() {
            // One that cannot be applied is to be removed anyway.
            let misapplied: HashSet<&ShapeId> =
                target::misapplied(context, definition).into_iter().map(|(subject, _)| subject.id()).collect();
            let applied = context.applied(id.as_str()).into_iter();
            for (subject, applied) in applied.filter(|(subject, _)| !misapplied.contains(subject.id())) {
                let message = format!("trait `{id}` is unstable: its definition may change");
                let diagnostic = Diagnostic::new(Code::UNSTABLE_TRAIT, applied.place().to_key(), message);
                context.push(diagnostic.about(subject.id()).with_event_suffix(id));
            }
        }
        // Models of version 1.0 have no other enums; where the trait is wrong in any case, `enums` says so.
        if let Some(deprecated) = definition.shape.traits.get(DEPRECATED).filter(|_| *id != ENUM) {
            for (subject, applied) in context.applied(id.as_str()) {
                let message = format!("trait `{id}` is deprecated{}", since(&deprecated.node));
                let diagnostic = Diagnostic::new(Code::DEPRECATED_TRAIT, applied.place().to_key(), message);
                context.push(advised(diagnostic.about(subject.id()), &deprecated.node));
            }
        }
    }
}

/// The trait `enum` on an enum, which Smithy 2.0 has for what the trait was for (Smithy 2.0, "enum trait").
pub(super) fn enums(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(ENUM) {
        if subject.member.is_none() && matches!(subject.shape.kind, Kind::Enum) {
            let message = format!("`{}` is an enum: the trait `smithy.api#enum` is for strings only", subject.id());
            let diagnostic = Diagnostic::new(Code::MODEL_DEPRECATION, applied.place().to_key(), message);
            context.push(diagnostic.about(subject.id()).help("remove the trait; add its values as members"));
        }
    }
}

/// References to shapes that are deprecated.
pub(super) fn shapes(context: &mut Context<'_>) {
    let model = context.model;
    for subject in model.subjects() {
        for (role, reference) in references::of(subject) {
            let deprecated = model.shape(&reference.id).and_then(|shape| shape.traits.get(DEPRECATED));
            if let Some(deprecated) = deprecated {
                let message = format!("`{}` is deprecated{}", reference.id, since(&deprecated.node));
                let diagnostic = Diagnostic::new(Code::DEPRECATED_SHAPE, reference.place, message).about(subject.id());
                let diagnostic = diagnostic.label(format!("the {role}")).with_event_suffix(&reference.id);
                context.push(advised(diagnostic, &deprecated.node));
            }
        }
    }
}

/// Since when something is deprecated, for messages.
fn since(deprecated: &Node) -> String {
    let since = deprecated.get("since").and_then(Node::as_str);
    since.map(|since| format!(" since {}", clip(since))).unwrap_or_default()
}

/// What the model says of something deprecated, as help.
fn advised(diagnostic: Diagnostic, deprecated: &Node) -> Diagnostic {
    match deprecated.get("message").and_then(Node::as_str) {
        Some(message) => diagnostic.help(format!("the model says: {}", clip(message))),
        None => diagnostic,
    }
}
