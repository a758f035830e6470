//! The values of enum members that do not write them.

use crate::model::traits::EnumValue;
use crate::model::{Applied, Kind, Node, Shape, ShapeId, Trait, Value};

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
