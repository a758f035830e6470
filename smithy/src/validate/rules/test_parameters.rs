//! `RuleSetParameter.TestCase`: the tests of endpoint rules use the parameters that the rules have (Smithy 2.0,
//! "EndpointTest object").

use std::collections::BTreeMap;

use super::{Rules, TESTS};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, clip};
use crate::model::Entry;
use crate::rules::ParameterType;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let service = rules.scope.shape;
    let place = service.traits.place_of(TESTS, service.place).to_key();
    let mut used: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in rules.cases.iter().flat_map(|case| case.params) {
        used.entry(&entry.key).or_default().push(entry);
    }
    let mut report = |place: Place, event: &str, severity, message: String| {
        let diagnostic = Diagnostic::new(Code::RULES_PARAMETER, place, message).with_severity(severity);
        context.push(diagnostic.about(&service.id).with_event_suffix(format_args!("TestCase.{event}")));
    };
    for parameter in &rules.set.parameters {
        let name = clip(parameter.name);
        let values = used.get(parameter.name).map(Vec::as_slice).unwrap_or_default();
        if values.is_empty() {
            let message = format!("no test uses the parameter `{name}`");
            report(parameter.place, "Unused", Severity::Warning, message);
        }
        if parameter.is_required && parameter.default.is_none() && values.len() != rules.cases.len() {
            let message = format!("a test does not give the required parameter `{name}` a value");
            let missing = rules.cases.iter().find(|case| case.params.iter().all(|entry| *entry.key != *parameter.name));
            report(missing.map_or(place, |case| case.place), "RequiredMissing", Severity::Error, message);
        }
        let expected = parameter.kind;
        for entry in values.iter().filter(|entry| ParameterType::of(&entry.value) != Some(expected)) {
            let message = format!("the parameter `{name}` has the type `{}`", expected.name());
            report(entry.value.place, "TypeMismatch", Severity::Error, message);
        }
    }
    for (name, entries) in used.iter().filter(|(name, _)| rules.set.parameter(name).is_none()) {
        let place = entries.first().map_or(place, |entry| entry.place());
        let message = format!("the endpoint rules have no parameter `{}`", clip(name));
        report(place, "Undefined", Severity::Error, message);
    }
}
