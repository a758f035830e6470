//! Changes the types of shapes.

use std::collections::HashMap;

use super::{empty, enums};
use crate::load::applied;
use crate::model::{Kind, Model, Shape, ShapeId};

/// Changes the types of shapes of the files, and returns the ids of those whose type cannot be changed so (Smithy 2.0,
/// "changeTypes").
///
/// A set is a list with the trait `uniqueItems`.
pub fn change_types(
    model: &mut Model,
    types: &HashMap<ShapeId, Box<str>>,
    synthesizes_enum_names: bool,
) -> Vec<ShapeId> {
    let mut left: Vec<ShapeId> = types.keys().filter(|id| !model.shapes.is_own(id.as_str())).cloned().collect();
    for shape in model.shapes.own_mut() {
        if let Some(name) = types.get(&shape.id)
            && !change(shape, name, synthesizes_enum_names)
        {
            left.push(shape.id.clone());
        }
    }
    left.sort();
    left
}

fn change(shape: &mut Shape, name: &str, synthesizes_enum_names: bool) -> bool {
    if shape.kind.name() == name && name != "list" {
        return true;
    }
    let kind = match (&shape.kind, name) {
        (Kind::String, "enum") => return enums::change(shape, synthesizes_enum_names),
        (Kind::Structure, "union") => Kind::Union,
        (Kind::Union, "structure") => Kind::Structure,
        (Kind::List, "set") => {
            shape.traits.put(applied(ShapeId::from_valid("smithy.api#uniqueItems".into()), empty()));
            return true;
        }
        (Kind::List, "list") => {
            shape.traits.retain(|applied| applied.id != "smithy.api#uniqueItems");
            return true;
        }
        (Kind::Enum | Kind::IntEnum, _) => return false,
        (from, _) if from.is_simple() => match Kind::simple(name) {
            Some(kind) => kind,
            None => return false,
        },
        _ => return false,
    };
    shape.kind = kind;
    true
}
