//! Which service of a model is generated.

use crate::codes;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Report, SourceId};
use shapewright_smithy::model::{Model, Service, Shape};
use shapewright_smithy::protocol::Protocol;

/// The one service of a model that was loaded from this source.
///
/// `None` if there is none or more than one, which is reported: a file makes one module.
pub(crate) fn service(model: &Model, source: SourceId) -> (Option<&Shape>, Report) {
    let mut report = Report::new();
    let mut services = model.services().map(|(shape, _)| shape);
    let first = services.next();
    if first.is_none() {
        let message = "the model has no service";
        let help = "add a shape of the type `service` with the trait of a protocol, such as `aws.protocols#restJson1`";
        report.push(Diagnostic::new(Code::NO_SERVICE, Place::file(source), message).help(help));
    }
    for second in services {
        let message = format!("`{}` is a second service in the same file", second.id);
        report.push(
            Diagnostic::new(codes::SECOND_SERVICE, second.place, message)
                .help("put each service into a file of its own"),
        );
    }
    (first.filter(|_| !report.has_errors()), report)
}

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
