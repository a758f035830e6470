//! Validators of HTTP bindings, streams, endpoints, authentication and XML (Smithy 2.0, "HTTP bindings", "Streaming",
//! "Endpoint traits", "XML bindings").

mod auth;
mod conflict;
mod headers;
mod host;
mod ignored;
mod labels;
mod location;
mod method;
mod missing;
mod mqtt;
mod payload;
mod protocols;
mod query;
mod status;
mod streaming;
mod uri;
mod xml;

use super::{Context, Validator};
use crate::model::traits::Http;
use crate::model::{Applied, Member, Model, Node, Operation, Reference, Shape, UNIT};

pub(super) const VALIDATORS: &[Validator] = &[
    auth::api_key,
    auth::cors,
    conflict::validate,
    headers::headers,
    headers::prefixes,
    host::validate,
    ignored::validate,
    labels::validate,
    method::validate,
    missing::validate,
    mqtt::validate,
    payload::validate,
    protocols::validate,
    query::params,
    query::queries,
    status::validate,
    streaming::validate,
    uri::format,
    uri::greedy,
    xml::flattened,
    xml::namespaces,
];

/// An operation with an `http` trait that could be read.
#[derive(Clone, Copy)]
struct HttpOperation<'m> {
    shape: &'m Shape,
    operation: &'m Operation,
    applied: &'m Applied,
    http: &'m Http,
}

/// The operations with the trait `http`, sorted by id.
fn operations<'m>(context: &Context<'m>) -> Vec<HttpOperation<'m>> {
    let applied = context.applied("smithy.api#http").into_iter();
    let operations = applied.filter_map(|(subject, applied)| {
        let operation = subject.shape.as_operation()?;
        Some(HttpOperation { shape: subject.shape, operation, applied, http: subject.traits().http()? })
    });
    operations.collect()
}

/// The structure that an operation takes or returns; `None` for the unit type.
fn structure<'m>(model: &'m Model, reference: &Reference) -> Option<&'m Shape> {
    model.shape(&reference.id).filter(|shape| shape.id != UNIT)
}

/// The members with a trait, and the trait.
fn members_with<'m>(shape: &'m Shape, id: &'static str) -> impl Iterator<Item = (&'m Member, &'m Applied)> {
    shape.members.iter().filter_map(move |member| Some((member, member.traits.get(id)?)))
}

/// The protocols of a service, and the traits that each supports as its definition says.
fn protocols<'m>(model: &'m Model, service: &'m Shape) -> Vec<(&'m Applied, Vec<&'m str>)> {
    let protocols = service.traits.iter().filter_map(|applied| {
        let definition = model.shape(&applied.id)?.traits.get("smithy.api#protocolDefinition")?;
        let traits = definition.node.get("traits").and_then(Node::as_array).unwrap_or_default();
        Some((applied, traits.iter().filter_map(Node::as_str).collect()))
    });
    protocols.collect()
}

/// `a`, `b`, `c`
fn ticked<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
