//! What a shape refers to, each with what it is for it.

use crate::model::{Kind, Reference, Shape, Subject};

/// A reference, and what it is for the shape that has it, such as `input`.
pub(super) type Role<'m> = (&'static str, &'m Reference);

/// What a shape, or a member by itself, refers to; a resource's operations are named once.
pub(super) fn of(subject: Subject<'_>) -> Vec<Role<'_>> {
    match subject.member {
        Some(member) => vec![("target", &member.target)],
        None => of_shape(subject.shape),
    }
}

fn of_shape(shape: &Shape) -> Vec<Role<'_>> {
    let mut found: Vec<Role<'_>> = shape.mixins.iter().map(|mixin| ("mixin", mixin)).collect();
    let mut add = |role, references: &mut dyn Iterator<Item = _>| found.extend(references.map(|one| (role, one)));
    match &shape.kind {
        Kind::Operation(operation) => {
            add("input", &mut [&operation.input].into_iter());
            add("output", &mut [&operation.output].into_iter());
            add("error", &mut operation.errors.iter());
        }
        Kind::Service(service) => {
            add("operation", &mut service.operations.iter());
            add("resource", &mut service.resources.iter());
            add("error", &mut service.errors.iter());
        }
        Kind::Resource(resource) => {
            add("identifier", &mut resource.identifiers.iter().map(|(_, reference)| reference));
            add("property", &mut resource.properties.iter().map(|(_, reference)| reference));
            add("operation", &mut resource.all_operations());
            add("resource", &mut resource.resources.iter());
        }
        _ => {}
    }
    found
}
