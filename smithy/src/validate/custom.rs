//! Validators that a model asks for by its metadata `validators` (Smithy 2.0, "Model validation", "Validators").

mod definition;
mod emit;
pub(super) mod metadata;
mod unreferenced;

pub(crate) use definition::ValidatorDefinition;
pub(crate) use metadata::Fault;

use std::collections::HashSet;

use super::{Context, linters};
use crate::diagnostics::{Code, Diagnostic, Report, Severity};

/// A validator that models ask for by name: reports what it finds under its own name. An error says what is wrong with its
/// configuration.
pub(crate) type CustomValidator = fn(&mut Context<'_>, &ValidatorDefinition<'_>) -> Result<(), Fault>;

/// The validators that Smithy itself has rather than its package of linters (Smithy 2.0, "Built-in validators").
const BUILT_IN: &[(&str, CustomValidator)] = &[
    ("EmitEachSelector", emit::each),
    ("EmitNoneSelector", emit::none),
    ("UnreferencedShape", unreferenced::validate),
];

/// Runs the validators that the metadata asks for.
pub(super) fn validate(context: &mut Context<'_>) {
    let Some(node) = context.model.metadata("validators") else { return };
    let Some(elements) = node.as_array() else {
        let message = format!("metadata `validators` must be an array, not {}", node.describe());
        return context.push(Diagnostic::new(Code::ILL_FORMED, node.place, message));
    };
    for element in elements {
        match ValidatorDefinition::read(element) {
            Ok(definition) => run(context, &definition),
            Err(diagnostic) => context.push(*diagnostic),
        }
    }
}

fn run(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) {
    let mut all = BUILT_IN.iter().chain(linters::VALIDATORS);
    let Some((_, validator)) = all.find(|(name, _)| *name == definition.name) else {
        let known = BUILT_IN.iter().chain(linters::VALIDATORS).map(|(name, _)| *name);
        let message = format!("there is no validator `{}`; it is ignored", definition.name);
        let diagnostic = Diagnostic::new(Code::UNKNOWN_VALIDATOR, definition.place, message);
        let diagnostic = diagnostic.with_event(format!("UnknownValidator_{}", definition.name));
        return context.push(diagnostic.did_you_mean(definition.name, known));
    };
    let before = context.replace_report(Report::new());
    let result = validator(context, definition);
    let found = context.replace_report(before);
    if let Err(mut fault) = result {
        fault.message = format!("validator `{}`: {}", definition.name, fault.message);
        context.push(*fault);
    }
    let selected: Option<HashSet<_>> = definition.selector.as_ref().map(|selector| {
        let selected = selector.select(&context.neighbors()).into_iter();
        selected.map(|subject| subject.id().clone()).collect()
    });
    for diagnostic in found.into_diagnostics() {
        let shape = diagnostic.shape.as_ref();
        let is_in_namespace =
            definition.namespaces.is_empty() || shape.is_some_and(|id| definition.namespaces.contains(&id.namespace()));
        let is_selected = selected.as_ref().is_none_or(|selected| shape.is_some_and(|id| selected.contains(id)));
        if is_in_namespace && is_selected {
            context.push(adapt(diagnostic, definition));
        }
    }
}

/// Gives a finding what its definition asks for: severity, message and event id.
fn adapt(mut diagnostic: Diagnostic, definition: &ValidatorDefinition<'_>) -> Diagnostic {
    if let Some(severity) = definition.severity
        && diagnostic.severity != Severity::Error
    {
        diagnostic.severity = severity;
    }
    if let Some(message) = definition.message {
        diagnostic.message = message.replace("{super}", &diagnostic.message);
    }
    let event = diagnostic.event_id().unwrap_or(definition.name);
    let event = match event.strip_prefix(definition.name) {
        Some(rest) => format!("{}{rest}", definition.id),
        None => event.to_owned(),
    };
    let diagnostic = diagnostic.with_event(event);
    if diagnostic.help.is_some() || definition.id == definition.name {
        return diagnostic;
    }
    diagnostic.help(format!("the model's validator `{}` reports it", definition.id))
}
