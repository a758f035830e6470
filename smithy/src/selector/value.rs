//! The values of attributes (Smithy 2.0, "Selectors", "Attributes").

use std::borrow::Cow;
use std::rc::Rc;

use super::attribute::{Attribute, Segment};
use super::json;
use crate::model::{Node, Service, ShapeId, Traits, Value as NodeValue};
use crate::neighbors::{Neighbors, Vertex};

/// The values of the variables by their numbers; those are sorted. One that is not set has none.
pub(super) type Variables = Vec<Option<Rc<[Vertex]>>>;

/// What attributes can be looked up in.
#[derive(Clone, Copy)]
pub(super) struct Scope<'v> {
    pub(super) neighbors: &'v Neighbors<'v>,
    /// The names of the variables, by their numbers.
    pub(super) names: &'v [Box<str>],
    pub(super) variables: &'v [Option<Rc<[Vertex]>>],
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub(super) enum Value<'v> {
    /// There is none.
    Empty,
    Text(Cow<'v, str>),
    Id(&'v ShapeId),
    Shape(Vertex),
    Variables,
    Traits(&'v Traits),
    Service(&'v ShapeId, &'v Service),
    Node(&'v Node),
    Projection(Vec<Value<'v>>),
}

impl<'v> Scope<'v> {
    /// The value at a path.
    pub(super) fn resolve(self, from: Value<'v>, attribute: &Attribute) -> Value<'v> {
        attribute.segments.iter().fold(from, |value, segment| self.property(value, segment))
    }

    fn property(self, value: Value<'v>, segment: &Segment) -> Value<'v> {
        let name = &*segment.name;
        match value {
            Value::Empty => Value::Empty,
            Value::Text(text) => length(name, &text),
            Value::Id(id) => id_property(id, name),
            Value::Shape(vertex) => self.shape_property(vertex, name),
            Value::Variables => self.variable(name),
            Value::Traits(traits) => trait_property(traits, segment),
            Value::Service(id, service) => match name {
                "id" => Value::Id(id),
                "version" => Value::Text((&*service.version).into()),
                _ => Value::Empty,
            },
            Value::Node(node) => node_property(node, name),
            Value::Projection(values) if name == "(first)" => Value::Projection(values).into_first(),
            Value::Projection(values) => {
                let values = values.into_iter().map(|value| self.property(value, segment));
                Value::Projection(values.filter(Value::exists).collect())
            }
        }
    }

    fn shape_property(self, vertex: Vertex, name: &str) -> Value<'v> {
        let Some(subject) = self.neighbors.subject(vertex) else {
            return Value::Empty;
        };
        let service = || subject.shape.as_service().filter(|_| subject.member.is_none());
        match name {
            "id" => Value::Id(subject.id()),
            "trait" => Value::Traits(subject.traits()),
            "service" => service().map_or(Value::Empty, |service| Value::Service(subject.id(), service)),
            "var" => Value::Variables,
            _ => Value::Empty,
        }
    }

    fn variable(self, name: &str) -> Value<'v> {
        let number = self.names.iter().position(|one| &**one == name);
        match number.and_then(|number| self.variables.get(number)?.as_ref()) {
            Some(shapes) => Value::Projection(shapes.iter().copied().map(Value::Shape).collect()),
            None => Value::Empty,
        }
    }

    /// The value as comparators see it.
    pub(super) fn text<'t>(self, value: &'t Value<'v>) -> Cow<'t, str> {
        match value {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Id(id) | Value::Service(id, _) => Cow::Borrowed(id.as_str()),
            Value::Shape(vertex) => {
                Cow::Borrowed(self.neighbors.subject(*vertex).map_or("", |subject| subject.id().as_str()))
            }
            Value::Node(node) => match &node.value {
                NodeValue::String(text) => Cow::Borrowed(text),
                NodeValue::Number(number) => Cow::Owned(number.to_string()),
                NodeValue::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
                _ => Cow::Borrowed(""),
            },
            Value::Empty | Value::Variables | Value::Traits(_) | Value::Projection(_) => Cow::Borrowed(""),
        }
    }

    /// The value as messages show it (Smithy 2.0, "Variable message formatting").
    pub(super) fn message(self, value: &Value<'v>) -> String {
        match value {
            Value::Node(node) if node.as_str().is_none() => json::compact(node),
            Value::Projection(values) => {
                let values: Vec<String> = values.iter().map(|value| self.message(value)).collect();
                format!("[{}]", values.join(", "))
            }
            other => self.text(other).into_owned(),
        }
    }
}

impl<'v> Value<'v> {
    /// Whether there is a value (Smithy 2.0, "Attribute existence").
    pub(super) fn exists(&self) -> bool {
        match self {
            Self::Empty => false,
            Self::Projection(values) => !values.is_empty(),
            _ => true,
        }
    }

    /// Whether any of the values in it fits: those of a projection, or the value itself if it exists.
    pub(super) fn any(&self, fits: &mut dyn FnMut(&Self) -> bool) -> bool {
        match self {
            Self::Empty => false,
            Self::Projection(values) => values.iter().any(|value| value.any(fits)),
            other => fits(other),
        }
    }

    fn into_first(self) -> Self {
        match self {
            Self::Projection(values) => {
                values.into_iter().map(Self::into_first).find(Self::exists).unwrap_or(Self::Empty)
            }
            other => other,
        }
    }
}

fn id_property<'v>(id: &'v ShapeId, name: &str) -> Value<'v> {
    match name {
        "namespace" => Value::Text(id.namespace().into()),
        "name" => Value::Text(id.name().into()),
        "member" => id.member().map_or(Value::Empty, |member| Value::Text(member.into())),
        _ => length(name, id.as_str()),
    }
}

fn trait_property<'v>(traits: &'v Traits, segment: &Segment) -> Value<'v> {
    match &*segment.name {
        "(keys)" => Value::Projection(traits.iter().map(|applied| Value::Id(&applied.id)).collect()),
        "(values)" => Value::Projection(traits.iter().map(|applied| Value::Node(&applied.node)).collect()),
        "(length)" => count(traits.iter().count()),
        _ => traits.get(segment.trait_id()).map_or(Value::Empty, |applied| Value::Node(&applied.node)),
    }
}

fn node_property<'v>(node: &'v Node, name: &str) -> Value<'v> {
    match (name, &node.value) {
        ("(keys)", NodeValue::Object(entries)) => {
            Value::Projection(entries.iter().map(|entry| Value::Text((&*entry.key).into())).collect())
        }
        ("(values)", NodeValue::Object(entries)) => {
            Value::Projection(entries.iter().map(|entry| Value::Node(&entry.value)).collect())
        }
        ("(values)", NodeValue::Array(elements)) => Value::Projection(elements.iter().map(Value::Node).collect()),
        ("(length)", NodeValue::Object(entries)) => count(entries.len()),
        ("(length)", NodeValue::Array(elements)) => count(elements.len()),
        (_, NodeValue::String(text)) => length(name, text),
        _ => node.get(name).map_or(Value::Empty, Value::Node),
    }
}

fn count<'v>(number: usize) -> Value<'v> {
    Value::Text(number.to_string().into())
}

/// The property `(length)` of a text: how many UTF-16 code units it has, as in Smithy.
fn length<'v>(name: &str, text: &str) -> Value<'v> {
    if name == "(length)" { count(text.encode_utf16().count()) } else { Value::Empty }
}
