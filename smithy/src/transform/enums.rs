//! Strings with the trait `enum` become enums.

use super::{empty, text};
use crate::load::applied;
use crate::model::traits::EnumDefinition;
use crate::model::{Applied, Kind, Member, Members, Model, Reference, Shape, ShapeId, Traits, UNIT, Value};
use crate::shape_id::is_identifier;

/// Makes enums of all strings with the trait `enum`, and returns the ids of those that stay strings because a value has
/// no name (Smithy 2.0, "changeStringEnumsToEnumShapes").
///
/// Names can be made of values that are nearly names.
pub fn change_string_enums_to_enum_shapes(model: &mut Model, synthesizes_names: bool) -> Vec<ShapeId> {
    let mut left = Vec::new();
    for shape in model.shapes.own_mut() {
        let is_string = matches!(shape.kind, Kind::String) && shape.traits.enum_definitions().is_some();
        if is_string && !change(shape, synthesizes_names) {
            left.push(shape.id.clone());
        }
    }
    left
}

/// Makes an enum of a string; whether that is possible.
pub(super) fn change(shape: &mut Shape, synthesizes_names: bool) -> bool {
    let Some(definitions) = shape.traits.enum_definitions() else {
        return false;
    };
    let mut members = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let name = match &definition.name {
            Some(name) => Some(name.to_string()),
            None if synthesizes_names => synthetic_name(&definition.value),
            None => None,
        };
        let Some(name) = name.filter(|name| is_identifier(name)) else {
            return false;
        };
        members.push(member(shape.id.with_member(&name), definition));
    }
    shape.kind = Kind::Enum;
    shape.members = Members::new(members);
    shape.traits.retain(|applied| applied.id != "smithy.api#enum");
    true
}

fn member(id: ShapeId, definition: &EnumDefinition) -> Member {
    let prelude = |name: &str, node| applied(ShapeId::from_valid(format!("smithy.api#{name}").into()), node);
    let mut traits: Vec<Applied> = vec![prelude("enumValue", text(&definition.value))];
    if let Some(documentation) = &definition.documentation {
        traits.push(prelude("documentation", text(documentation)));
    }
    if !definition.tags.is_empty() {
        let tags = definition.tags.iter().map(|tag| text(tag)).collect();
        traits.push(prelude("tags", crate::model::Node::synthetic(Value::Array(tags))));
    }
    if definition.tags.iter().any(|tag| &**tag == "internal") {
        traits.push(prelude("internal", empty()));
    }
    if definition.deprecated {
        traits.push(prelude("deprecated", empty()));
    }
    let place = definition.place;
    let target = Reference { id: ShapeId::from_valid(UNIT.into()), place };
    Member { id, place, target, traits: Traits::new(traits), mixins: Vec::new() }
}

/// The name that a value makes once what separates its words is `_`.
fn synthetic_name(value: &str) -> Option<String> {
    let is_separator = |char: char| matches!(char, '-' | '.' | ':' | '/') || char.is_ascii_whitespace();
    if value.starts_with(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let mut name = String::with_capacity(value.len());
    let mut was_separator = false;
    for char in value.chars() {
        if !is_separator(char) {
            name.push(char);
        } else if !was_separator {
            name.push('_');
        }
        was_separator = is_separator(char);
    }
    Some(name)
}
