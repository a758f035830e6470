//! `CfnResourceProperty`: the properties of resources in AWS CloudFormation (Smithy 2.0, "AWS CloudFormation traits").

use std::collections::{BTreeMap, BTreeSet};

use super::list;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Model, Node, Reference, Resource, Shape};
use crate::validate::Context;
use crate::validate::index::bindings;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("aws.cloudformation#cfnResource") {
        let Some(resource) = subject.shape.as_resource() else { continue };
        let node = &applied.node;
        if let Some((at, name)) = node.get("primaryIdentifier").and_then(|node| Some((node, node.as_str()?))) {
            primary_identifier(context, subject.shape, resource, name, at.place);
        }
        let name = node.get("name").and_then(Node::as_str).unwrap_or(subject.shape.id.name());
        let schemas = node.get("additionalSchemas").and_then(Node::as_array).unwrap_or_default();
        let schemas = schemas.iter().filter_map(|node| model.shape(node.as_str()?));
        for (property, Property { targets, is_explicit }) in properties(model, resource, schemas) {
            if is_explicit || targets.len() < 2 {
                continue;
            }
            let message = format!(
                "property `{property}` of CloudFormation's resource `{name}` would have several types: {}",
                list(targets.keys())
            );
            let place = targets.values().next_back().copied().unwrap_or(Place::NOWHERE);
            let diagnostic = Diagnostic::new(Code::CFN_PROPERTY, place, message).about(subject.id());
            context.push(diagnostic.help("use the same target, or exclude a member with `@cfnExcludeProperty`"));
        }
    }
}

fn primary_identifier(context: &mut Context<'_>, shape: &Shape, resource: &Resource, name: &str, place: Place) {
    let property = resource.properties.iter().find(|(property, _)| **property == *name);
    let (message, help) = match property.map(|(_, reference)| context.model.shape(&reference.id)) {
        None => (format!("`{name}` is not a property of `{}`", shape.id), "name one of its properties"),
        Some(Some(target)) if !target.kind.is_string() => {
            (format!("`{name}` cannot identify `{}`, because it is not a string", shape.id), "name a string")
        }
        Some(_) => return,
    };
    context.push(Diagnostic::new(Code::CFN_PROPERTY, place, message).about(&shape.id).help(help));
}

/// A property as the members of its name make it.
#[derive(Default)]
struct Property<'m> {
    /// The shapes that these target.
    targets: BTreeMap<&'m str, Place>,
    /// Whether one says whether it is read or written, so that the others may be something else.
    is_explicit: bool,
}

type Properties<'m> = BTreeMap<&'m str, Property<'m>>;

/// The properties of a resource.
fn properties<'m>(
    model: &'m Model,
    resource: &'m Resource,
    schemas: impl Iterator<Item = &'m Shape>,
) -> Properties<'m> {
    let mut found = Properties::new();
    for (name, target) in &resource.identifiers {
        found.entry(name).or_default().targets.insert(target.id.as_str(), target.place);
    }
    let operation = |reference: &'m Option<Reference>| model.shape(&reference.as_ref()?.id)?.as_operation();
    let read = operation(&resource.read).map(|operation| (operation, &operation.output));
    let written = [&resource.put, &resource.create, &resource.update].into_iter().filter_map(operation);
    for (operation, end) in read.into_iter().chain(written.map(|operation| (operation, &operation.input))) {
        let identifying = bindings(resource, model.shape(&operation.input.id));
        let identifying: BTreeSet<&str> = identifying.values().map(|member| member.name()).collect();
        if let Some(shape) = model.shape(&end.id) {
            add(&mut found, shape, &identifying);
        }
    }
    for schema in schemas {
        add(&mut found, schema, &BTreeSet::new());
    }
    found
}

fn add<'m>(to: &mut Properties<'m>, shape: &'m Shape, except: &BTreeSet<&str>) {
    for member in &shape.members {
        let is_excluded = member.traits.has("aws.cloudformation#cfnExcludeProperty");
        if is_excluded || except.contains(member.name()) {
            continue;
        }
        let property = to.entry(member.name()).or_default();
        property.targets.entry(member.target.id.as_str()).or_insert(member.target.place);
        property.is_explicit |= member.traits.has("aws.cloudformation#cfnMutability");
    }
}
