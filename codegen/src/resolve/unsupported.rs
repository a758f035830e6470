//! What a model has that a protocol of the service cannot write.

use super::closure::{Closure, members};
use crate::codes;
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::Kind;
use shapewright_smithy::protocol::DocumentFormat;

/// Reports members that are documents or streams, for which some protocols have no form (Smithy 2.0, "AWS restXml
/// protocol", "Supported traits"; "AWS query protocol", "Overview").
pub(super) fn check(closure: &Closure<'_>, report: &mut Report) {
    let has_no = |formats: &[DocumentFormat]| {
        closure.protocols.iter().find(|protocol| formats.contains(&protocol.documents)).map(|protocol| protocol.name())
    };
    let no_documents = has_no(&[DocumentFormat::Xml, DocumentFormat::Form]);
    let no_streams = has_no(&[DocumentFormat::Form]);
    for member in closure.shapes.values().flat_map(|shape| members(shape)) {
        let target = closure.target(member);
        let (protocol, what, code) = match target.kind {
            Kind::Document => (no_documents, "documents", codes::UNSUPPORTED_DOCUMENT),
            _ if target.traits.streaming() => (no_streams, "streams", codes::UNSUPPORTED_STREAM),
            _ => continue,
        };
        let Some(protocol) = protocol else { continue };
        let message = format!("{protocol} does not support {what}: calls with `{}` fail", member.id);
        report.push(Diagnostic::new(code, member.place, message).about(&member.id));
    }
}
