//! What enums must have: values for members that do not write them, and at least one member.

use std::collections::HashSet;

use super::fields::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::EnumValue;
use crate::model::{Applied, Kind, Node, Shape, ShapeId, Shapes, Trait, Value};

/// Gives each member of an enum without `enumValue` its name as the value (Smithy 2.0, "Enum", "enum values").
pub(super) fn fill_in_values(shape: &mut Shape) {
    if !matches!(shape.kind, Kind::Enum) {
        return;
    }
    for member in shape.members.iter_mut() {
        if member.traits.has("smithy.api#enumValue") {
            continue;
        }
        let name: Box<str> = member.name().into();
        member.traits.add_missing([Applied {
            id: ShapeId::from_valid("smithy.api#enumValue".into()),
            node: Node { place: member.place, value: Value::String(name.clone()) },
            value: Trait::EnumValue(EnumValue::Text(name)),
            is_inherited: false,
        }]);
    }
}

/// Reports enums and intEnums without members, which Smithy does not load, and removes them.
pub(super) fn drop_empty(context: &mut Context, shapes: &mut Shapes, broken: &mut HashSet<ShapeId>) {
    let is_empty = |shape: &&Shape| matches!(shape.kind, Kind::Enum | Kind::IntEnum) && shape.members.is_empty();
    let empty: Vec<ShapeId> = shapes.own().filter(is_empty).map(|shape| shape.id.clone()).collect();
    for id in empty {
        if let Some(shape) = shapes.remove(id.as_str()) {
            let message = format!("the {} `{id}` has no members", shape.kind.name());
            let diagnostic = Diagnostic::new(Code::EMPTY_ENUM, shape.place, message).about(&id);
            context.push(diagnostic.help("give it a member, or make it a string or an integer"));
        }
        broken.insert(id);
    }
}
