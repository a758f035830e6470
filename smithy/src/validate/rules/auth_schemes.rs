//! `RuleSetAuthSchemes`: the authentication schemes of endpoints (Smithy 2.0, "Endpoint authSchemes list property", "AWS
//! rules engine authentication scheme validators").

use std::collections::{BTreeSet, HashSet};

use super::{Rules, list};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, clip};
use crate::rules::{Endpoint, Expression, ExpressionKind};
use crate::validate::Context;

/// A finding: how bad it is, where, and what.
type Finding = (Severity, Place, String);

/// The properties of a scheme.
type Properties<'a, 'm> = &'a [(&'m str, Expression<'m>)];

/// What a property must be.
#[derive(Clone, Copy)]
enum Kind {
    String,
    Boolean,
    /// An array of strings that is not empty.
    Strings,
}

struct Scheme {
    properties: &'static [(&'static str, Kind)],
    /// The properties that must be there.
    required: &'static [&'static str],
    /// Whether it may have other properties.
    is_open: bool,
}

const SHARED: [(&str, Kind); 3] =
    [("signingName", Kind::String), ("disableDoubleEncoding", Kind::Boolean), ("disableNormalizePath", Kind::Boolean)];

static SIGV4: Scheme = Scheme {
    properties: &[SHARED[0], SHARED[1], SHARED[2], ("signingRegion", Kind::String)],
    required: &[],
    is_open: false,
};
static SIGV4A: Scheme = Scheme {
    properties: &[SHARED[0], SHARED[1], SHARED[2], ("signingRegionSet", Kind::Strings)],
    required: &["signingRegionSet"],
    is_open: false,
};
static BETA: Scheme = Scheme { properties: &[SHARED[0]], required: &["signingName"], is_open: true };

/// The scheme of that name.
fn find(name: &str) -> Option<&'static Scheme> {
    match name {
        "sigv4" => Some(&SIGV4),
        "sigv4a" => Some(&SIGV4A),
        _ if name.starts_with("sigv4-") => Some(&SIGV4),
        _ if name.starts_with("beta-") => Some(&BETA),
        _ => None,
    }
}

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let mut findings = Vec::new();
    rules.set.for_each_endpoint(|endpoint| check(endpoint, &mut findings));
    for (severity, place, message) in findings {
        let diagnostic = Diagnostic::new(Code::RULES_AUTH_SCHEMES, place, message).with_severity(severity);
        context.push(diagnostic.about(&rules.scope.shape.id));
    }
}

fn check(endpoint: &Endpoint<'_>, findings: &mut Vec<Finding>) {
    let Some((_, schemes)) = endpoint.properties.iter().find(|(name, _)| *name == "authSchemes") else { return };
    let ExpressionKind::Array(elements) = &schemes.kind else {
        findings.push((Severity::Error, schemes.place, "`authSchemes` must be an array".to_owned()));
        return;
    };
    let mut names = HashSet::new();
    let mut repeated = BTreeSet::new();
    for element in elements {
        let ExpressionKind::Object(properties) = &element.kind else {
            findings.push((Severity::Error, element.place, "an element of `authSchemes` must be an object".to_owned()));
            continue;
        };
        let name = properties.iter().find(|(name, _)| *name == "name").map(|(_, value)| value);
        let Some(ExpressionKind::Text(_)) = name.map(|name| &name.kind) else {
            let place = name.map_or(element.place, |name| name.place);
            findings.push((Severity::Error, place, "an authentication scheme must have a `name`, a string".to_owned()));
            continue;
        };
        let name = name.and_then(Expression::as_literal).unwrap_or_default();
        if !names.insert(name) {
            repeated.insert(name);
        }
        match find(name) {
            Some(scheme) => scheme_properties(name, scheme, element.place, properties, findings),
            None => {
                let message = format!("the authentication scheme `{}` is not known", clip(name));
                findings.push((Severity::Warning, element.place, message));
            }
        }
    }
    if !repeated.is_empty() {
        let message = format!("`authSchemes` has several schemes with the name {}", list(repeated));
        findings.push((Severity::Error, schemes.place, message));
    }
}

fn scheme_properties(
    name: &str,
    scheme: &Scheme,
    place: Place,
    properties: Properties<'_, '_>,
    findings: &mut Vec<Finding>,
) {
    let name = clip(name);
    for (key, value) in properties.iter().filter(|(key, _)| *key != "name") {
        let kind = scheme.properties.iter().find(|(known, _)| known == key);
        let fault = match kind {
            None if scheme.is_open => None,
            None => {
                let known = list(scheme.properties.iter().map(|(known, _)| *known));
                Some(format!("the scheme `{name}` has no property `{}`; it has {known}", clip(key)))
            }
            Some((_, kind)) => kind.fault(value).map(|fault| format!("`{key}` of the scheme `{name}` {fault}")),
        };
        findings.extend(fault.map(|fault| (Severity::Error, value.place, fault)));
    }
    for key in scheme.required.iter().filter(|key| properties.iter().all(|(found, _)| found != *key)) {
        findings.push((Severity::Error, place, format!("the scheme `{name}` has no `{key}`")));
    }
}

impl Kind {
    /// What is wrong with a value.
    fn fault(self, value: &Expression<'_>) -> Option<&'static str> {
        let is_text = |value: &Expression<'_>| matches!(value.kind, ExpressionKind::Text(_));
        match (self, &value.kind) {
            (Self::String, ExpressionKind::Text(_)) | (Self::Boolean, ExpressionKind::Boolean(_)) => None,
            (Self::Strings, ExpressionKind::Array(elements)) if elements.is_empty() => Some("must not be empty"),
            (Self::Strings, ExpressionKind::Array(elements)) if elements.iter().all(is_text) => None,
            (Self::String, _) => Some("must be a string"),
            (Self::Boolean, _) => Some("must be a boolean"),
            (Self::Strings, _) => Some("must be an array of strings"),
        }
    }
}
