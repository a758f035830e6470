//! What a trait demands of the shapes that are connected with those that have it (Smithy 2.0, "traitValidators trait").

use crate::diagnostics::{Code, Diagnostic, Severity, clip};
use crate::model::{Entry, Node, ShapeId};
use crate::selector::Selector;
use crate::shape_id::is_identifier;
use crate::validate::Context;

const TRAIT_VALIDATORS: &str = "smithy.api#traitValidators";

/// Reports event ids that are not valid.
pub(super) fn ids(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(TRAIT_VALIDATORS) {
        for entry in applied.node.as_object().unwrap_or_default().iter().filter(|entry| !is_event_id(&entry.key)) {
            let message = format!("`{}` is not a valid id of events", clip(&entry.key));
            let diagnostic = Diagnostic::new(Code::TRAIT_VALIDATORS, entry.place(), message).about(subject.id());
            context.push(diagnostic.help("write identifiers with dots between them, such as `myProtocol.NoDocuments`"));
        }
    }
}

/// Applies the validators of the traits that are applied.
pub(super) fn validate(context: &mut Context<'_>) {
    for definition in context.definitions() {
        let Some(validators) = definition.shape.traits.get(TRAIT_VALIDATORS) else { continue };
        for entry in validators.node.as_object().unwrap_or_default().iter().filter(|entry| is_event_id(&entry.key)) {
            apply(context, &definition.shape.id, entry);
        }
    }
}

fn is_event_id(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

fn apply(context: &mut Context<'_>, id: &ShapeId, validator: &Entry) {
    let selector = validator.value.get("selector").and_then(Node::as_str);
    let Some(Ok(selector)) = selector.map(Selector::parse) else { return };
    let severity = validator.value.get("severity").and_then(Node::as_str);
    let severity = severity.and_then(severity_of).unwrap_or(Severity::Error);
    let text = validator.value.get("message").and_then(Node::as_str);
    let neighbors = context.neighbors();
    for (subject, applied) in context.applied(id.as_str()) {
        let Some(start) = neighbors.vertex(subject.id()) else { continue };
        for found in selector.select_from(&neighbors, start) {
            let reason = text.map(|text| format!(": {}", clip(text))).unwrap_or_default();
            let message = format!("`{}` does not suit trait `{id}` of `{}`{reason}", found.id(), subject.id());
            let is_own = found.place().source().is_some();
            let place = if is_own { found.place() } else { applied.place().to_key() };
            let diagnostic = Diagnostic::new(Code::TRAIT_VALIDATOR, place, message).about(found.id());
            let diagnostic = diagnostic.with_event(&*validator.key).with_severity(severity);
            context.push(diagnostic.related(applied.place().to_key(), "the trait"));
        }
    }
}

fn severity_of(name: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.name().eq_ignore_ascii_case(name))
}
