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
    /// Why they are suppressed.
    pub(crate) reason: Option<Box<str>>,
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
    /// stay. What is suppressed gets the reason, if the metadata says it.
    pub fn suppress(&self, report: &mut Report) {
        let before = report.suppressed().len();
        report.suppress(|finding| self.suppresses(finding));
        for finding in report.suppressed_mut().get_mut(before..).unwrap_or_default() {
            let diagnostic = &finding.diagnostic;
            let mut meant = self.suppressions.iter().filter(|one| is_meant(diagnostic, &one.id, &one.namespace));
            finding.reason = meant.find_map(|one| one.reason.clone());
        }
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

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Code, Diagnostic, Place, Report, Severity, Sources};
    use crate::model::{Model, ShapeId};

    fn model(metadata: &str) -> Model {
        let mut sources = Sources::new();
        let shapes = r#"{ "a#A": { "type": "string", "traits": { "smithy.api#suppress": ["Own"] } } }"#;
        sources.add("a.json", format!(r#"{{ "smithy": "2.0", "metadata": {metadata}, "shapes": {shapes} }}"#));
        let (model, report) = Model::load(&sources, sources.ids());
        assert!(report.is_empty(), "{}", report.render(&sources, false));
        model
    }

    fn report(event: &str, shape: Option<&str>, severity: Severity) -> Report {
        let mut report = Report::new();
        let diagnostic = Diagnostic::new(Code::UNKNOWN_VALIDATOR, Place::NOWHERE, "found").with_event(event);
        let mut diagnostic = diagnostic.with_severity(severity);
        diagnostic.shape = shape.and_then(ShapeId::parse);
        report.push(diagnostic);
        report
    }

    #[test]
    fn suppressions_mean_ids_and_those_below_them() {
        // (Smithy 2.0, "Matching suppression event IDs".)
        let cases = [
            ("Foo", "Foo", true),
            ("Foo.Bar", "Foo", true),
            ("Foo.Bar.Baz", "Foo", true),
            ("Foo.", "Foo.", true),
            ("Foo.", "Foo", true),
            ("Foo", "Foo.", false),
            ("Foosball", "Foo", false),
            ("Foo", "Foo.Bar", false),
            ("Abc.Foo.Bar", "Foo.Bar", false),
        ];
        for (event, id, expected) in cases {
            let model = model(&format!(r#"{{ "suppressions": [{{ "id": "{id}", "namespace": "*" }}] }}"#));
            let mut report = report(event, None, Severity::Danger);
            model.suppress(&mut report);
            assert_eq!(report.is_empty(), expected, "{event} and {id}");
        }
    }

    #[test]
    fn reasons_are_kept_and_errors_stay() {
        let model = model(r#"{ "suppressions": [{ "id": "X", "namespace": "a", "reason": "old" }] }"#);
        let suppressed = |event, shape, severity| {
            let mut report = report(event, shape, severity);
            model.suppress(&mut report);
            report.suppressed().first().map(|one| one.reason.as_deref().map(str::to_owned))
        };
        assert_eq!(suppressed("X", Some("a#B"), Severity::Note), Some(Some("old".to_owned())));
        assert_eq!(suppressed("Own.Y", Some("a#A"), Severity::Warning), Some(None));
        assert_eq!(suppressed("X", Some("a#B"), Severity::Error), None);
        assert_eq!(suppressed("X", Some("b#B"), Severity::Note), None);
        assert_eq!(suppressed("X", None, Severity::Note), None);
        assert_eq!(suppressed("Own", Some("a#B"), Severity::Note), None);
    }

    #[test]
    fn overrides_only_make_findings_worse() {
        let model = model(
            r#"{ "severityOverrides": [
                { "id": "X", "namespace": "a", "severity": "WARNING" },
                { "id": "X.Y", "namespace": "*", "severity": "DANGER" }
            ] }"#,
        );
        let severity = |event, shape, severity| {
            let mut report = report(event, shape, severity);
            model.suppress(&mut report);
            report.diagnostics().first().map(|one| one.severity)
        };
        assert_eq!(severity("X", Some("a#A"), Severity::Note), Some(Severity::Warning));
        assert_eq!(severity("X", Some("a#A"), Severity::Danger), Some(Severity::Danger));
        assert_eq!(severity("X.Y.Z", Some("a#A"), Severity::Error), Some(Severity::Error));
        assert_eq!(severity("X.Y.Z", None, Severity::Note), Some(Severity::Danger));
        assert_eq!(severity("X", None, Severity::Note), Some(Severity::Note));
    }
}
