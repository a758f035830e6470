//! What version 1.0 of the AST leaves unsaid and version 2.0 says with traits.

use std::collections::{HashMap, HashSet};

use super::fields::Context;
use crate::diagnostics::{Code, Place, SourceId};
use crate::model::prelude::{default, zero_default};
use crate::model::{Applied, Kind, Member, Shape, ShapeId, Shapes, Value};

/// Reports traits that version 1.0 does not have yet; the reader of the IDL does so by itself.
pub(super) fn refuse(context: &mut Context, shapes: &Shapes, sources: &HashSet<SourceId>) {
    if sources.is_empty() {
        return;
    }
    for subject in shapes.own().flat_map(Shape::subjects) {
        for id in ["smithy.api#default", "smithy.api#mixin"] {
            let Some(applied) = subject.traits().get(id).filter(|applied| !applied.is_inherited) else { continue };
            if applied.place().source().is_some_and(|source| sources.contains(&source)) {
                context.shape = Some(subject.id().clone());
                let message = format!("version 1.0 of Smithy has no trait `{id}`");
                let help = "write `\"smithy\": \"2.0\"` at the beginning of the file";
                context.error(Code::IDL_VERSION, applied.place().to_key(), message, help);
            }
        }
    }
}

/// Gives the trait `default` to the shapes and members that had a default value in 1.0 without saying so, and `null` to
/// those members that say that they have none.
///
/// (Smithy 2.0, "Migrating Smithy IDL 1.0 to 2.0": "Replace the box trait", "Add the default trait to streaming blobs".)
pub(super) fn upgrade(shapes: &mut Shapes, sources: &HashSet<SourceId>) {
    if sources.is_empty() {
        return;
    }
    let is_ours = |place: Place| place.source().is_some_and(|id| sources.contains(&id));
    for shape in shapes.own_mut().filter(|shape| had_zero(&shape.kind) && is_ours(shape.place)) {
        if !shape.traits.boxed() {
            shape.traits.add_missing([zero_default(&shape.kind)]);
        }
    }
    let defaults: HashMap<ShapeId, Implied> =
        shapes.all().filter_map(|shape| Some((shape.id.clone(), implied(shape)?))).collect();
    let structures = shapes.own_mut().filter(|shape| matches!(shape.kind, Kind::Structure));
    for member in structures.flat_map(|shape| shape.members.iter_mut()) {
        // A member of a mixin is of the version of the mixin.
        if is_ours(member.place)
            && let Some(default) = member_default(member, &defaults)
        {
            member.traits.add_missing([default]);
        }
    }
}

/// The default that members of 1.0 have because of their target.
enum Implied {
    /// A zero value.
    Zero(Applied),
    /// No bytes, unless the member is required.
    Empty(Applied),
}

fn implied(target: &Shape) -> Option<Implied> {
    if had_zero(&target.kind) && !target.traits.boxed() {
        let default = target.traits.default_value().filter(|default| !default.is_null());
        return default.map(|_| Implied::Zero(zero_default(&target.kind)));
    }
    let is_stream = matches!(target.kind, Kind::Blob) && target.traits.streaming();
    is_stream.then(|| Implied::Empty(default(Value::String(Box::default()))))
}

fn member_default(member: &Member, defaults: &HashMap<ShapeId, Implied>) -> Option<Applied> {
    if member.traits.boxed() {
        return Some(default(Value::Null));
    }
    match defaults.get(&member.target.id)? {
        Implied::Zero(zero) => Some(zero.clone()),
        Implied::Empty(empty) => (!member.traits.required()).then(|| empty.clone()),
    }
}

/// Whether shapes of the kind had a zero value in 1.0 unless they were boxed.
fn had_zero(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double)
}
