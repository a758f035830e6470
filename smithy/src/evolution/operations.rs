//! Operations: how requests find theirs, and what their messages are.

use std::collections::BTreeSet;

use super::Effect;
use super::errors::compare_errors;
use super::members::{Message, compare_messages};
use super::services::{Pair, Side};
use crate::bindings::{Body, PayloadKind};
use crate::diagnostics::Place;
use crate::model::traits::Http;
use crate::model::{Model, Operation, Shape, ShapeId, UNIT};
use crate::protocol::Family;

/// An operation in one version.
#[derive(Clone, Copy)]
pub(super) struct Known<'m> {
    pub(super) shape: &'m Shape,
    pub(super) operation: &'m Operation,
}

/// The operations of clients, each with the one of servers that its requests reach.
pub(super) struct Operations<'m> {
    pairs: Vec<(Known<'m>, Option<Known<'m>>)>,
}

impl<'m> Operations<'m> {
    pub(super) fn of(pair: &Pair<'m>) -> Self {
        let all = |side: Side<'m>| -> Vec<Known<'m>> {
            let operations = side.model.operations(side.service).into_iter();
            operations.map(|(shape, operation)| Known { shape, operation }).collect()
        };
        let (client, server) =
            if pair.flow.is_request() { (pair.writer, pair.reader) } else { (pair.reader, pair.writer) };
        let (clients, servers) = (all(client), all(server));
        let reached = |one: &Known<'m>| {
            let by_name = servers.iter().find(|other| other.shape.id.name() == one.shape.id.name()).copied();
            match pair.protocol.family {
                Family::Rpc => by_name,
                // Requests know no names: another operation of the same route gets them.
                Family::Rest => {
                    let route = route(one.shape);
                    let same = |other: &&Known<'m>| route.is_some() && self::route(other.shape) == route;
                    by_name.filter(|other| same(&other)).or_else(|| servers.iter().find(same).copied()).or(by_name)
                }
            }
        };
        Self { pairs: clients.iter().map(|one| (*one, reached(one))).collect() }
    }
}

fn route(shape: &Shape) -> Option<String> {
    shape.traits.http().map(Http::route)
}

/// Compares the messages of all operations.
pub(super) fn compare_operations<'m>(pair: &mut Pair<'m>, operations: &Operations<'m>) {
    for (client, server) in &operations.pairs {
        pair.operation = client.shape.id.name().to_owned();
        match server {
            Some(server) => compare(pair, *client, *server),
            None if pair.flow.is_request() => {
                let message = format!("{} do not have the operation", pair.flow.readers());
                pair.push(pair.wider(), &client.shape.id, (client.shape.place, Place::NOWHERE), message);
            }
            None => {}
        }
    }
}

fn compare<'m>(pair: &mut Pair<'m>, client: Known<'m>, server: Known<'m>) {
    let is_rest = pair.protocol.family == Family::Rest;
    let is_same_route = route(client.shape) == route(server.shape);
    let (writer, reader) = if pair.flow.is_request() { (client, server) } else { (server, client) };
    if pair.flow.is_request() {
        if is_rest && !is_same_route {
            let shown = |shape: &Shape| match shape.traits.http() {
                Some(http) => format!("{} {}", http.method, http.uri.text),
                None => "no route".to_owned(),
            };
            let message = format!(
                "{} send `{}`, {} expect `{}`",
                pair.flow.writers(),
                shown(client.shape),
                pair.flow.readers(),
                shown(server.shape)
            );
            let place = |shape: &Shape| shape.traits.place_of("smithy.api#http", shape.place);
            pair.push(Effect::Breaks, &client.shape.id, (place(client.shape), place(server.shape)), message);
            return;
        }
        hosts(pair, client, server);
        authentication(pair, client, server);
        transfer(pair, client, server);
    } else {
        // What does not arrive is not responded to.
        if is_rest && !is_same_route {
            return;
        }
        if is_rest {
            statuses(pair, writer, reader);
        }
        compare_errors(pair, writer, reader);
    }
    let (from, to) = (message(pair, pair.writer.model, writer), message(pair, pair.reader.model, reader));
    bodies(pair, &from, &to);
    compare_messages(pair, &from, &to);
}

/// The request or the response of an operation.
fn message<'m>(pair: &Pair<'_>, model: &'m Model, known: Known<'m>) -> Message<'m> {
    let Known { shape, operation } = known;
    let structure = |id: &ShapeId| if *id == UNIT { None } else { model.shape(id) };
    let http = shape.traits.http();
    if pair.flow.is_request() {
        let input = structure(&operation.input.id);
        let body = Body::of_request(pair.protocol, model, input);
        return Message { shape: input, owner: shape, body, http };
    }
    let output = structure(&operation.output.id);
    let (method, status) = http.map_or(("POST", 200), |http| (&*http.method, http.code));
    let body = Body::of_response(pair.protocol, model, output, method, status);
    Message { shape: output, owner: shape, body, http }
}

