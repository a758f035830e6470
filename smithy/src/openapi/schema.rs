//! Schemas: those of members, written where they are used or as a reference to a component, and the components.

mod inline;
mod named;
mod version;

pub(super) use named::is_required;

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::object::Object;
use super::{Version, notes, values};
use crate::bindings::Location;
use crate::model::{Kind, Member, Model, Node, Number, Shape, ShapeId, Value};
use crate::protocol::Protocol;

/// The schemas of a document in the making.
pub(super) struct Schemas<'m> {
    pub(super) model: &'m Model,
    pub(super) protocol: &'static Protocol,
    pub(super) version: Version,
    pub(super) names: Names<'m>,
    /// Shapes that a reference names and that are not written yet.
    open: Vec<&'m Shape>,
    seen: BTreeSet<&'m ShapeId>,
    /// The shapes whose schemas are being written in place.
    inlined: Vec<&'m ShapeId>,
    /// The schemas of messages by the name that was asked for and the shape.
    messages: BTreeMap<(String, &'m ShapeId), String>,
    components: BTreeMap<String, Node>,
}

impl<'m> Schemas<'m> {
    pub(super) fn new(model: &'m Model, service: &'m Shape, protocol: &'static Protocol, version: Version) -> Self {
        Self {
            model,
            protocol,
            version,
            names: Names::new(model, service),
            open: Vec::new(),
            seen: BTreeSet::new(),
            inlined: Vec::new(),
            messages: BTreeMap::new(),
            components: BTreeMap::new(),
        }
    }

    /// The schema of a member where `location` carries it.
    pub(super) fn member(&mut self, member: &'m Member, location: Location<'_>) -> Object {
        let Some(target) = self.model.target(member) else { return Object::new() };
        let schema = self.value(target, Some(member), location);
        let mut notes = Object::new();
        let is_inline = !schema.has("$ref");
        let documentation = notes::description(&member.traits);
        let of_target = || notes::description(&target.traits).filter(|_| is_inline);
        notes.put_some("description", documentation.or_else(of_target));
        notes.put_some("default", self.default_of(member, target, location).filter(|default| fits(default, &schema)));
        if member.traits.deprecated().is_some() {
            notes.put("deprecated", true);
        }
        notes.put_some("externalDocs", notes::external_docs(&member.traits));
        if is_inline {
            notes::extensions(self.model, &target.traits, &mut notes);
        }
        notes::extensions(self.model, &member.traits, &mut notes);
        self.version.annotated(schema, notes)
    }

    fn default_of(&self, member: &Member, target: &Shape, location: Location<'_>) -> Option<Node> {
        let default = member.traits.default_value().filter(|node| !node.is_null())?;
        Some(values::Values { model: self.model, protocol: self.protocol }.value(target, member, default, location))
    }

    /// The schema of values of a shape, which `member` targets, if one does.
    pub(super) fn value(&mut self, target: &'m Shape, member: Option<&'m Member>, location: Location<'_>) -> Object {
        // The constraint of a member takes the place of its target's.
        let is_other =
            matches!(target.kind, Kind::Map) && member.is_some_and(|member| member.traits.length().is_some());
        if is_named(target) && !is_other {
            return self.reference(target);
        }
        // Only a model with errors has collections that contain themselves.
        if self.inlined.contains(&&target.id) {
            return Object::new();
        }
        self.inlined.push(&target.id);
        let schema = self.inline(target, member, location);
        self.inlined.pop();
        schema
    }

    /// A reference to the schema of a shape.
    fn reference(&mut self, shape: &'m Shape) -> Object {
        if self.seen.insert(&shape.id) {
            self.open.push(shape);
        }
        to_component("schemas", self.names.of(shape))
    }

    /// A reference to the schema of the members of a message that are in its body.
    pub(super) fn message(&mut self, wanted: &str, shape: &'m Shape, members: &[&'m Member]) -> Object {
        let key = (wanted.to_owned(), &shape.id);
        if let Some(name) = self.messages.get(&key) {
            return to_component("schemas", name);
        }
        let name = self.names.claim(wanted);
        self.messages.insert(key, name.clone());
        let schema = self.structure(shape, members.iter().copied());
        self.components.insert(name.clone(), schema.into());
        to_component("schemas", &name)
    }

    /// A reference to a schema of no shape, written the first time that it is asked for.
    pub(super) fn component(&mut self, name: &str, schema: impl FnOnce() -> Object) -> Object {
        if !self.components.contains_key(name) {
            self.components.insert(name.to_owned(), schema().into());
        }
        to_component("schemas", name)
    }

    /// The schema that a reference names, if it is written already.
    pub(super) fn written(&self, reference: &Node) -> Option<&Node> {
        self.components.get(reference.get("$ref")?.as_str()?.rsplit('/').next()?)
    }

    /// All components that references name, sorted by name.
    pub(super) fn finish(mut self) -> Object {
        while let Some(shape) = self.open.pop() {
            let name = self.names.of(shape).to_owned();
            let schema = self.named(shape);
            self.components.insert(name, schema.into());
        }
        let mut all = Object::new();
        for (name, schema) in self.components {
            all.put(&name, schema);
        }
        all
    }
}

/// Whether a default is within the bounds of its schema. Models have defaults that are not, such as the zero of a
/// primitive type that must be positive.
fn fits(default: &Node, schema: &Object) -> bool {
    let bound = |keyword: &str| schema.get(keyword).and_then(Node::as_number).map(Number::as_f64);
    let within = |size: f64, [min, max]: [&str; 2]| {
        bound(min).is_none_or(|min| size >= min) && bound(max).is_none_or(|max| size <= max)
    };
    match &default.value {
        Value::Number(number) => within(number.as_f64(), ["minimum", "maximum"]),
        Value::String(text) => within(text.chars().count() as f64, ["minLength", "maxLength"]),
        Value::Array(elements) => within(elements.len() as f64, ["minItems", "maxItems"]),
        Value::Object(entries) => within(entries.len() as f64, ["minProperties", "maxProperties"]),
        Value::Null | Value::Bool(_) => true,
    }
}

/// Whether the schema of a shape is a component. The others are written where they are used: a reference to a list or
/// a string would tell the reader less than the schema.
fn is_named(shape: &Shape) -> bool {
    match shape.kind {
        Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum | Kind::Map => true,
        Kind::String => shape.traits.enum_definitions().is_some(),
        _ => false,
    }
}

/// A reference to a component.
pub(super) fn to_component(section: &str, name: &str) -> Object {
    Object::new().with("$ref", format!("#/components/{section}/{name}"))
}
