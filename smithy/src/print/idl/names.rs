//! How a file names shapes (Smithy 2.0, "Relative shape ID resolution").

use std::collections::{BTreeMap, HashSet};

use super::shapes::is_written;
use crate::model::{Kind, Model, Reference, Shape, ShapeId};

/// The names in a file: its own shapes, what it uses of other namespaces, and the prelude.
pub(super) struct Names<'m> {
    namespace: &'m str,
    own: HashSet<&'m str>,
    used: BTreeMap<&'m str, &'m ShapeId>,
}

impl<'m> Names<'m> {
    pub(super) fn new(model: &'m Model, namespace: &'m str, shapes: &[&'m Shape]) -> Self {
        let own = shapes.iter().map(|shape| shape.id.name()).collect();
        let mut names = Self { namespace, own, used: BTreeMap::new() };
        for shape in shapes {
            names.shape(model, shape);
        }
        names
    }

    /// The ids of `use` statements, sorted.
    pub(super) fn used(&self) -> Vec<&'m ShapeId> {
        let mut used: Vec<_> = self.used.values().copied().collect();
        used.sort();
        used
    }

    /// How the file names a shape or member.
    pub(super) fn of<'i>(&self, id: &'i ShapeId) -> &'i str {
        let is_relative = match id.namespace() {
            namespace if namespace == self.namespace => true,
            "smithy.api" => !self.own.contains(id.name()),
            _ => self.used.get(id.name()).is_some_and(|used| used.as_str() == id.shape()),
        };
        let text = id.as_str();
        if is_relative { text.split_once('#').map_or(text, |(_, name)| name) } else { text }
    }

    fn shape(&mut self, model: &'m Model, shape: &'m Shape) {
        for subject in shape.subjects() {
            for applied in subject.traits().introduced() {
                self.mention(model, &applied.id);
            }
        }
        let members = shape.members.iter().filter(|member| is_written(member));
        self.all(model, members.map(|member| &member.target));
        self.all(model, &shape.mixins);
        match &shape.kind {
            Kind::Operation(operation) => {
                self.all(model, [&operation.input, &operation.output]);
                self.all(model, &operation.errors);
            }
            Kind::Service(service) => {
                self.all(model, service.operations.iter().chain(&service.resources).chain(&service.errors));
            }
            Kind::Resource(resource) => {
                self.all(model, resource.identifiers.iter().chain(&resource.properties).map(|(_, target)| target));
                self.all(model, resource.all_operations().chain(&resource.resources));
            }
            _ => {}
        }
    }

    fn all(&mut self, model: &'m Model, references: impl IntoIterator<Item = &'m Reference>) {
        for reference in references {
            self.mention(model, &reference.id);
        }
    }

    /// Uses a shape of another namespace unless its name means something else already, or it does not exist.
    fn mention(&mut self, model: &'m Model, id: &'m ShapeId) {
        let (namespace, name) = (id.namespace(), id.name());
        let is_local = namespace == self.namespace || namespace == "smithy.api" || id.member().is_some();
        if is_local || self.own.contains(name) || self.used.contains_key(name) {
            return;
        }
        if model.shape(id).is_some() && model.shape(format!("smithy.api#{name}")).is_none() {
            self.used.insert(name, id);
        }
    }
}
