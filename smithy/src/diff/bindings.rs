//! `AddedOperationBinding`, `AddedResourceBinding` and their opposites: the operations and resources of services and
//! resources (Smithy 2.0, "Service types").

use std::collections::HashSet;

use super::comparison::{Change, Comparison, moved};
use crate::diagnostics::{Code, Place, Report, Severity};
use crate::model::{Kind, Reference, Shape, ShapeId};

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let (Some((operations, resources)), Some((new_operations, new_resources))) =
            (bound(change.old.shape), bound(change.new.shape))
        else {
            continue;
        };
        added(Code::ADDED_OPERATION_BINDING, "operation", change, [operations, new_operations], report);
        added(Code::ADDED_RESOURCE_BINDING, "resource", change, [resources, new_resources], report);
        // The operations that the service still has, by way of its resources.
        let is_removed = missing(operations, new_operations).next().is_some();
        let service = change.new.shape.as_service().filter(|_| is_removed);
        let rest = service.map(|service| comparison.new.operations(service)).unwrap_or_default();
        let rest: HashSet<&ShapeId> = rest.into_iter().map(|(shape, _)| &shape.id).collect();
        removed(Code::REMOVED_OPERATION_BINDING, "operation", change, [operations, new_operations], &rest, report);
        let none = HashSet::new();
        removed(Code::REMOVED_RESOURCE_BINDING, "resource", change, [resources, new_resources], &none, report);
    }
}

/// The operations and the resources that are bound to a service or a resource, without those of a lifecycle.
fn bound(shape: &Shape) -> Option<(&[Reference], &[Reference])> {
    match &shape.kind {
        Kind::Service(service) => Some((&service.operations, &service.resources)),
        Kind::Resource(resource) => Some((&resource.operations, &resource.resources)),
        _ => None,
    }
}

/// Those of the first that are not among the second.
fn missing<'m>(of: &'m [Reference], among: &[Reference]) -> impl Iterator<Item = &'m Reference> + use<'m> {
    let known: HashSet<ShapeId> = among.iter().map(|reference| reference.id.clone()).collect();
    of.iter().filter(move |reference| !known.contains(&reference.id))
}

fn parent(shape: &Shape) -> &'static str {
    if shape.as_service().is_some() { "Service" } else { "Resource" }
}

fn added(code: Code, what: &str, change: &Change<'_>, [old, new]: [&[Reference]; 2], report: &mut Report) {
    let shape = change.new.shape;
    for reference in missing(new, old) {
        let (id, kind) = (&reference.id, shape.kind.name());
        let message = format!("{what} `{id}` was added to {kind} `{}`", shape.id);
        let diagnostic = moved(code, reference.place, Place::NOWHERE, message).about(&shape.id);
        report.push(diagnostic.with_event_suffix(format!("To{}.{}", parent(shape), id.name())));
    }
}

fn removed(
    code: Code,
    what: &str,
    change: &Change<'_>,
    [old, new]: [&[Reference]; 2],
    rest: &HashSet<&ShapeId>,
    report: &mut Report,
) {
    let shape = change.new.shape;
    for reference in missing(old, new) {
        let (id, kind) = (&reference.id, shape.kind.name());
        let message = format!("{what} `{id}` was removed from {kind} `{}`", shape.id);
        let diagnostic = moved(code, shape.place, reference.place, message).about(&shape.id);
        let diagnostic = diagnostic.with_event_suffix(format!("From{}.{}", parent(shape), id.name()));
        report.push(match rest.contains(id) {
            true => diagnostic.with_severity(Severity::Note).help("the service still has it, by way of a resource"),
            false => diagnostic.help("keep it, and mark it with `@deprecated`"),
        });
    }
}
