//! Checks that need all shapes of a service.

mod http;
mod ranges;

use crate::diagnostics::{Code, Diagnostic, Place, Report};
use crate::model::{Member, Model, Shape, ShapeId};
use crate::protocol::{Family, Protocol};

/// Checks the shapes that a service reaches.
///
/// What would make generated code wrong is an error, the rest is a warning. A model that was loaded
/// with errors may be checked too: what is missing from it is skipped.
pub fn check(model: &Model, service: &ShapeId) -> Report {
    let mut checker = Checker { model, report: Report::new() };
    match model.shape(service) {
        Some(shape) if shape.as_service().is_some() => checker.service(shape),
        found => {
            let message = format!("`{service}` is not a service of the model");
            checker.find(Code::NO_SERVICE, service, found.map_or(Place::NOWHERE, |shape| shape.place), message);
        }
    }
    model.suppress(&mut checker.report);
    checker.report
}

struct Checker<'m> {
    model: &'m Model,
    report: Report,
}

impl<'m> Checker<'m> {
    fn service(&mut self, service: &'m Shape) {
        let closure = self.model.closure(service);
        for shape in &closure {
            self.ranges(shape);
        }
        let operations = service.as_service().map(|service| self.model.operations(service));
        let operations = operations.unwrap_or_default();
        let bound = Protocol::of_service(&service.traits).find(|protocol| protocol.family == Family::Rest);
        if let Some(protocol) = bound {
            self.http(protocol, &operations);
        }
    }

    /// Reports a finding about a shape or a member.
    fn find(&mut self, code: Code, shape: &ShapeId, place: Place, message: impl Into<String>) {
        self.report.push(Diagnostic::new(code, place, message).about(shape));
    }

    fn target(&self, member: &Member) -> Option<&'m Shape> {
        self.model.shape(&member.target.id)
    }
}
