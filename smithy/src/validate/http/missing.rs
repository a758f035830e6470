//! `HttpBindingsMissing`: operations without `http` in a service that needs it (Smithy 2.0, "http trait").

use super::protocols;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::validate::Context;

const HTTP: &str = "smithy.api#http";

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (shape, service) in model.services() {
        let operations = model.operations(service);
        let protocols = protocols(model, shape);
        let protocol = protocols.iter().find(|(_, traits)| traits.contains(&HTTP)).map(|(applied, _)| applied);
        let bound = operations.iter().find(|(operation, _)| operation.traits.has(HTTP));
        // Without bindings, the service has nothing to do with HTTP.
        let (help, severity) = match (protocol, bound) {
            (_, None) => continue,
            (Some(protocol), _) => {
                (format!("{} needs the trait `{HTTP}` with a method and a URI", protocol.id), Severity::Error)
            }
            (None, Some((bound, _))) => {
                let help = format!("apply the trait `{HTTP}`, as `{}` does in the same service", bound.id);
                (help, Severity::Warning)
            }
        };
        for (operation, _) in operations.iter().filter(|(operation, _)| !operation.traits.has(HTTP)) {
            let message = format!("operation `{}` has no HTTP binding", operation.id);
            let diagnostic = Diagnostic::new(Code::HTTP_MISSING, operation.place, message).about(&operation.id);
            context.push(diagnostic.with_severity(severity).help(&*help));
        }
    }
}
