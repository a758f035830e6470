//! What a service reaches.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Model, Operation, Reference, Service, Shape, ShapeId};

pub(super) fn operations<'m>(model: &'m Model, service: &'m Service) -> Vec<(&'m Shape, &'m Operation)> {
    let mut found: BTreeMap<&ShapeId, (&Shape, &Operation)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut add = |references: &mut dyn Iterator<Item = &'m Reference>| {
        for shape in references.filter_map(|reference| model.shape(&reference.id)) {
            if let Some(operation) = shape.as_operation() {
                found.insert(&shape.id, (shape, operation));
            }
        }
    };
    add(&mut service.operations.iter());
    let mut resources: Vec<&Reference> = service.resources.iter().collect();
    while let Some(reference) = resources.pop() {
        if !seen.insert(&reference.id) {
            continue;
        }
        if let Some(resource) = model.shape(&reference.id).and_then(Shape::as_resource) {
            add(&mut resource.all_operations());
            resources.extend(&resource.resources);
        }
    }
    found.into_values().collect()
}

pub(super) fn closure<'m>(model: &'m Model, service: &'m Shape) -> Vec<&'m Shape> {
    let mut found: BTreeMap<&ShapeId, &Shape> = BTreeMap::new();
    let mut open = vec![service];
    while let Some(shape) = open.pop() {
        if found.insert(&shape.id, shape).is_some() {
            continue;
        }
        let targets = mentioned(shape).filter_map(|reference| model.shape(&reference.id));
        open.extend(targets);
    }
    found.into_values().collect()
}

/// The shapes that a shape mentions, other than its mixins.
fn mentioned(shape: &Shape) -> Box<dyn Iterator<Item = &Reference> + '_> {
    let members = shape.members.iter().map(|member| &member.target);
    match &shape.kind {
        Kind::Operation(operation) => {
            Box::new([&operation.input, &operation.output].into_iter().chain(&operation.errors))
        }
        Kind::Service(service) => Box::new(service.operations.iter().chain(&service.resources).chain(&service.errors)),
        Kind::Resource(resource) => {
            let named = resource.identifiers.iter().chain(&resource.properties);
            Box::new(resource.all_operations().chain(&resource.resources).chain(named.map(|(_, reference)| reference)))
        }
        // The members of enums target the unit type, which is not a shape of theirs.
        Kind::Enum | Kind::IntEnum => Box::new(std::iter::empty()),
        _ => Box::new(members),
    }
}
