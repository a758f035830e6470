//! Private shapes in other namespaces (Smithy 2.0, "private trait").

use super::references;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::{Model, ShapeId, Subject};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for subject in model.subjects() {
        let namespace = subject.id().namespace();
        for (role, reference) in references::of(subject) {
            if is_private(model, &reference.id, namespace) {
                context.push(finding(subject, role, &reference.id, reference.place));
            }
            // What is bound to a private service or resource refers to it, too.
            if matches!(role, "operation" | "resource") && reference.id.namespace() != namespace {
                let bound = model.shape(&reference.id).filter(|_| subject.traits().private());
                if let Some(bound) = bound {
                    context.push(finding(bound.subject(), "container", subject.id(), reference.place));
                }
            }
        }
        for applied in subject.traits().iter().filter(|applied| is_private(model, &applied.id, namespace)) {
            let finding = finding(subject, "trait", &applied.id, applied.place().to_key());
            context.push(finding.with_severity(Severity::Warning));
        }
    }
}

fn is_private(model: &Model, id: &ShapeId, namespace: &str) -> bool {
    id.namespace() != namespace && model.shape(id).is_some_and(|shape| shape.traits.private())
}

fn finding(subject: Subject<'_>, role: &str, id: &ShapeId, place: Place) -> Diagnostic {
    let message = format!("`{id}` is private to its namespace and cannot be used by `{}`", subject.id());
    let diagnostic =
        Diagnostic::new(Code::PRIVATE_ACCESS, place, message).about(subject.id()).label(format!("the {role}"));
    diagnostic.help(format!("use a shape that is not private, or remove `@private` in `{}`", id.namespace()))
}
