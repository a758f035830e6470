//! `AuthorizersTrait`, `AuthorizerTrait` and `EndpointConfiguration`: traits of Amazon API Gateway (Smithy 2.0, "Amazon API
//! Gateway traits").

use std::collections::BTreeSet;

use super::list;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Entry, Node};
use crate::validate::Context;

const AUTHORIZERS: &str = "aws.apigateway#authorizers";

/// Authorizers are for authentication schemes of the service.
pub(super) fn authorizers(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied(AUTHORIZERS) {
        let schemes: BTreeSet<&str> =
            subject.traits().iter().map(|applied| applied.id.as_str()).filter(|id| model.is_auth_scheme(id)).collect();
        // Without a scheme of its own, an authorizer is for that of its name.
        let scheme = |entry: &Entry| {
            let node = entry.value.get("scheme");
            let id = node.map_or(Some(&*entry.key), Node::as_str)?.to_owned();
            Some((node.map_or_else(|| entry.place(), |node| node.place), id))
        };
        let named = applied.node.as_object().unwrap_or_default().iter().filter_map(scheme);
        let foreign: Vec<_> = named.filter(|(_, id)| !schemes.contains(id.as_str())).collect();
        let Some((place, id)) = foreign.first() else { continue };
        let names = list(foreign.iter().map(|(_, id)| id));
        let message =
            format!("authorizers of `{}` are for what is not an authentication scheme of it: {names}", subject.id());
        let diagnostic = Diagnostic::new(Code::AUTHORIZERS, *place, message).about(subject.id());
        context.push(diagnostic.did_you_mean(id, schemes.iter().copied()));
    }
}

/// What is named as an authorizer is one of the service.
pub(super) fn authorizer(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let known = scope.shape.traits.get(AUTHORIZERS).and_then(|applied| applied.node.as_object());
        let known: BTreeSet<&str> = known.unwrap_or_default().iter().map(|entry| &*entry.key).collect();
        let resources = scope.resources.iter().map(|(shape, _)| *shape);
        let operations = scope.operations.iter().map(|(shape, _)| *shape);
        for shape in std::iter::once(scope.shape).chain(resources).chain(operations) {
            let Some(applied) = shape.traits.get("aws.apigateway#authorizer") else { continue };
            let Some(name) = applied.node.as_str().filter(|name| !known.contains(name)) else { continue };
            let message =
                format!("`{}` names an authorizer that `{}` does not have: `{name}`", shape.id, scope.shape.id);
            let diagnostic = Diagnostic::new(Code::AUTHORIZER, applied.place(), message).about(&shape.id);
            context.push(diagnostic.did_you_mean(name, known.iter().copied()));
        }
    }
}

/// Private endpoints need what only they have.
pub(super) fn endpoints(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("aws.apigateway#endpointConfiguration") {
        let types = applied.node.get("types").and_then(Node::as_array).unwrap_or_default();
        let is_private = types.iter().any(|node| node.as_str() == Some("PRIVATE"));
        let address =
            applied.node.get("ipAddressType").filter(|node| node.as_str().is_some_and(|one| one != "dualstack"));
        let vpc = applied.node.get("vpcEndpointIds").filter(|node| node.as_array().is_some_and(|ids| !ids.is_empty()));
        let (place, message, help) = match (is_private, address, vpc) {
            (true, Some(node), _) => {
                let message = "endpoints of type `PRIVATE` have addresses of both versions";
                (node.place, message, "set `ipAddressType` to `dualstack`, or remove it")
            }
            (false, _, Some(node)) => {
                let message = "`vpcEndpointIds` are for endpoints of type `PRIVATE` only";
                (node.place, message, "remove `vpcEndpointIds`, or add the type `PRIVATE`")
            }
            _ => continue,
        };
        context.push(Diagnostic::new(Code::ENDPOINT_CONFIGURATION, place, message).about(subject.id()).help(help));
    }
}
