//! Where traits may be applied: the selectors of their definitions (Smithy 2.0, "trait trait", "selector").

use super::definition::{Definition, TRAIT};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Node, Subject};
use crate::selector::Selector;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for definition in context.definitions() {
        let id = &definition.shape.id;
        if let Some(mixin) = definition.shape.traits.get("smithy.api#mixin") {
            for (subject, applied) in context.applied(id.as_str()) {
                let message = format!("`{id}` is a mixin and cannot be applied as a trait");
                let diagnostic = Diagnostic::new(Code::TRAIT_TARGET, applied.place().to_key(), message);
                let diagnostic = diagnostic.about(subject.id()).related(mixin.place().to_key(), "the mixin");
                context.push(diagnostic.help("define a trait that uses the mixin"));
            }
            continue;
        }
        for (subject, applied) in misapplied(context, definition) {
            context.push(finding(definition, subject, applied));
        }
    }
}

/// The shapes that have a trait which its selector does not allow them. A selector that cannot be read, and a target that
/// does not exist, are reported as such.
pub(super) fn misapplied<'m>(context: &Context<'m>, definition: Definition<'m>) -> Vec<(Subject<'m>, &'m Applied)> {
    let selector = Some(definition.selector()).filter(|text| *text != "*");
    let Some(Ok(selector)) = selector.map(Selector::parse) else { return Vec::new() };
    let neighbors = context.neighbors();
    let mut matcher = selector.matcher(&neighbors);
    let mut applied = context.applied(definition.shape.id.as_str());
    applied.retain(|(subject, _)| subject.target(context.model).is_some() && !matcher.matches(subject.id()));
    applied
}

fn finding(definition: Definition<'_>, subject: Subject<'_>, applied: &Applied) -> Diagnostic {
    let message = format!("trait `{}` cannot be applied to `{}`", applied.id, subject.id());
    // A trait that stands for a default of version 1.0 is written nowhere.
    let place = if applied.place().source().is_some() { applied.place().to_key() } else { subject.place() };
    let diagnostic = Diagnostic::new(Code::TRAIT_TARGET, place, message).about(subject.id());
    // Some selectors span lines.
    let selector: Vec<&str> = definition.selector().split_whitespace().collect();
    diagnostic.help(format!("it applies to what the selector `{}` selects", selector.join(" ")))
}

/// Reports selectors in the definitions of traits that cannot be read.
pub(super) fn selectors(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(TRAIT) {
        selector(context, subject, &applied.id, applied.node.get("selector"));
    }
    for (subject, applied) in context.applied("smithy.api#idRef") {
        selector(context, subject, &applied.id, applied.node.get("selector"));
    }
    for (subject, applied) in context.applied("smithy.api#traitValidators") {
        for entry in applied.node.as_object().unwrap_or_default() {
            selector(context, subject, &applied.id, entry.value.get("selector"));
        }
    }
}

fn selector(context: &mut Context<'_>, subject: Subject<'_>, of: &crate::model::ShapeId, node: Option<&Node>) {
    let Some((node, text)) = node.and_then(|node| Some((node, node.as_str()?))) else { return };
    if let Err(error) = Selector::parse(text) {
        let message = format!("the selector of trait `{of}` is not valid: {error}");
        context.push(Diagnostic::new(Code::TRAIT_SELECTOR, node.place, message).about(subject.id()));
    }
}
