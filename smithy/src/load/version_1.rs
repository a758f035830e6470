//! What version 1.0 of the AST leaves unsaid and version 2.0 says with traits.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::SourceId;
use crate::model::prelude::zero_default;
use crate::model::{Kind, Shape, ShapeId, Shapes};

/// Gives the trait `default` to members that had a zero value in 1.0 unless they were boxed.
///
/// (Smithy 2.0, "Migrating Smithy models to 2.0".)
pub(super) fn fill_in_defaults(shapes: &mut Shapes, sources: &HashSet<SourceId>) {
    if sources.is_empty() {
        return;
    }
    let is_ours = |shape: &Shape| shape.place.source().is_some_and(|id| sources.contains(&id));
    let has_zero = |shape: &&Shape| {
        let is_primitive = matches!(
            shape.kind,
            Kind::Boolean | Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double
        );
        // In the prelude of 1.0 all but the primitive shapes were boxed.
        is_primitive && !shape.traits.boxed() && (is_ours(shape) || shape.traits.default_value().is_some())
    };
    let defaults: BTreeMap<ShapeId, _> =
        shapes.all().filter(has_zero).map(|shape| (shape.id.clone(), zero_default(&shape.kind))).collect();
    let structures = shapes.own_mut().filter(|shape| matches!(shape.kind, Kind::Structure) && is_ours(shape));
    for member in structures.flat_map(|shape| shape.members.iter_mut()) {
        if let Some(default) = defaults.get(&member.target.id)
            && !member.traits.boxed()
        {
            member.traits.add_missing([default.clone()]);
        }
    }
}