/// A server refuses a body where it expects none, and another type of content than it expects.
fn bodies(pair: &mut Pair<'_>, writer: &Message<'_>, reader: &Message<'_>) {
    let places = (writer.place(), reader.place());
    let id = writer.id();
    match (&writer.body, &reader.body) {
        (Body::Document | Body::Payload(_), Body::None) if pair.flow.is_request() => {
            let message = format!(
                "{} send a body, and {} respond with status 415, because they expect none",
                pair.flow.writers(),
                pair.flow.readers()
            );
            pair.push(Effect::Breaks, id, places, message);
        }
        (Body::Payload(from), Body::Payload(to)) => {
            let types = (from.media_type(pair.protocol), to.media_type(pair.protocol));
            let takes_any = matches!(to.kind, PayloadKind::Blob | PayloadKind::Stream) && to.media_type.is_none();
            if types.0 != types.1 && !takes_any {
                let message = format!("the body is sent as `{}`, and read as `{}`", types.0, types.1);
                pair.push(Effect::Breaks, &from.member.id, (from.member.place, to.member.place), message);
            }
        }
        (Body::Document, Body::Payload(_)) | (Body::Payload(_), Body::Document) => {
            let message = "the body is one member in one version, and an object with members in the other".to_owned();
            pair.push(Effect::Breaks, id, places, message);
        }
        _ => {}
    }
}

fn statuses(pair: &mut Pair<'_>, writer: Known<'_>, reader: Known<'_>) {
    let code = |known: Known<'_>| known.shape.traits.http().map_or(200, |http| http.code);
    let (from, to) = (code(writer), code(reader));
    if from == to {
        return;
    }
    let places = (writer.shape.place, reader.shape.place);
    let is_success = (200..300).contains(&from) && (200..300).contains(&to);
    let (effect, note) = match is_success {
        true => (Effect::Depends, "clients that accept any status of success do not notice"),
        false => (Effect::Breaks, "only one of them is a success"),
    };
    let message = format!("the status is {from}, and {} expect {to}: {note}", pair.flow.readers());
    pair.push(effect, &reader.shape.id, places, message);
}

fn hosts(pair: &mut Pair<'_>, client: Known<'_>, server: Known<'_>) {
    let prefix = |known: Known<'_>| known.shape.traits.endpoint().map(|prefix| prefix.text.to_string());
    let (from, to) = (prefix(client), prefix(server));
    if from != to {
        let shown = |prefix: &Option<String>| match prefix {
            Some(prefix) => format!("the prefix `{prefix}`"),
            None => "no prefix".to_owned(),
        };
        let message = format!(
            "{} call a host with {}, {} expect {}: the old host must keep working",
            pair.flow.writers(),
            shown(&from),
            pair.flow.readers(),
            shown(&to)
        );
        pair.push(Effect::Depends, &client.shape.id, (client.shape.place, server.shape.place), message);
    }
}

/// The schemes that an operation accepts.
fn schemes<'m>(side: Side<'m>, known: Known<'m>) -> BTreeSet<&'m str> {
    let mut schemes: BTreeSet<&str> = side.model.auth_schemes(side.shape, Some(known.shape)).into_iter().collect();
    if known.shape.traits.optional_auth() || schemes.is_empty() {
        schemes.insert("none");
    }
    schemes
}

fn authentication(pair: &mut Pair<'_>, client: Known<'_>, server: Known<'_>) {
    let (from, to) = (schemes(pair.writer, client), schemes(pair.reader, server));
    if from.is_subset(&to) || from.contains("none") && to.contains("none") {
        return;
    }
    let shown = |schemes: &BTreeSet<&str>| schemes.iter().copied().collect::<Vec<_>>().join(", ");
    let message = format!(
        "{} authenticate by {}, {} accept {}",
        pair.flow.writers(),
        shown(&from),
        pair.flow.readers(),
        shown(&to)
    );
    pair.push(Effect::Depends, &client.shape.id, (client.shape.place, server.shape.place), message);
}

/// What is done to bodies.
fn transfer(pair: &mut Pair<'_>, client: Known<'_>, server: Known<'_>) {
    let places = (client.shape.place, server.shape.place);
    let is_compressed = |known: Known<'_>| known.shape.traits.request_compression().is_some();
    if is_compressed(client) && !is_compressed(server) {
        let message =
            format!("{} compress large bodies, {} do not expect it", pair.flow.writers(), pair.flow.readers());
        pair.push(Effect::Breaks, &client.shape.id, places, message);
    }
    let demands = |known: Known<'_>| {
        let traits = &known.shape.traits;
        traits.http_checksum_required() || traits.http_checksum().is_some_and(|one| one.request_checksum_required)
    };
    if demands(server) && !demands(client) {
        let message =
            format!("{} should require a checksum, which {} may omit", pair.flow.readers(), pair.flow.writers());
        pair.push(Effect::Depends, &client.shape.id, places, message);
    }
}
