//! `SingleOperationBinding`, `SingleResourceBinding`, `ResourceCycle` and `ServiceBoundResourceOperation`: what is bound
//! where (Smithy 2.0, "Service closure", "Resource").

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Reference, ShapeId};
use crate::validate::Context;
use crate::validate::index::{Scope, is_implicit};

/// An operation is bound once within a service.
pub(super) fn operations(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let mut bound = Bound::default();
        bound.add(&scope.shape.id, &scope.service.operations);
        for (shape, resource) in &scope.resources {
            bound.add(&shape.id, resource.all_operations());
        }
        bound.report(context, scope, "operation", Code::SINGLE_OPERATION_BINDING);
    }
}

/// A resource is bound once within a service.
pub(super) fn resources(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let mut bound = Bound::default();
        bound.add(&scope.shape.id, &scope.service.resources);
        for (shape, resource) in &scope.resources {
            bound.add(&shape.id, &resource.resources);
        }
        bound.report(context, scope, "resource", Code::SINGLE_RESOURCE_BINDING);
    }
}

/// The services and resources that bind a shape, with where they do.
#[derive(Default)]
struct Bound<'m> {
    by: BTreeMap<&'m ShapeId, BTreeMap<&'m ShapeId, &'m Reference>>,
}

impl<'m> Bound<'m> {
    fn add(&mut self, binder: &'m ShapeId, references: impl IntoIterator<Item = &'m Reference>) {
        // A resource that contains itself is a cycle.
        for reference in references.into_iter().filter(|reference| reference.id != *binder) {
            self.by.entry(&reference.id).or_default().entry(binder).or_insert(reference);
        }
    }

    fn report(self, context: &mut Context<'_>, scope: &Scope<'_>, what: &str, code: Code) {
        for (id, binders) in self.by.into_iter().filter(|(_, binders)| binders.len() > 1) {
            let names: Vec<String> = binders.keys().map(|binder| format!("`{binder}`")).collect();
            let message =
                format!("{what} `{id}` is bound more than once within `{}`: to {}", scope.shape.id, names.join(", "));
            let mut places = binders.values().map(|reference| reference.place);
            let Some(first) = places.next() else { continue };
            let last = places.next_back().unwrap_or(first);
            let diagnostic = Diagnostic::new(code, last, message).about(id).related(first, "bound here first");
            context.push(diagnostic.help("bind it to one service or resource only"));
        }
    }
}

/// A resource does not contain itself.
pub(in crate::validate) fn cycles(context: &mut Context<'_>) {
    let children: BTreeMap<&ShapeId, &[Reference]> =
        context.model.shapes().filter_map(|shape| Some((&shape.id, &*shape.as_resource()?.resources))).collect();
    let in_cycles = in_cycles(&children);
    for (id, next) in in_cycles {
        let Some(reference) = children.get(id).into_iter().copied().flatten().find(|child| child.id == *next) else {
            continue;
        };
        let message = if *id == reference.id {
            format!("resource `{id}` contains itself")
        } else {
            format!("resource `{id}` contains itself through `{}`", reference.id)
        };
        let diagnostic = Diagnostic::new(Code::RESOURCE_CYCLE, reference.place, message).about(id);
        context.push(diagnostic.help("remove one of the resources in the cycle from the `resources` of another"));
    }
}

/// The resources that lie on a cycle, each with the child that leads back to it: those of which one can get back, which
/// two passes over the resources find (Kosaraju's algorithm, without recursion).
fn in_cycles<'m>(children: &BTreeMap<&'m ShapeId, &'m [Reference]>) -> BTreeMap<&'m ShapeId, &'m ShapeId> {
    let mut done = BTreeSet::new();
    let mut order = Vec::new();
    for &root in children.keys() {
        let mut open = vec![(root, 0)];
        while let Some((id, at)) = open.pop() {
            if at == 0 && !done.insert(id) {
                continue;
            }
            match children.get(id).and_then(|children| children.get(at)) {
                Some(child) => open.extend([(id, at + 1), (&child.id, 0)]),
                None => order.push(id),
            }
        }
    }
    let mut parents: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    for (&parent, children) in children {
        for child in *children {
            parents.entry(&child.id).or_default().push(parent);
        }
    }
    let mut component: HashMap<&ShapeId, usize> = HashMap::new();
    for (number, &root) in order.iter().rev().enumerate() {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if let std::collections::hash_map::Entry::Vacant(entry) = component.entry(id) {
                entry.insert(number);
                open.extend(parents.get(id).into_iter().flatten());
            }
        }
    }
    let back = |(&id, children): (&&'m ShapeId, &&'m [Reference])| {
        let own = component.get(id);
        Some((id, &children.iter().find(|child| component.get(&child.id) == own)?.id))
    };
    children.iter().filter_map(back).collect()
}

/// An operation whose input identifies a resource may belong to that resource.
pub(super) fn better(context: &mut Context<'_>) {
    let model = context.model;
    for scope in &*context.services() {
        // The resources by the names of their identifiers, so that each input is looked at once.
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (_, resource)) in scope.resources.iter().enumerate() {
            for (name, _) in &resource.identifiers {
                by_name.entry(name).or_default().push(at);
            }
        }
        for reference in &scope.service.operations {
            let Some(operation) = model.shape(&reference.id) else { continue };
            let Some(input) = operation.as_operation().and_then(|one| model.shape(&one.input.id)) else { continue };
            let mut found = BTreeSet::new();
            for member in &input.members {
                let named = by_name.get(member.name()).into_iter().flatten();
                let resources = named.filter_map(|&at| scope.resources.get(at));
                let matching = resources.filter(|(_, resource)| is_implicit(resource, member));
                found.extend(matching.map(|(shape, _)| shape.id.as_str()));
            }
            if found.is_empty() {
                continue;
            }
            let names: Vec<String> = found.iter().map(|id| format!("`{id}`")).collect();
            let message = format!(
                "`{}` is bound to service `{}`, but members of its input identify {}",
                operation.id,
                scope.shape.id,
                names.join(", ")
            );
            let diagnostic = Diagnostic::new(Code::SERVICE_BOUND_OPERATION, reference.place, message);
            context.push(diagnostic.about(&operation.id).help("bind it to the resource if it is about one"));
        }
    }
}
