//! `HttpUriConflict`: operations of a service that the same requests mean (Smithy 2.0, "http trait", "Pattern Validation
//! and Conflict Avoidance").

use std::collections::BTreeMap;

use super::structure;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::HostPart;
use crate::model::{Model, Service, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (_, service) in model.services() {
        for routes in routes(model, service) {
            conflicts(context, &routes);
        }
    }
}

/// The operations of a service, by route.
///
/// A slash at the end makes no difference: it is optional in requests (Smithy 2.0, "http trait", "Literal character
/// sequences").
fn routes<'m>(model: &'m Model, service: &'m Service) -> Vec<Vec<&'m Shape>> {
    let mut routes: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
    for (shape, _) in model.operations(service) {
        if let Some(http) = shape.traits.http() {
            routes.entry(http.route()).or_default().push(shape);
        }
    }
    routes.into_values().filter(|operations| operations.len() > 1).collect()
}

fn conflicts(context: &mut Context<'_>, operations: &[&Shape]) {
    for operation in operations {
        let Some(http) = operation.traits.http() else { continue };
        let mut others: Vec<&Shape> = Vec::new();
        for other in operations.iter().filter(|other| other.id != operation.id) {
            if share_a_host(context, operation, other) {
                others.push(other);
            }
        }
        let Some(first) = others.first() else { continue };
        let message = match &*others {
            [other] => {
                format!("`{}` and `{}` have the same route: {} {}", operation.id, other.id, http.method, http.uri)
            }
            [other, rest @ ..] => format!(
                "`{}`, `{}` and {} more have the same route: {} {}",
                operation.id,
                other.id,
                rest.len(),
                http.method,
                http.uri
            ),
            [] => continue,
        };
        let place = first.traits.http().map_or(first.place, |http| http.uri_place);
        let diagnostic = Diagnostic::new(Code::HTTP_CONFLICT, http.uri_place, message).about(&operation.id);
        let diagnostic = diagnostic.label("this route").related(place, "the same route");
        let has_prefix = operation.traits.endpoint().or(first.traits.endpoint()).is_some();
        context.push(diagnostic.help(if has_prefix {
            "change the method or the URI of one of them, or give them different hosts with `smithy.api#endpoint`"
        } else {
            "change the method or the URI of one of them"
        }));
    }
}

/// Whether requests to two operations may have the same host. A label takes in any text that its pattern matches.
fn share_a_host(context: &mut Context<'_>, one: &Shape, other: &Shape) -> bool {
    let (a, b) = match (one.traits.endpoint(), other.traits.endpoint()) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.is_none() && b.is_none(),
    };
    for parts in a.parts.iter().zip(&b.parts) {
        match parts {
            (HostPart::Literal(a), HostPart::Literal(b)) if a.eq_ignore_ascii_case(b) => {}
            (HostPart::Literal(_), HostPart::Literal(_)) => return false,
            (HostPart::Label(_), HostPart::Label(_)) => {}
            (HostPart::Label(label), HostPart::Literal(text)) => return takes_in(context, one, label, text),
            (HostPart::Literal(text), HostPart::Label(label)) => return takes_in(context, other, label, text),
        }
    }
    a.parts.len() == b.parts.len()
}

/// Whether a text may be the value of a label of a host.
fn takes_in(context: &mut Context<'_>, operation: &Shape, label: &str, text: &str) -> bool {
    let model = context.model;
    let input = operation.as_operation().and_then(|operation| structure(model, &operation.input));
    let member = input.and_then(|input| input.member(label));
    let target = member.and_then(|member| model.target(member));
    let traits = member.map(|member| &member.traits).into_iter().chain(target.map(|target| &target.traits));
    let pattern = traits.into_iter().find_map(|traits| traits.pattern());
    pattern.is_none_or(|pattern| context.matches(pattern, text) != Some(false))
}
