//! `RuleSetParameter`: what the service and its operations bind to parameters fits the rules; `RuleSetParamMissingDocs`
//! (Smithy 2.0, "Binding parameter values").

use std::collections::{BTreeMap, HashSet};

use super::{Rules, context_params, list};
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::{Kind, Model, Operation, Shape, ShapeId, Subject};
use crate::rules::ParameterType;
use crate::validate::Context;

pub(super) const CONTEXT_PARAM: &str = "smithy.rules#contextParam";
pub(super) const CLIENT: &str = "smithy.rules#clientContextParams";

/// A parameter as a trait binds it; the type is not known where it cannot be told.
struct Bound {
    kind: Option<ParameterType>,
    place: Place,
}

/// What is bound so far, by the names of parameters.
struct Bindings<'c, 'm> {
    context: &'c mut Context<'m>,
    all: BTreeMap<&'m str, Bound>,
}

impl<'m> Bindings<'_, 'm> {
    fn add(&mut self, name: &'m str, kind: Option<ParameterType>, place: Place, about: &ShapeId, event: &str) {
        let Some(first) = self.all.get(name) else {
            self.all.insert(name, Bound { kind, place });
            return;
        };
        let (Some(first_kind), Some(kind)) = (first.kind, kind) else { return };
        if first_kind != kind {
            let name = clip(name);
            let (kind, first_kind) = (kind.name(), first_kind.name());
            let message = format!("the parameter `{name}` has the type `{kind}` here, and `{first_kind}` elsewhere");
            let diagnostic = Diagnostic::new(Code::RULES_PARAMETER, place, message).about(about);
            let diagnostic = diagnostic.related(first.place, "the other type");
            self.context.push(diagnostic.with_event_suffix(format_args!("{event}.InconsistentType")));
        }
    }

    /// What an operation binds; the names of it all.
    fn operation(&mut self, shape: &'m Shape, operation: &'m Operation) -> HashSet<&'m str> {
        let mut names = HashSet::new();
        for entry in context_params::entries(shape, context_params::STATIC) {
            let kind = entry.value.get("value").and_then(ParameterType::of);
            self.add(&entry.key, kind, entry.place(), &shape.id, "StaticContextParams");
            names.insert(&*entry.key);
        }
        let model = self.context.model;
        let members = model.shape(&operation.input.id).map(|input| input.subjects()).into_iter().flatten();
        for subject in members {
            let Some(applied) = subject.traits().get(CONTEXT_PARAM) else { continue };
            let Some(name) = applied.node.get("name").and_then(|name| name.as_str()) else { continue };
            let kind = kind_of(model, subject);
            self.add(name, kind, applied.place().to_key(), subject.id(), "ContextParam");
            names.insert(name);
        }
        for entry in context_params::entries(shape, context_params::PATHS) {
            let kind = context_params::kind_of(model, operation, entry);
            self.add(&entry.key, kind, entry.place(), &shape.id, "OperationContextParams");
            names.insert(&*entry.key);
        }
        names
    }
}

/// The type of the parameter that takes the values of a member.
fn kind_of(model: &Model, member: Subject<'_>) -> Option<ParameterType> {
    let is_string = |shape: &Shape| shape.kind.is_string();
    let target = member.target(model)?;
    match target.kind {
        Kind::String | Kind::Enum => Some(ParameterType::String),
        Kind::Boolean => Some(ParameterType::Boolean),
        Kind::List => {
            let element = target.member("member").and_then(|member| model.target(member));
            element.is_some_and(is_string).then_some(ParameterType::StringArray)
        }
        _ => None,
    }
}

pub(super) fn validate<'m>(context: &mut Context<'m>, rules: &Rules<'_, 'm>) {
    let service = rules.scope.shape;
    let mut bindings = Bindings { context, all: BTreeMap::new() };
    let mut by_client = HashSet::new();
    for entry in context_params::entries(service, CLIENT) {
        let kind = entry.value.get("type").and_then(|kind| ParameterType::find(kind.as_str()?));
        bindings.all.insert(&entry.key, Bound { kind, place: entry.place() });
        by_client.insert(&*entry.key);
    }
    // What must have a value, and nothing but an operation can give it one.
    let required = rules.set.parameters.iter().filter(|parameter| {
        let has_value = parameter.default.is_some() || parameter.built_in.is_some();
        parameter.is_required && !has_value && !by_client.contains(parameter.name)
    });
    let required: Vec<&str> = required.map(|parameter| parameter.name).collect();
    let mut unbound = Vec::new();
    for (shape, operation) in &rules.scope.operations {
        let bound = bindings.operation(shape, operation);
        unbound.extend(required.iter().filter(|name| !bound.contains(**name)).map(|name| (*shape, *name)));
    }
    let bound = bindings.all;
    for (shape, name) in unbound {
        let message =
            format!("`{}` does not bind the required parameter `{}` of the endpoint rules", shape.id, clip(name));
        let diagnostic = Diagnostic::new(Code::RULES_PARAMETER, shape.place, message).about(&shape.id);
        let diagnostic = diagnostic.with_event_suffix("Operation.RequiredMissing");
        let help = "apply `@staticContextParams`, `@contextParam` or `@operationContextParams`, or make it optional";
        context.push(diagnostic.help(help));
    }
    matching(context, rules, &bound);
}

/// The parameters of the rules are those that are bound.
fn matching(context: &mut Context<'_>, rules: &Rules<'_, '_>, bound: &BTreeMap<&str, Bound>) {
    let service = rules.scope.shape;
    let unmatched = |place, message| {
        let diagnostic = Diagnostic::new(Code::RULES_PARAMETER, place, message).about(&service.id);
        diagnostic.with_event_suffix("RuleSet.UnmatchedName")
    };
    for parameter in rules.set.parameters.iter().filter(|parameter| parameter.built_in.is_none()) {
        let name = clip(parameter.name);
        match bound.get(parameter.name) {
            None => {
                let message = format!("nothing in the service binds the parameter `{name}`");
                let diagnostic = unmatched(parameter.place, message);
                context.push(diagnostic.did_you_mean(parameter.name, bound.keys().copied()));
            }
            Some(Bound { kind: Some(kind), place }) if *kind != parameter.kind => {
                let (kind, expected) = (kind.name(), parameter.kind.name());
                let message = format!("the parameter `{name}` has the type `{expected}`, but `{kind}` is bound to it");
                let diagnostic = Diagnostic::new(Code::RULES_PARAMETER, parameter.place, message).about(&service.id);
                let diagnostic = diagnostic.with_event_suffix("RuleSet.TypeMismatch");
                context.push(diagnostic.related(*place, "bound here"));
            }
            Some(_) => {}
        }
    }
    for (name, bound) in bound.iter().filter(|(name, _)| rules.set.parameter(name).is_none()) {
        let message = format!("the endpoint rules have no parameter `{}`", clip(name));
        let known = list(rules.set.parameters.iter().map(|parameter| parameter.name));
        context.push(unmatched(bound.place, message).help(format!("they have {known}")));
    }
}

pub(super) fn documentation(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    for parameter in rules.set.parameters.iter().filter(|parameter| !parameter.has_documentation) {
        let message = format!("the parameter `{}` has no documentation", clip(parameter.name));
        let diagnostic = Diagnostic::new(Code::RULES_DOCUMENTATION, parameter.place, message);
        context.push(diagnostic.about(&rules.scope.shape.id));
    }
}
