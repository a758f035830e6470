//! What a model has that a protocol of the service cannot write.

use super::closure::Closure;
use crate::codes;
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::{Kind, Shape};
use shapewright_smithy::protocol::DocumentFormat;

/// Reports members that are documents, for which some protocols have no form (Smithy 2.0, "AWS restXml protocol",
/// "Supported traits").
pub(super) fn check_documents(closure: &Closure<'_>, report: &mut Report) {
    let Some(protocol) = closure.protocols.iter().find(|protocol| protocol.documents == DocumentFormat::Xml) else {
        return;
    };
    let members = closure.shapes.values().flat_map(|shape| &shape.members);
    // The values of enums are members, too, whose targets are not among these shapes.
    let is_document = |target: &Shape| matches!(target.kind, Kind::Document);
    for member in members.filter(|member| closure.model.target(member).is_some_and(is_document)) {
        let message = format!("{} does not support documents: calls with `{}` fail", protocol.name(), member.id);
        report.push(Diagnostic::new(codes::UNSUPPORTED_DOCUMENT, member.place, message).about(&member.id));
    }
}
