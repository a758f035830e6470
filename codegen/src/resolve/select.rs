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
        let help = "add a shape of the type `service` with the trait `aws.protocols#restJson1`";
        report.push(Diagnostic::error(Code::NO_SERVICE, Place::file(source), message).help(help));
    }
    for second in services {
        let message = format!("`{}` is a second service in the same file", second.id);
        report.push(
            Diagnostic::error(codes::SECOND_SERVICE, second.place, message)
                .help("put each service into a file of its own"),
        );
    }
    (first.filter(|_| !report.has_errors()), report)
}

/// The service, and the one of its protocols that we speak.
pub(super) fn supported<'m>(shape: &'m Shape, report: &mut Report) -> Option<(&'m Service, &'static Protocol)> {
    let Some(service) = shape.as_service() else {
        report.push(Diagnostic::error(Code::NO_SERVICE, shape.place, format!("`{}` is no service", shape.id)));
        return None;
    };
    if let Some(protocol) = Protocol::of_service(&shape.traits) {
        return Some((service, protocol));
    }
    let known = |of: fn(&Protocol) -> String| Protocol::ALL.iter().map(|one| of(one)).collect::<Vec<_>>().join(" or ");
    let help = format!("only services with the trait {} can be generated", known(|one| format!("`{}`", one.id)));
    let diagnostic = match shape.traits.protocols().next() {
        Some(applied) => {
            let message = format!("unsupported protocol `{}`, only {}", applied.id, known(|one| one.name().to_owned()));
            Diagnostic::error(codes::PROTOCOL, applied.place.to_key(), message)
        }
        None => Diagnostic::error(codes::PROTOCOL, shape.place, format!("`{}` names no protocol", shape.id)),
    };
    report.push(diagnostic.help(help));
    None
}
