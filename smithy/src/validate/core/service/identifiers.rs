//! `ResourceIdentifier` and `ResourceIdentifierBinding`: the identifiers of resources, and the members of operations that
//! carry them (Smithy 2.0, "Resource identifiers", "Binding identifiers to operations").

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Member, Model, Resource, Shape};
use crate::validate::Context;
use crate::validate::index::{Binding, bindings, explicit, is_implicit};

fn resources(model: &Model) -> impl Iterator<Item = (&Shape, &Resource)> {
    model.shapes().filter_map(|shape| Some((shape, shape.as_resource()?)))
}

fn children<'m>(model: &'m Model, resource: &'m Resource) -> impl Iterator<Item = (&'m Shape, &'m Resource)> {
    resource.resources.iter().filter_map(|child| {
        let shape = model.shape(&child.id)?;
        Some((shape, shape.as_resource()?))
    })
}

/// A resource has the identifiers of its parent, and no property with the name of one.
pub(super) fn parents(context: &mut Context<'_>) {
    for (shape, resource) in resources(context.model) {
        let lower: BTreeSet<String> = resource.properties.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        for (name, reference) in &resource.identifiers {
            if lower.contains(&name.to_ascii_lowercase()) {
                let message = format!("identifier `{name}` of `{}` is also the name of a property", shape.id);
                let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER, reference.place, message);
                context.push(diagnostic.about(&shape.id).help("rename the identifier or the property"));
            }
        }
        for (child_shape, child) in children(context.model, resource) {
            compare(context, shape, resource, child_shape, child);
        }
    }
}

fn compare(context: &mut Context<'_>, shape: &Shape, resource: &Resource, child_shape: &Shape, child: &Resource) {
    let own: HashMap<&str, _> = child.identifiers.iter().map(|(name, target)| (&**name, target)).collect();
    let mut missing = Vec::new();
    let mut different = Vec::new();
    for (name, target) in &resource.identifiers {
        match own.get(&**name) {
            None => missing.push(format!("`{name}`")),
            Some(found) if found.id != target.id => different.push((name, target, *found)),
            Some(_) => {}
        }
    }
    if !missing.is_empty() {
        let message = format!(
            "`{}` is bound to `{}`, but lacks these identifiers of it: {}",
            child_shape.id,
            shape.id,
            missing.join(", ")
        );
        let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER, child_shape.place, message).about(&child_shape.id);
        context.push(diagnostic.related(shape.place, "parent resource").help("add them to `identifiers`"));
    }
    if let Some((_, target, found)) = different.first() {
        let names: Vec<String> =
            different.iter().map(|(name, target, _)| format!("`{name}` must target `{}`", target.id)).collect();
        let message =
            format!("`{}` is bound to `{}`, so that identifier {}", child_shape.id, shape.id, names.join(", "));
        let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER, found.place, message).about(&child_shape.id);
        context.push(diagnostic.related(target.place, "identifier of the parent").help("use the same target"));
    }
}

/// Operations on an instance have all identifiers in their input, operations on a collection have not, and all have those
/// of the parents of the resource.
pub(super) fn operations(context: &mut Context<'_>) {
    let model = context.model;
    for (shape, resource) in resources(model) {
        for (child_shape, child) in children(model, resource) {
            inherited(context, [shape, child_shape], [resource, child]);
        }
        let mut seen = BTreeSet::new();
        for reference in resource.all_operations().filter(|reference| seen.insert(&reference.id)) {
            let Some((operation, input)) = input(model, &reference.id) else { continue };
            let bound = bindings(resource, input);
            let missing: Vec<_> =
                resource.identifiers.iter().filter(|(name, _)| !bound.contains_key(&**name)).collect();
            let (message, help) = match Binding::of(resource, &operation.id) {
                Binding::Instance if !missing.is_empty() => {
                    let names: Vec<String> = missing
                        .iter()
                        .map(|(name, target)| format!("`{name}`, which is a required `{}`", target.id))
                        .collect();
                    let message = format!(
                        "operations on an instance of `{}` must bind its identifiers, but `{}` does not bind {}",
                        shape.id,
                        operation.id,
                        names.join("; ")
                    );
                    (message, "add required members for them to the input, or apply `@resourceIdentifier` to members")
                }
                Binding::Collection if missing.is_empty() && !resource.identifiers.is_empty() => {
                    let message = format!(
                        "`{}` is an operation on the collection of `{}`, but its input identifies an instance",
                        operation.id, shape.id
                    );
                    (message, "bind it as an operation on an instance, or remove an identifier from its input")
                }
                _ => continue,
            };
            let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER_BINDING, reference.place, message);
            context.push(diagnostic.about(&operation.id).help(help));
        }
    }
}

