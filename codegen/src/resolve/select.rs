//! Which service of a model is generated.

use shapewright_smithy::diagnostics::{Diagnostic, Place, Report, SourceId};
use shapewright_smithy::model::{Model, Service, Shape};

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
        report.push(Diagnostic::error(Place::file(source), message).help(help));
    }
    for second in services {
        let message = format!("`{}` is a second service in the same file", second.id);
        report.push(Diagnostic::error(second.place, message).help("put each service into a file of its own"));
    }
    (first.filter(|_| !report.has_errors()), report)
}

/// The service, if we speak one of its protocols.
pub(super) fn supported<'m>(shape: &'m Shape, report: &mut Report) -> Option<&'m Service> {
    let Some(service) = shape.as_service() else {
        report.push(Diagnostic::error(shape.place, format!("`{}` is no service", shape.id)));
        return None;
    };
    if shape.traits.rest_json1().is_some() {
        return Some(service);
    }
    const HELP: &str = "only services with the trait `aws.protocols#restJson1` can be generated";
    let diagnostic = match shape.traits.protocols().next() {
        Some(applied) => {
            let message = format!("unsupported protocol `{}`, only restJson1", applied.id);
            Diagnostic::error(applied.place.to_key(), message)
        }
        None => Diagnostic::error(shape.place, format!("`{}` names no protocol", shape.id)),
    };
    report.push(diagnostic.help(HELP));
    None
}
