//! `EmitEachSelector` and `EmitNoneSelector`: findings that selectors make (Smithy 2.0, "Built-in validators").

use std::collections::BTreeSet;

use super::{Context, Fault, ValidatorDefinition};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{ShapeId, Subject};
use crate::selector::{MessageTemplate, Selector};

/// Reports each shape that a selector selects.
pub(super) fn each(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let selector = selector(definition)?;
    let bound = definition.text("bindToTrait")?.map(|text| {
        ShapeId::parse(text).ok_or_else(|| {
            definition.fault("bindToTrait", format!("`bindToTrait` must be an absolute shape id, not `{text}`"))
        })
    });
    let bound = bound.transpose()?;
    let template = definition.text("messageTemplate")?.map(|text| {
        MessageTemplate::parse(text)
            .map_err(|error| definition.fault("messageTemplate", format!("`messageTemplate` is malformed: {error}")))
    });
    let template = template.transpose()?;
    let neighbors = context.neighbors();
    let found: Vec<(Subject<'_>, String)> = match &template {
        None => {
            let selected = selector.select(&neighbors).into_iter();
            selected.map(|subject| (subject, format!("the shape matches the selector `{selector}`"))).collect()
        }
        Some(template) => {
            let matches = selector.select_with_variables(&neighbors).into_iter();
            matches.map(|found| (found.subject, template.expand(&neighbors, &found))).collect()
        }
    };
    // A shape may be selected with several values of variables that the message does not show.
    let mut seen = BTreeSet::new();
    for (subject, message) in found {
        let place = match &bound {
            Some(bound) => match subject.traits().get(bound.as_str()) {
                Some(applied) => applied.place().to_key(),
                None => continue,
            },
            None => subject.place(),
        };
        if is_own(context, subject.id()) && seen.insert((subject.id(), message.clone())) {
            context.push(Diagnostic::new(Code::EMIT_EACH_SELECTOR, place, message).about(subject.id()));
        }
    }
    Ok(())
}

/// Reports that a selector selects nothing.
pub(super) fn none(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let selector = selector(definition)?;
    let selected = selector.select(&context.neighbors());
    if !selected.iter().any(|subject| is_own(context, subject.id())) {
        let message = format!("no shape matches the selector `{selector}`");
        context.push(Diagnostic::new(Code::EMIT_NONE_SELECTOR, definition.place, message));
    }
    Ok(())
}

fn selector(definition: &ValidatorDefinition<'_>) -> Result<Selector, Fault> {
    definition.selector("selector")?.ok_or_else(|| definition.fault("selector", "the configuration has no `selector`"))
}

/// Whether a shape is one that the model can be blamed for: not of the prelude.
fn is_own(context: &Context<'_>, id: &ShapeId) -> bool {
    context.model.shapes.is_own(id.shape()) && id.namespace() != "smithy.api"
}
