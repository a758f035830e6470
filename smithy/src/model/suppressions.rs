//! Which findings a model suppresses, and which it makes worse (Smithy 2.0, "Suppressions", "Severity overrides").

use super::Model;
use crate::diagnostics::{Diagnostic, Report, Severity};

/// An element of the metadata `suppressions`.
#[derive(Clone, Debug)]
pub(crate) struct Suppression {
    /// The event id.
    pub(crate) id: Box<str>,
    /// The namespace of the shapes whose findings are suppressed; `*` is any, and what is about no shape.
    pub(crate) namespace: Box<str>,
}

/// An element of the metadata `severityOverrides`.
#[derive(Clone, Debug)]
pub(crate) struct SeverityOverride {
    /// The event id.
    pub(crate) id: Box<str>,
    /// The namespace of the shapes whose findings are meant; `*` is any, and what is about no shape.
    pub(crate) namespace: Box<str>,
    /// How bad they are at least.
    pub(crate) severity: Severity,
}

impl Model {
    /// Sets the findings aside that the model suppresses: those about a shape or a member by its `smithy.api#suppress`, those
    /// about the shapes of a namespace by the metadata `suppressions`. Then makes those worse that the metadata
    /// `severityOverrides` name. All of them name event ids of Smithy or codes of ours (see [`Diagnostic::is_of`]); errors
    /// stay.
    pub fn suppress(&self, report: &mut Report) {
        report.suppress(|finding| self.suppresses(finding));
        report.elevate(|finding| {
            let meant = self.severity_overrides.iter().filter(|one| is_meant(finding, &one.id, &one.namespace));
            meant.map(|one| one.severity).min()
        });
    }

    fn suppresses(&self, finding: &Diagnostic) -> bool {
        let shape = finding.shape.as_ref();
        let listed = shape.and_then(|id| self.traits_of(id)).and_then(|traits| traits.suppress());
        self.suppressions.iter().any(|one| is_meant(finding, &one.id, &one.namespace))
            || listed.into_iter().flatten().any(|id| finding.is_of(id))
    }
}

/// Whether an element of metadata means a finding.
fn is_meant(finding: &Diagnostic, id: &str, namespace: &str) -> bool {
    let is_in_namespace = namespace == "*" || finding.shape.as_ref().is_some_and(|id| id.namespace() == namespace);
    is_in_namespace && finding.is_of(id)
}
