//! Mixins become part of the shapes that use them.

use crate::model::{Model, ShapeId};

/// Makes what shapes take from mixins their own, and removes the mixins (Smithy 2.0, "flattenAndRemoveMixins").
pub fn flatten_and_remove_mixins(model: &mut Model) {
    let is_mixin = |traits: &crate::model::Traits| traits.has("smithy.api#mixin");
    let mixins: Vec<ShapeId> =
        model.shapes().filter(|shape| is_mixin(&shape.traits)).map(|shape| shape.id.clone()).collect();
    for id in mixins {
        model.shapes.remove(id.as_str());
    }
    for shape in model.shapes.own_mut() {
        shape.mixins.clear();
        shape.own = None;
        shape.traits.make_introduced();
        for member in shape.members.iter_mut() {
            member.mixins.clear();
            member.traits.make_introduced();
        }
    }
}
