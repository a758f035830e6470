//! `ClientEndpointDiscovery`: the operation by which clients find endpoints (Smithy 2.0, "clientEndpointDiscovery trait").

use std::collections::BTreeSet;

use super::list;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::{Kind, Member, Model, Node, Shape, ShapeId};
use crate::validate::Context;
use crate::validate::index::Scope;

const TRAIT: &str = "aws.api#clientEndpointDiscovery";
const DISCOVERED: &str = "aws.api#clientDiscoveredEndpoint";

pub(super) fn validate(context: &mut Context<'_>) {
    let mut operations = BTreeSet::new();
    for scope in &*context.services() {
        let Some(applied) = scope.shape.traits.get(TRAIT) else { continue };
        service(context, scope, &applied.node, applied.place().to_key());
        let named = applied.node.get("operation").and_then(Node::as_str);
        operations.extend(named.and_then(|id| context.model.shape(id)).map(|shape| &shape.id));
    }
    for id in operations {
        operation(context, id);
    }
}

/// The operations of a service that are called at found endpoints report when an endpoint is not valid any more.
fn service(context: &mut Context<'_>, scope: &Scope<'_>, node: &Node, place: Place) {
    let mut discovered = scope.operations.iter().filter(|(shape, _)| shape.traits.has(DISCOVERED)).peekable();
    if discovered.peek().is_none() {
        let message = format!("`{}` finds endpoints for operations, but has none with `{DISCOVERED}`", scope.shape.id);
        let diagnostic = Diagnostic::new(Code::ENDPOINT_DISCOVERY, place, message).about(&scope.shape.id);
        let diagnostic = diagnostic.with_event_suffix("NoOperations").with_severity(Severity::Warning);
        context.push(diagnostic.help("apply it to the operations that are called at these endpoints"));
    }
    let Some(error) = node.get("error").and_then(Node::as_str) else {
        let message = format!("`{}` defines no error for endpoints that are not valid any more", scope.shape.id);
        let diagnostic = Diagnostic::new(Code::ENDPOINT_DISCOVERY, place, message).about(&scope.shape.id);
        let diagnostic = diagnostic.with_event_suffix("MissingErrorDefinition").with_severity(Severity::Danger);
        context.push(diagnostic.help("name the error in `error`"));
        return;
    };
    for (shape, operation) in discovered {
        let mut errors = operation.errors.iter().chain(&scope.service.errors);
        if !errors.any(|own| own.id == *error) {
            let message = format!(
                "`{}` is called at an endpoint that `{}` finds, but does not have the error `{error}`",
                shape.id, scope.shape.id
            );
            let place = shape.traits.place_of(DISCOVERED, shape.place).to_key();
            find(context, &shape.id, place, message, "add the error to the operation");
        }
    }
}

fn find(context: &mut Context<'_>, id: &ShapeId, place: Place, message: String, help: &str) {
    context.push(Diagnostic::new(Code::ENDPOINT_DISCOVERY, place, message).about(id).help(help));
}

/// The operation has a certain input and output.
fn operation(context: &mut Context<'_>, id: &ShapeId) {
    let model = context.model;
    let Some(operation) = model.shape(id).and_then(Shape::as_operation) else { return };
    if let Some(shape) = model.shape(&operation.input.id) {
        input(context, id, shape);
    }
    let Some(shape) = model.shape(&operation.output.id) else { return };
    let endpoints = shape.member("Endpoints").filter(|_| shape.members.len() == 1);
    let Some(endpoints) = endpoints else {
        let found = list(shape.members.iter().map(Member::name));
        let message = format!("the output of `{id}` must have the member `Endpoints` only, but has: {found}");
        find(context, id, operation.output.place, message, "use an output with this member only");
        return;
    };
    let Some(target) = model.target(endpoints) else { return };
    let Some(element) = target.member("member").filter(|_| matches!(target.kind, Kind::List)) else {
        let message = format!("`{}` is not a list", endpoints.id);
        find(context, &endpoints.id, endpoints.target.place, message, "target a list of structures");
        return;
    };
    if let Some(endpoint) = model.target(element) {
        elements(context, endpoint, element.target.place);
    }
}

fn input(context: &mut Context<'_>, id: &ShapeId, shape: &Shape) {
    let model = context.model;
    let foreign = shape.members.iter().filter(|member| !matches!(member.name(), "Operation" | "Identifiers"));
    let foreign: Vec<&Member> = foreign.collect();
    if let Some(first) = foreign.first() {
        let names = list(foreign.iter().map(|member| member.name()));
        let message =
            format!("the input of `{id}` may have the members `Operation` and `Identifiers` only, but has {names}");
        find(context, &shape.id, first.place, message, "remove the other members");
    }
    if let Some(member) = shape.member("Operation")
        && let Some(target) = model.target(member).filter(|target| !target.kind.is_string())
    {
        let message = format!("`{}` is not a string", member.id);
        find(context, &target.id, member.target.place, message, "target a string");
    }
    if let Some(member) = shape.member("Identifiers") {
        let is_map = |map: &Shape| {
            let is_string = |name: &str| {
                let target = map.member(name).and_then(|member| model.target(member));
                target.is_some_and(|target| target.kind.is_string())
            };
            matches!(map.kind, Kind::Map) && is_string("key") && is_string("value")
        };
        if !model.target(member).is_some_and(is_map) {
            let message = format!("`{}` is not a map from strings to strings", member.id);
            find(context, &member.id, member.target.place, message, "target a map from strings to strings");
        }
    }
}

/// An endpoint has an address and the minutes for which it is valid.
fn elements(context: &mut Context<'_>, endpoint: &Shape, mention: Place) {
    let id = &endpoint.id;
    if !matches!(endpoint.kind, Kind::Structure) {
        let message = format!("`{id}`, the element of the list of endpoints, is not a structure");
        find(context, id, mention, message, "use a structure with an address and a period");
        return;
    }
    let names: BTreeSet<&str> = endpoint.members.iter().map(Member::name).collect();
    if names != BTreeSet::from(["Address", "CachePeriodInMinutes"]) {
        let message =
            format!("`{id}` must have the members `Address` and `CachePeriodInMinutes` only, but has: {}", list(names));
        find(context, id, endpoint.place, message, "use a structure with these members only");
    }
    check(context, endpoint.member("Address"), "string", |target| target.kind.is_string());
    check(context, endpoint.member("CachePeriodInMinutes"), "long", |target| matches!(target.kind, Kind::Long));
}

fn check(context: &mut Context<'_>, member: Option<&Member>, kind: &str, is_right: fn(&Shape) -> bool) {
    let Some(member) = member else { return };
    let model: &Model = context.model;
    if model.target(member).is_some_and(|target| !is_right(target)) {
        let message = format!("`{}` is not a {kind}", member.id);
        find(context, &member.id, member.target.place, message, &format!("target a {kind}"));
    }
}
