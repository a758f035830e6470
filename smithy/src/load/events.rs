//! The metadata that decide about findings: which do not count, and which are worse than they would be (Smithy 2.0,
//! "Suppression metadata", "Severity overrides").

use super::fields::{Context, Fields, either};
use crate::diagnostics::Severity;
use crate::model::Node;
use crate::model::suppressions::{SeverityOverride, Suppression};

/// The elements of the metadata `suppressions`. Other keys are ignored, as they are by Smithy.
pub(super) fn suppressions(context: &mut Context, node: Node) -> Vec<Suppression> {
    let elements = elements(context, "suppressions", node);
    let suppressions = elements.into_iter().filter_map(|mut fields| {
        // One fault is reported for each element, as it is by Smithy.
        let id = fields.require_string(context, "id")?;
        let namespace = fields.require_string(context, "namespace")?;
        let reason = fields.string(context, "reason");
        Some(Suppression { id, namespace, reason })
    });
    suppressions.collect()
}

/// The elements of the metadata `severityOverrides`. Other keys are ignored, as they are by Smithy.
pub(super) fn severity_overrides(context: &mut Context, node: Node) -> Vec<SeverityOverride> {
    let elements = elements(context, "severityOverrides", node);
    let overrides = elements.into_iter().filter_map(|mut fields| {
        let id = fields.require_string(context, "id")?;
        let namespace = fields.require_string(context, "namespace")?;
        let severity = severity(context, &mut fields)?;
        Some(SeverityOverride { id, namespace, severity })
    });
    overrides.collect()
}

/// The severity of an override, which cannot be that of errors.
fn severity(context: &mut Context, fields: &mut Fields) -> Option<Severity> {
    const ALLOWED: [(&str, Severity); 2] = [("DANGER", Severity::Danger), ("WARNING", Severity::Warning)];
    let node = fields.require(context, "severity")?;
    let found = ALLOWED.iter().find(|(name, _)| node.as_str() == Some(name));
    if found.is_none() {
        context.mismatch(&fields.name("severity"), &either(&ALLOWED.map(|(name, _)| name)), &node);
    }
    found.map(|&(_, severity)| severity)
}

/// The elements of an array of objects.
fn elements(context: &mut Context, key: &str, node: Node) -> Vec<Fields> {
    let elements = context.array(&format!("metadata `{key}`"), node).unwrap_or_default();
    let what = format!("an element of metadata `{key}`");
    elements.into_iter().filter_map(|element| Fields::new(context, what.as_str(), element)).collect()
}
