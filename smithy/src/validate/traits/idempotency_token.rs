//! Tokens in structures that are not inputs, which no client fills in (Smithy 2.0, "idempotencyToken trait").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::ShapeId;
use crate::neighbors::{Direction, Relationship};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let neighbors = context.neighbors();
    for (subject, applied) in context.applied("smithy.api#idempotencyToken") {
        let Some(container) = neighbors.vertex(&subject.shape.id).filter(|_| subject.member.is_some()) else {
            continue;
        };
        let uses = neighbors.edges(container, Direction::Reverse).iter();
        let ignored = uses.filter(|edge| !matches!(edge.relationship, Relationship::Input | Relationship::Mixin));
        let ignored: BTreeMap<&ShapeId, Place> =
            ignored.filter_map(|edge| neighbors.subject(edge.vertex)).map(|user| (user.id(), user.place())).collect();
        let Some((first, place)) = ignored.first_key_value() else { continue };
        let message =
            format!("the token `{}` has no effect where it is not in an input, as in `{first}`", subject.id());
        let diagnostic = Diagnostic::new(Code::IDEMPOTENCY_TOKEN_IGNORED, applied.place().to_key(), message);
        let diagnostic = diagnostic.about(subject.id()).related(*place, "used here");
        context.push(diagnostic.help("apply the trait to a member of the input of an operation"));
    }
}
