//! `Union`: a union has a member (Smithy 2.0, "Union").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Kind;
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let is_empty = |shape: &&crate::model::Shape| matches!(shape.kind, Kind::Union) && shape.members.is_empty();
    for shape in context.model.shapes().filter(is_empty) {
        let message = format!("the union `{}` has no members", shape.id);
        let diagnostic = Diagnostic::new(Code::EMPTY_UNION, shape.place, message).about(&shape.id);
        context.push(diagnostic.help("give it a member, or make it a structure"));
    }
}
