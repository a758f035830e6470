//! What belongs to each service (Smithy 2.0, "Service closure").

use std::collections::{BTreeMap, HashMap};

use crate::model::{Kind, Model, Operation, Reference, Resource, Service, Shape, ShapeId, UNIT};

/// A service, and what belongs to it; all lists are sorted by id.
pub(crate) struct Scope<'m> {
    /// The shape of the service.
    pub(crate) shape: &'m Shape,
    /// What only a service has.
    pub(crate) service: &'m Service,
    /// The resources of the service and of its resources.
    pub(crate) resources: Vec<(&'m Shape, &'m Resource)>,
    /// The operations of the service and of its resources.
    pub(crate) operations: Vec<(&'m Shape, &'m Operation)>,
    /// All shapes that it reaches, itself and mixins included.
    pub(crate) closure: Vec<&'m Shape>,
    renames: HashMap<&'m ShapeId, &'m str>,
}

impl<'m> Scope<'m> {
    /// The name that a shape has within the service.
    pub(crate) fn name_of(&self, id: &'m ShapeId) -> &'m str {
        self.renames.get(id).copied().unwrap_or_else(|| id.name())
    }

    /// Whether the service renames a shape.
    pub(crate) fn renames(&self, id: &ShapeId) -> bool {
        self.renames.contains_key(id)
    }

    /// Whether the service reaches a shape.
    pub(crate) fn reaches(&self, id: &ShapeId) -> bool {
        self.closure.binary_search_by(|shape| shape.id.cmp(id)).is_ok()
    }

    /// Whether an operation belongs to the service.
    pub(crate) fn has_operation(&self, id: &ShapeId) -> bool {
        self.operations.binary_search_by(|(shape, _)| shape.id.cmp(id)).is_ok()
    }
}

pub(super) fn scopes(model: &Model) -> Vec<Scope<'_>> {
    model.services().map(|(shape, service)| of_service(model, shape, service)).collect()
}

fn of_service<'m>(model: &'m Model, shape: &'m Shape, service: &'m Service) -> Scope<'m> {
    Scope {
        shape,
        service,
        resources: resources(model, service),
        operations: model.operations(service),
        closure: closure(model, shape),
        renames: service.rename.iter().map(|rename| (&rename.shape.id, &*rename.name)).collect(),
    }
}

fn resources<'m>(model: &'m Model, service: &'m Service) -> Vec<(&'m Shape, &'m Resource)> {
    let mut found = BTreeMap::new();
    let mut open: Vec<&Reference> = service.resources.iter().collect();
    while let Some(reference) = open.pop() {
        let Some(shape) = model.shape(&reference.id) else { continue };
        let Some(resource) = shape.as_resource() else { continue };
        if found.insert(&shape.id, (shape, resource)).is_none() {
            open.extend(&resource.resources);
        }
    }
    found.into_values().collect()
}

/// The unit type of operations without input or output is not among them, that of members is.
fn closure<'m>(model: &'m Model, service: &'m Shape) -> Vec<&'m Shape> {
    let mut found: BTreeMap<&ShapeId, &Shape> = BTreeMap::new();
    let mut open = vec![service];
    while let Some(shape) = open.pop() {
        if found.insert(&shape.id, shape).is_none() {
            let targets = mentioned(shape).filter_map(|reference| model.shape(&reference.id));
            open.extend(targets.filter(|target| !found.contains_key(&target.id)));
        }
    }
    found.into_values().collect()
}

fn mentioned(shape: &Shape) -> Box<dyn Iterator<Item = &Reference> + '_> {
    let mixins = shape.mixins.iter();
    match &shape.kind {
        Kind::Operation(operation) => {
            let ends = [&operation.input, &operation.output].into_iter().filter(|end| end.id != UNIT);
            Box::new(ends.chain(&operation.errors).chain(mixins))
        }
        Kind::Service(service) => {
            Box::new(service.operations.iter().chain(&service.resources).chain(&service.errors).chain(mixins))
        }
        Kind::Resource(resource) => {
            let named = resource.identifiers.iter().chain(&resource.properties).map(|(_, reference)| reference);
            Box::new(resource.all_operations().chain(&resource.resources).chain(named).chain(mixins))
        }
        Kind::Enum | Kind::IntEnum => Box::new(mixins),
        _ => Box::new(shape.members.iter().map(|member| &member.target).chain(mixins)),
    }
}
