//! Removes traits and tags.

use super::{each_traits, empty, text};
use crate::load::applied;
use crate::model::{Applied, Model, Node, ShapeId, Value};

/// Removes traits from all shapes and members, and their definitions as shapes of the files.
///
/// What a definition is made of stays.
pub fn remove_traits(model: &mut Model, is_meant: impl Fn(&ShapeId) -> bool) {
    super::remove_shapes(model, |subject| {
        subject.member.is_none() && subject.traits().has("smithy.api#trait") && is_meant(subject.id())
    });
    each_traits(model, |_, traits| traits.retain(|applied| !is_meant(&applied.id)));
}

/// Keeps those tags of shapes and members that are meant.
pub fn retain_tags(model: &mut Model, is_meant: impl Fn(&str) -> bool) {
    each_traits(model, |_, traits| {
        let Some(tags) = traits.tags().filter(|tags| !tags.iter().all(|tag| is_meant(tag))) else {
            return;
        };
        let left: Vec<Node> = tags.iter().filter(|tag| is_meant(tag)).map(|tag| text(tag)).collect();
        let Some(old) = traits.get("smithy.api#tags") else {
            return;
        };
        if left.is_empty() {
            return traits.retain(|applied| applied.id != "smithy.api#tags");
        }
        let node = Node { place: old.node.place, value: Value::Array(left) };
        let new = Applied { is_inherited: old.is_inherited, ..applied(old.id.clone(), node) };
        traits.put(new);
    });
}

/// Makes required idempotency tokens optional for clients, which can fill them in.
pub fn make_idempotency_tokens_client_optional(model: &mut Model) {
    each_traits(model, |id, traits| {
        let is_token = id.member().is_some() && traits.required() && traits.idempotency_token();
        if is_token && !traits.client_optional() {
            let is_inherited = traits.get("smithy.api#idempotencyToken").is_some_and(|token| token.is_inherited);
            let added = applied(ShapeId::from_valid("smithy.api#clientOptional".into()), empty());
            traits.put(Applied { is_inherited, ..added });
        }
    });
}
