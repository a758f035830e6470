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
        let is_other = |other: &&&Shape| other.id != operation.id && share_a_host(context.model, operation, other);
        let others: Vec<&&Shape> = operations.iter().filter(is_other).collect();
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

/// Whether requests to two operations may have the same host. A label takes in any text, unless it has a pattern.
fn share_a_host(model: &Model, one: &Shape, other: &Shape) -> bool {
    let (a, b) = match (one.traits.endpoint(), other.traits.endpoint()) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.is_none() && b.is_none(),
    };
    for parts in a.parts.iter().zip(&b.parts) {
        match parts {
            (HostPart::Literal(a), HostPart::Literal(b)) if a.eq_ignore_ascii_case(b) => {}
            (HostPart::Literal(_), HostPart::Literal(_)) => return false,
            (HostPart::Label(_), HostPart::Label(_)) => {}
            (HostPart::Label(label), HostPart::Literal(_)) => return is_free(model, one, label),
            (HostPart::Literal(_), HostPart::Label(label)) => return is_free(model, other, label),
        }
    }
    a.parts.len() == b.parts.len()
}

/// Whether a label of a host has no pattern.
fn is_free(model: &Model, operation: &Shape, label: &str) -> bool {
    let input = operation.as_operation().and_then(|operation| structure(model, &operation.input));
    let member = input.and_then(|input| input.member(label));
    let target = member.and_then(|member| model.target(member));
    let patterns = [member.map(|member| &member.traits), target.map(|target| &target.traits)];
    patterns.into_iter().flatten().all(|traits| traits.pattern().is_none())
}
