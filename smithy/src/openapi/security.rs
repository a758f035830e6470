//! How callers prove who they are (Smithy 2.0, "Authentication traits").

use super::object::{Object, texts};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::model::{Applied, Model, Node, Shape, ShapeId, Trait};

/// Reports the schemes of a service that OpenAPI cannot describe.
pub(super) fn warn(model: &Model, service: &Shape, report: &mut Report) {
    for applied in known(model, service).filter(|applied| scheme(applied).is_none()) {
        let message = format!("`{}` is left out: OpenAPI cannot describe this authentication scheme", applied.id);
        let place = service.traits.place_of(applied.id.as_str(), service.place);
        report.push(Diagnostic::new(Code::OPENAPI_MEMBER, place, message).about(&service.id));
    }
}

/// The schemes of a service, by name.
pub(super) fn schemes(model: &Model, service: &Shape) -> Object {
    let mut schemes = Object::new();
    for applied in known(model, service) {
        schemes.put_some(&name(&applied.id), scheme(applied));
    }
    schemes
}

/// What a request to a service needs: one of these.
pub(super) fn of_service(model: &Model, service: &Shape) -> Vec<Node> {
    requirements(model, service, service)
}

/// What a request for an operation needs, where that is something else.
pub(super) fn of_operation(model: &Model, service: &Shape, operation: &Shape) -> Option<Vec<Node>> {
    if schemes(model, service).is_empty() {
        return None;
    }
    let traits = &operation.traits;
    if !traits.optional_auth() && traits.auth().is_none() {
        return None;
    }
    let from = if traits.auth().is_some() { operation } else { service };
    let mut requirements = requirements(model, service, from);
    // To OpenAPI, an empty list would mean that nothing is needed.
    if requirements.is_empty() && traits.auth().is_some_and(|chosen| !chosen.is_empty()) {
        return None;
    }
    if traits.optional_auth() {
        requirements.push(Object::new().into());
    }
    Some(requirements)
}

/// The schemes that `@auth` of a shape names, in its order, or else all of the service, sorted by id.
fn requirements(model: &Model, service: &Shape, from: &Shape) -> Vec<Node> {
    let known: Vec<&ShapeId> =
        known(model, service).filter(|applied| scheme(applied).is_some()).map(|applied| &applied.id).collect();
    let chosen: Vec<&ShapeId> = match from.traits.auth() {
        Some(chosen) => chosen.iter().filter(|id| known.contains(id)).collect(),
        None => known,
    };
    chosen.into_iter().map(|id| Object::new().with(&name(id), Vec::<Node>::new()).into()).collect()
}

/// The traits of a service that are authentication schemes.
fn known<'m>(model: &'m Model, service: &'m Shape) -> impl Iterator<Item = &'m Applied> {
    service.traits.iter().filter(|applied| model.is_auth_scheme(applied.id.as_str()))
}

/// The scheme, if OpenAPI has one like it.
fn scheme(applied: &Applied) -> Option<Object> {
    let http = |scheme: &str| Object::new().with("type", "http").with("scheme", scheme);
    let key = |name: &str, place: &str| Object::new().with("type", "apiKey").with("name", name).with("in", place);
    let signed = |description: &str, kind: &str| {
        let scheme = key("Authorization", "header").with("description", description);
        scheme.with("x-amazon-apigateway-authtype", kind)
    };
    Some(match applied.id.as_str() {
        "smithy.api#httpBasicAuth" => http("basic"),
        "smithy.api#httpDigestAuth" => http("digest"),
        "smithy.api#httpBearerAuth" => http("bearer"),
        "smithy.api#httpApiKeyAuth" => {
            let Trait::HttpApiKeyAuth(auth) = &applied.value else { return None };
            let mut scheme = key(&auth.name, if auth.is_header { "header" } else { "query" });
            let before = applied.node.get("scheme").and_then(Node::as_str);
            scheme.put_some("description", before.map(|before| format!("The key follows the word `{before}`.")));
            scheme
        }
        "aws.auth#sigv4" => signed("AWS Signature Version 4 authentication", "awsSigv4"),
        "aws.auth#sigv4a" => signed("AWS Signature Version 4A authentication", "awsSigv4a"),
        "aws.auth#cognitoUserPools" => {
            let scheme = signed("Amazon Cognito User Pools authentication", "cognito_user_pools");
            let pools = applied.node.get("providerArns").and_then(Node::as_array).unwrap_or_default();
            let pools = texts(pools.iter().filter_map(Node::as_str));
            let authorizer = Object::new().with("type", "cognito_user_pools").with("providerARNs", pools);
            scheme.with("x-amazon-apigateway-authorizer", authorizer)
        }
        _ => return None,
    })
}

/// The keys of components have no `#`.
fn name(id: &ShapeId) -> String {
    id.as_str().replace('#', ".")
}
