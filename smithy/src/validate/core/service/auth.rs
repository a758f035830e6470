//! `AuthTrait` and `ServiceAuthDefinitions`: the authentication schemes of services (Smithy 2.0, "auth trait").

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Model, Shape};
use crate::validate::Context;

const AUTH: &str = "smithy.api#auth";

/// The authentication schemes of a service: those of its traits whose definition says so.
fn schemes<'m>(model: &Model, service: &'m Shape) -> BTreeSet<&'m str> {
    service.traits.iter().map(|applied| applied.id.as_str()).filter(|id| model.is_auth_scheme(id)).collect()
}

/// `@auth` names schemes of the service.
pub(super) fn operations(context: &mut Context<'_>) {
    let model = context.model;
    for scope in &*context.services() {
        let own = schemes(model, scope.shape);
        for shape in std::iter::once(scope.shape).chain(scope.operations.iter().map(|(shape, _)| *shape)) {
            let Some(applied) = shape.traits.get(AUTH) else { continue };
            let named = applied.node.as_array().unwrap_or_default();
            let foreign =
                named.iter().filter_map(|node| Some((node, node.as_str()?))).filter(|(_, id)| !own.contains(id));
            let foreign: Vec<_> = foreign.collect();
            let Some((first, id)) = foreign.first() else { continue };
            let names: Vec<String> = foreign.iter().map(|(_, id)| format!("`{id}`")).collect();
            let message =
                format!("service `{}` does not have the authentication scheme {}", scope.shape.id, names.join(", "));
            let diagnostic = Diagnostic::new(Code::AUTH_TRAIT, first.place, message).about(&shape.id);
            context.push(diagnostic.did_you_mean(id, own.iter().copied()));
        }
    }
}

/// A service of several schemes says which clients prefer.
pub(super) fn services(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let own = schemes(context.model, scope.shape);
        if own.len() > 1 && !scope.shape.traits.has(AUTH) {
            let names: Vec<String> = own.iter().map(|id| format!("`{id}`")).collect();
            let message = format!(
                "service `{}` has several authentication schemes but no `@auth`, so that clients prefer them by name: {}",
                scope.shape.id,
                names.join(", ")
            );
            let diagnostic = Diagnostic::new(Code::SERVICE_AUTH, scope.shape.place, message).about(&scope.shape.id);
            context.push(diagnostic.help("apply `@auth` with the schemes in order of preference"));
        }
    }
}
