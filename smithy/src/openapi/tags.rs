//! The groups of operations: by the tags of the model, or else by resource.

use std::collections::{BTreeMap, BTreeSet};

use super::notes;
use super::object::Object;
use crate::model::{Model, Node, Reference, Shape, ShapeId};

/// The groups of a service's operations.
pub(super) struct Tags<'m> {
    /// The resource of each operation that has one.
    resources: BTreeMap<&'m ShapeId, &'m Shape>,
    /// The names that are used, with the resource that each stands for.
    used: BTreeMap<String, Option<&'m Shape>>,
}

impl<'m> Tags<'m> {
    pub(super) fn new(model: &'m Model, service: &'m Shape) -> Self {
        let mut resources = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Reference> = service.as_service().iter().flat_map(|service| &service.resources).collect();
        while let Some(shape) = open.pop().and_then(|reference| model.shape(&reference.id)) {
            let Some(resource) = shape.as_resource().filter(|_| seen.insert(&shape.id)) else { continue };
            resources.extend(resource.all_operations().map(|operation| (&operation.id, shape)));
            open.extend(&resource.resources);
        }
        Self { resources, used: BTreeMap::new() }
    }

    /// The groups of an operation.
    pub(super) fn of(&mut self, operation: &Shape) -> Vec<Node> {
        let tags: Vec<String> = match operation.traits.tags() {
            Some(tags) if !tags.is_empty() => tags.iter().map(ToString::to_string).collect(),
            _ => {
                let resource = self.resources.get(&operation.id).copied();
                return resource.map_or_else(Vec::new, |resource| {
                    let name = resource.id.name();
                    self.used.insert(name.to_owned(), Some(resource));
                    vec![name.into()]
                });
            }
        };
        for tag in &tags {
            self.used.entry(tag.clone()).or_default();
        }
        tags.into_iter().map(Node::from).collect()
    }

    /// All groups, sorted by name.
    pub(super) fn all(&self) -> Vec<Node> {
        let tag = |(name, resource): (&String, &Option<&Shape>)| {
            let mut tag = Object::new().with("name", &**name);
            tag.put_some("description", resource.and_then(|resource| notes::description(&resource.traits)));
            tag.put_some("externalDocs", resource.and_then(|resource| notes::external_docs(&resource.traits)));
            tag.into()
        };
        self.used.iter().map(tag).collect()
    }
}