/// Operations of a child have the identifiers of the parent.
fn inherited(context: &mut Context<'_>, [parent_shape, child_shape]: [&Shape; 2], [parent, child]: [&Resource; 2]) {
    let mut seen = BTreeSet::new();
    for reference in child.all_operations().filter(|reference| seen.insert(&reference.id)) {
        let Some((operation, input)) = input(context.model, &reference.id) else { continue };
        let bound = bindings(child, input);
        let names = parent.identifiers.iter().map(|(name, _)| &**name);
        let missing: Vec<String> =
            names.filter(|name| !bound.contains_key(name)).map(|name| format!("`{name}`")).collect();
        if !missing.is_empty() {
            let message = format!(
                "`{}` is bound to `{}`, a child of `{}`, but does not bind these identifiers of the parent: {}",
                operation.id,
                child_shape.id,
                parent_shape.id,
                missing.join(", ")
            );
            let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER_BINDING, reference.place, message);
            context.push(diagnostic.about(&operation.id).help("add required members for them to the input"));
        }
    }
}

/// An operation, and its input if that exists.
fn input<'m>(model: &'m Model, id: &crate::model::ShapeId) -> Option<(&'m Shape, Option<&'m Shape>)> {
    let shape = model.shape(id)?;
    Some((shape, model.shape(&shape.as_operation()?.input.id)))
}

/// An identifier is bound to one member, and explicit bindings do not hide implicit ones.
pub(super) fn conflicts(context: &mut Context<'_>) {
    let model = context.model;
    for (_, resource) in resources(model) {
        let mut seen = BTreeSet::new();
        let operations = resource.all_operations().filter_map(|reference| model.shape(&reference.id)?.as_operation());
        for end in operations.flat_map(|operation| [&operation.input, &operation.output]) {
            let Some(end) = model.shape(&end.id).filter(|end| seen.insert(&end.id)) else { continue };
            let mut by_name: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
            for member in &end.members {
                if let Some(name) = explicit(member) {
                    by_name.entry(name).or_default().push(member);
                }
            }
            for (name, members) in by_name {
                hidden(context, end, resource, name, &members);
            }
        }
    }
}

fn hidden(context: &mut Context<'_>, end: &Shape, resource: &Resource, name: &str, members: &[&Member]) {
    let Some(last) = members.last() else { return };
    let place = last.traits.place_of("smithy.api#resourceIdentifier", last.place);
    let names: Vec<String> = members.iter().map(|member| format!("`{}`", member.name())).collect();
    let names = names.join(", ");
    if members.len() > 1 {
        let message = format!("several members of `{}` are bound to identifier `{name}`: {names}", end.id);
        let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER_BINDING, place, message).about(&end.id);
        context.push(diagnostic.help("keep `@resourceIdentifier` on one of them"));
    }
    let implicit = end.member(name).filter(|member| explicit(member).is_none() && is_implicit(resource, member));
    if let Some(implicit) = implicit {
        let message = format!("member `{name}` of `{}` would be the identifier, but {names} is bound to it", end.id);
        let diagnostic = Diagnostic::new(Code::RESOURCE_IDENTIFIER_BINDING, place, message).about(&end.id);
        let diagnostic = diagnostic.with_severity(Severity::Warning).related(implicit.place, "implicit identifier");
        context.push(diagnostic.help("rename the member, or remove `@resourceIdentifier` from the others"));
    }
}
