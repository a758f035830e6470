//! Gives shapes other ids.

use std::collections::{HashMap, HashSet};

use super::has_tag;
use crate::load::applied;
use crate::model::{Applied, Kind, Model, Node, Reference, ShapeId, Traits, Value};
use crate::neighbors::{Direction, Neighbors, Relationships};

/// Gives shapes of the files other ids, also where other shapes and the values of traits name them.
pub fn rename_shapes(model: &mut Model, renamed: &HashMap<ShapeId, ShapeId>) {
    let names = Names { renamed };
    let shapes: Vec<_> = model.shapes.take_own().collect();
    for mut shape in shapes {
        names.id(&mut shape.id);
        names.traits(&mut shape.traits);
        names.all(&mut shape.mixins);
        for member in shape.members.iter_mut() {
            names.id(&mut member.id);
            names.id(&mut member.target.id);
            names.traits(&mut member.traits);
            member.mixins.iter_mut().for_each(|mixin| names.id(mixin));
        }
        names.kind(&mut shape.kind);
        if let Some(own) = &mut shape.own {
            names.kind(own);
        }
        model.shapes.insert(shape);
    }
}

struct Names<'a> {
    renamed: &'a HashMap<ShapeId, ShapeId>,
}

impl Names<'_> {
    fn id(&self, id: &mut ShapeId) {
        if let Some(new) = self.renamed.get(id.shape()) {
            *id = id.member().map_or_else(|| new.clone(), |member| new.with_member(member));
        }
    }

    fn all(&self, references: &mut [Reference]) {
        references.iter_mut().for_each(|reference| self.id(&mut reference.id));
    }

    fn kind(&self, kind: &mut Kind) {
        match kind {
            Kind::Operation(operation) => {
                self.id(&mut operation.input.id);
                self.id(&mut operation.output.id);
                self.all(&mut operation.errors);
            }
            Kind::Service(service) => {
                self.all(&mut service.operations);
                self.all(&mut service.resources);
                self.all(&mut service.errors);
                service.rename.iter_mut().for_each(|rename| self.id(&mut rename.shape.id));
            }
            Kind::Resource(resource) => {
                let named = resource.identifiers.iter_mut().chain(&mut resource.properties);
                named.for_each(|(_, target)| self.id(&mut target.id));
                resource.lifecycle_mut().into_iter().flatten().for_each(|operation| self.id(&mut operation.id));
                self.all(&mut resource.operations);
                self.all(&mut resource.collection_operations);
                self.all(&mut resource.resources);
            }
            _ => {}
        }
    }

    fn traits(&self, traits: &mut Traits) {
        let is_affected = |one: &Applied| self.renamed.contains_key(one.id.as_str()) || self.is_named(&one.node);
        if !traits.iter().any(is_affected) {
            return;
        }
        let list = traits.iter().cloned().map(|mut one| {
            if !is_affected(&one) {
                return one;
            }
            self.id(&mut one.id);
            self.node(&mut one.node);
            Applied { is_inherited: one.is_inherited, ..applied(one.id, one.node) }
        });
        *traits = Traits::new(list.collect());
    }

    /// Whether a value names a shape with another id (Smithy 2.0, "idRef trait").
    fn is_named(&self, node: &Node) -> bool {
        match &node.value {
            Value::String(text) => self.renamed.contains_key(text.split('$').next().unwrap_or_default()),
            Value::Array(elements) => elements.iter().any(|element| self.is_named(element)),
            Value::Object(entries) => {
                entries.iter().any(|entry| self.renamed.contains_key(&*entry.key) || self.is_named(&entry.value))
            }
            _ => false,
        }
    }

    fn node(&self, node: &mut Node) {
        match &mut node.value {
            Value::String(text) => self.text(text),
            Value::Array(elements) => elements.iter_mut().for_each(|element| self.node(element)),
            Value::Object(entries) => {
                for entry in entries {
                    self.text(&mut entry.key);
                    self.node(&mut entry.value);
                }
            }
            _ => {}
        }
    }

    fn text(&self, text: &mut Box<str>) {
        if let Some(mut id) = ShapeId::parse(text) {
            self.id(&mut id);
            *text = id.as_str().into();
        }
    }
}

/// Moves the shapes that a service reaches into a namespace, under the names that the service gives them, and shapes with
/// one of the tags, unless their new id is taken (Smithy 2.0, "flattenNamespaces").
pub fn flatten_namespaces<S: AsRef<str>>(model: &mut Model, service: &ShapeId, namespace: &str, tags: &[S]) {
    let Some(found) = model.shape(service).and_then(|shape| shape.as_service()) else {
        return;
    };
    let names: HashMap<ShapeId, Box<str>> =
        found.rename.iter().map(|rename| (rename.shape.id.clone(), rename.name.clone())).collect();
    let reached: HashSet<ShapeId> = {
        let neighbors = Neighbors::new(model);
        let reached = neighbors.closure(neighbors.vertex(service), Direction::Forward, Relationships::USUAL);
        let reached = reached.into_iter().filter_map(|vertex| neighbors.subject(vertex));
        reached.map(|subject| subject.shape.id.clone()).filter(|id| model.shapes.is_own(id.as_str())).collect()
    };
    let tagged = model.shapes().filter(|shape| has_tag(&shape.traits, tags)).map(|shape| shape.id.clone());
    let tagged: Vec<ShapeId> = tagged.filter(|id| !reached.contains(id)).collect();
    move_shapes(model, namespace, &reached, &names, &tagged);
    let mut id = service.clone();
    Names { renamed: &moved(namespace, &reached, &names) }.id(&mut id);
    // The names are those of the shapes now.
    if let Some(mut shape) = model.shapes.remove(id.as_str()) {
        for kind in std::iter::once(&mut shape.kind).chain(shape.own.as_deref_mut()) {
            if let Kind::Service(service) = kind {
                service.rename.clear();
            }
        }
        model.shapes.insert(shape);
    }
}

/// Moves shapes into a namespace, some under other names, and more shapes whose ids there are not taken.
pub(super) fn move_shapes(
    model: &mut Model,
    namespace: &str,
    ids: &HashSet<ShapeId>,
    names: &HashMap<ShapeId, Box<str>>,
    more: &[ShapeId],
) {
    let mut renamed = moved(namespace, ids, names);
    let mut taken: HashSet<ShapeId> = renamed.values().cloned().collect();
    for id in more {
        let new = ShapeId::from_valid(format!("{namespace}#{}", id.name()).into());
        if taken.insert(new.clone()) {
            renamed.insert(id.clone(), new);
        }
    }
    rename_shapes(model, &renamed);
}

fn moved(namespace: &str, ids: &HashSet<ShapeId>, names: &HashMap<ShapeId, Box<str>>) -> HashMap<ShapeId, ShapeId> {
    let new = |id: &ShapeId| {
        let name = names.get(id).map_or(id.name(), |name| &**name);
        ShapeId::from_valid(format!("{namespace}#{name}").into())
    };
    ids.iter().map(|id| (id.clone(), new(id))).collect()
}
