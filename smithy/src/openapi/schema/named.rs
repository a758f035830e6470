//! Schemas that are components: of structures, unions, enums and maps.

use super::super::notes;
use super::super::object::{Object, texts};
use super::Schemas;
use super::inline::of_values;
use crate::bindings::Location;
use crate::model::traits::EnumValue;
use crate::model::{Kind, Member, Node, Number, Shape, Value};

impl<'m> Schemas<'m> {
    /// The schema of a shape.
    pub(super) fn named(&mut self, shape: &'m Shape) -> Object {
        let mut schema = match shape.kind {
            Kind::Structure => return self.structure(shape, shape.members.iter()),
            Kind::Union => self.union(shape),
            Kind::Enum => {
                of_values("string", shape.members.iter().map(|member| (&*member.enum_text()).into()).collect())
            }
            Kind::IntEnum => of_values("integer", shape.members.iter().map(integer).collect()),
            Kind::String => {
                let values = shape.traits.enum_definitions().into_iter().flatten();
                of_values("string", values.map(|definition| (&*definition.value).into()).collect())
            }
            _ => self.inline(shape, None, Location::Document),
        };
        if matches!(shape.kind, Kind::IntEnum) {
            schema.put("x-enum-varnames", texts(shape.members.iter().map(Member::name)));
        }
        schema.put_full("x-enumDescriptions", descriptions(shape));
        self.with_notes(shape, schema)
    }

    /// The schema of an object with some of the members of a structure.
    pub(super) fn structure(&mut self, shape: &'m Shape, members: impl Iterator<Item = &'m Member>) -> Object {
        let (mut properties, mut required) = (Object::new(), Vec::new());
        for member in members {
            let name = self.protocol.member_name(member);
            properties.put(name, self.member(member, Location::Document));
            if is_required(member) {
                required.push(name.into());
            }
        }
        let mut schema = Object::new().with("type", "object");
        schema.put_full("properties", properties);
        schema.put_list("required", required);
        self.with_notes(shape, schema)
    }

    /// Exactly one member of a union is set.
    fn union(&mut self, shape: &'m Shape) -> Object {
        let mut variants = Vec::new();
        for member in &shape.members {
            let name = self.protocol.member_name(member);
            let value = self.member(member, Location::Document);
            let variant = Object::new()
                .with("type", "object")
                .with("title", name)
                .with("properties", Object::new().with(name, value))
                .with("required", texts([name]))
                .with("additionalProperties", false);
            variants.push(variant.into());
        }
        Object::new().with("oneOf", variants)
    }

    fn with_notes(&self, shape: &Shape, mut schema: Object) -> Object {
        schema.put_some("description", notes::description(&shape.traits));
        if shape.traits.deprecated().is_some() {
            schema.put("deprecated", true);
        }
        schema.put_some("externalDocs", notes::external_docs(&shape.traits));
        notes::extensions(self.model, &shape.traits, &mut schema);
        schema
    }
}

/// Whether a message must have a member: not so where the receiver fills in a default.
pub(in super::super) fn is_required(member: &Member) -> bool {
    member.traits.required() && member.traits.default_value().is_none_or(Node::is_null)
}

fn integer(member: &Member) -> Node {
    let value = match member.traits.enum_value() {
        Some(EnumValue::Integer(value)) => i64::from(*value),
        _ => 0,
    };
    let number = u64::try_from(value).map_or(Number::Negative(value), Number::Unsigned);
    Node::synthetic(Value::Number(number))
}

/// What the values of an enum mean, by value.
fn descriptions(shape: &Shape) -> Object {
    let mut all = Object::new();
    if matches!(shape.kind, Kind::Enum | Kind::IntEnum) {
        for member in &shape.members {
            all.put_some(&member.enum_text(), notes::description(&member.traits));
        }
    }
    for definition in shape.traits.enum_definitions().into_iter().flatten() {
        all.put_some(&definition.value, definition.documentation.as_deref());
    }
    all
}
