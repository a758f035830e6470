//! The names of schemas: those of shapes, and those of messages that are not shapes.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Shape, ShapeId};

/// Names that are taken, and those of the shapes of a service.
pub(super) struct Names<'m> {
    of_shapes: BTreeMap<&'m ShapeId, String>,
    taken: BTreeSet<String>,
}

impl<'m> Names<'m> {
    /// The names of the shapes that a service reaches: the service's own for them (`rename`), or those without namespace.
    /// Those that are only messages have schemas by other names.
    pub(super) fn new(model: &'m Model, service: &'m Shape) -> Self {
        let renames = service.as_service().map(|service| &*service.rename).unwrap_or_default();
        let closure = model.closure(service);
        let targets: BTreeSet<&ShapeId> =
            closure.iter().flat_map(|shape| &shape.members).map(|member| &member.target.id).collect();
        let mut names = Self { of_shapes: BTreeMap::new(), taken: BTreeSet::new() };
        for shape in closure.into_iter().filter(|shape| shape.kind.is_data()) {
            let renamed = renames.iter().find(|rename| rename.shape.id == shape.id);
            let name = renamed.map_or(shape.id.name(), |rename| &rename.name);
            let name = if targets.contains(&shape.id) { names.claim(name) } else { name.to_owned() };
            names.of_shapes.insert(&shape.id, name);
        }
        names
    }

    /// The name of a shape's schema.
    pub(super) fn of<'a>(&'a self, shape: &'a Shape) -> &'a str {
        self.of_shapes.get(&shape.id).map_or(shape.id.name(), |name| name)
    }

    /// A name that no other schema has, whatever its case: the one that is asked for, or that with a number.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
        let free = candidates.find(|name| !self.taken.contains(&name.to_ascii_lowercase()));
        let name = free.unwrap_or_default();
        self.taken.insert(name.to_ascii_lowercase());
        name
    }
}
