//! Which protocols of a service are supported.

use crate::codes;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Report};
use shapewright_smithy::model::{Service, Shape};
use shapewright_smithy::protocol::Protocol;

/// The service, and those of its protocols that are supported.
pub(super) fn supported<'m>(shape: &'m Shape, report: &mut Report) -> Option<(&'m Service, Vec<&'static Protocol>)> {
    let Some(service) = shape.as_service() else {
        report.push(Diagnostic::new(Code::NO_SERVICE, shape.place, format!("`{}` is not a service", shape.id)));
        return None;
    };
    let protocols: Vec<_> = Protocol::of_service(&shape.traits).collect();
    if !protocols.is_empty() {
        return Some((service, protocols));
    }
    let known: Vec<String> = Protocol::ALL.iter().map(|one| format!("`{}`", one.id)).collect();
    let help = format!("the supported protocols are {}", known.join(", "));
    let diagnostic = match shape.traits.protocols().next() {
        Some(applied) => {
            let message = format!("the protocol `{}` is not supported", applied.id);
            Diagnostic::new(codes::PROTOCOL, applied.place().to_key(), message)
        }
        None => Diagnostic::new(codes::PROTOCOL, shape.place, format!("`{}` names no protocol", shape.id)),
    };
    report.push(diagnostic.about(&shape.id).help(help));
    None
}
