//! `StreamingTrait`, `EventPayloadTrait`: streams are members of inputs and outputs only (Smithy 2.0, "Streaming").

use std::collections::{HashMap, HashSet};

use super::{members_with, protocols, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member, Model, Shape, ShapeId};
use crate::validate::Context;

const STREAMING: &str = "smithy.api#streaming";

pub(super) fn validate(context: &mut Context<'_>) {
    payloads_of_events(context);
    events(context);
    let streams = streams(context.model);
    for (shape, members) in &streams {
        for member in members {
            place(context, shape, member);
        }
    }
    let with_streams: HashMap<&ShapeId, &Member> =
        streams.iter().filter_map(|(shape, members)| Some((&shape.id, *members.first()?))).collect();
    if !with_streams.is_empty() {
        uses(context, &with_streams);
        bindings(context, &with_streams);
    }
}

/// Whether a member targets a stream.
fn is_stream(model: &Model, member: &Member) -> bool {
    model.target(member).is_some_and(|target| target.traits.has(STREAMING))
}

/// The shapes that have members which are streams, with these.
fn streams(model: &Model) -> Vec<(&Shape, Vec<&Member>)> {
    let shapes = model.shapes().map(|shape| {
        let members = shape.members.iter().filter(|member| is_stream(model, member));
        (shape, members.collect::<Vec<_>>())
    });
    shapes.filter(|(_, members)| !members.is_empty()).collect()
}

/// Beside the payload of an event, there is room for headers only (Smithy 2.0, "eventPayload trait").
fn payloads_of_events(context: &mut Context<'_>) {
    let mut shapes: Vec<&Shape> = context.with_trait("smithy.api#eventPayload").iter().map(|one| one.shape).collect();
    shapes.dedup_by(|a, b| a.id == b.id);
    for shape in shapes {
        let Some((payload, applied)) = members_with(shape, "smithy.api#eventPayload").next() else { continue };
        let is_bound = |member: &&Member| member.traits.event_header() || member.traits.event_payload();
        let unbound: Vec<&Member> = shape.members.iter().filter(|member| !is_bound(member)).collect();
        let Some(first) = unbound.first() else { continue };
        let names = ticked(unbound.iter().map(|member| member.name()));
        let message =
            format!("members of `{}` cannot be in the event, whose payload is `{}`: {names}", shape.id, payload.name());
        let diagnostic = Diagnostic::new(Code::EVENT_PAYLOAD, first.place, message).about(&shape.id);
        let diagnostic = diagnostic.related(applied.place().to_key(), "the payload");
        context.push(diagnostic.help("apply `smithy.api#eventHeader` to them, or remove `smithy.api#eventPayload`"));
    }
}

/// Events are structures (Smithy 2.0, "Event streams").
fn events(context: &mut Context<'_>) {
    for subject in context.with_trait(STREAMING) {
        let shape = subject.shape;
        if !matches!(shape.kind, Kind::Union) {
            continue;
        }
        let is_other = |member: &&Member| {
            let target = context.model.target(member);
            target.is_some_and(|target| !matches!(target.kind, Kind::Structure))
        };
        let others: Vec<&Member> = shape.members.iter().filter(is_other).collect();
        let Some(first) = others.first() else { continue };
        let names = ticked(others.iter().map(|member| member.name()));
        let message = format!("events of `{}` must be structures, but these are not: {names}", shape.id);
        let diagnostic = Diagnostic::new(Code::STREAMING, first.target.place, message).about(&shape.id);
        context.push(diagnostic.help("target a structure, with a member for the value"));
    }
}

/// Checks a member that is a stream.
fn place(context: &mut Context<'_>, shape: &Shape, member: &Member) {
    if !matches!(shape.kind, Kind::Structure) {
        let message = format!("`{}` is a stream, but not a member of an input or output", member.id);
        let diagnostic = Diagnostic::new(Code::STREAMING, member.place, message).about(&member.id);
        return context.push(diagnostic.help("make the stream a member of the input or output itself"));
    }
    let is_blob = context.model.target(member).is_some_and(|target| matches!(target.kind, Kind::Blob));
    if is_blob && !member.traits.required() && !member.traits.has("smithy.api#default") {
        let message = format!("`{}` is a streaming blob and must be required or have a default", member.id);
        let diagnostic = Diagnostic::new(Code::STREAM_WITHOUT_DEFAULT, member.place, message).about(&member.id);
        context.push(diagnostic.help("apply `smithy.api#required`, or `smithy.api#default` with `\"\"`"));
    }
}

/// Structures with a stream are inputs and outputs; those with a stream of known length are inputs.
fn uses(context: &mut Context<'_>, with_streams: &HashMap<&ShapeId, &Member>) {
    let model = context.model;
    for shape in model.shapes() {
        for member in &shape.members {
            if let Some(stream) = with_streams.get(&member.target.id) {
                let message = format!("`{}` targets `{}`, which has a stream", member.id, member.target.id);
                let diagnostic = Diagnostic::new(Code::STREAMING, member.target.place, message).about(&member.id);
                let diagnostic = diagnostic.related(stream.place, "the stream");
                context.push(diagnostic.help("only inputs and outputs of operations may have streams"));
            }
        }
        let (output, errors) = match &shape.kind {
            Kind::Operation(operation) => (Some(&operation.output), &operation.errors),
            Kind::Service(service) => (None, &service.errors),
            _ => continue,
        };
        for error in errors {
            if let Some(stream) = with_streams.get(&error.id) {
                let message = format!("`{}` is an error of `{}` and cannot have a stream", error.id, shape.id);
                let diagnostic = Diagnostic::new(Code::STREAMING, error.place, message).about(&error.id);
                let diagnostic = diagnostic.related(stream.place, "the stream");
                context.push(diagnostic.help("only inputs and outputs of operations may have streams"));
            }
        }
        let Some((output, stream)) = output.and_then(|output| Some((output, with_streams.get(&output.id)?))) else {
            continue;
        };
        if model.target(stream).is_some_and(|target| target.traits.has("smithy.api#requiresLength")) {
            let message = format!(
                "`{}` is the output of `{}`, but its stream must have a known length, as only streams of inputs can",
                output.id, shape.id
            );
            let diagnostic = Diagnostic::new(Code::STREAMING, output.place, message).about(&output.id);
            let diagnostic = diagnostic.related(stream.place, "the stream");
            context.push(diagnostic.help("target a stream without `smithy.api#requiresLength`"));
        }
    }
}

/// Streams are payloads in services whose protocol has payloads (Smithy 2.0, "streaming trait").
fn bindings(context: &mut Context<'_>, with_streams: &HashMap<&ShapeId, &Member>) {
    const PAYLOAD: &str = "smithy.api#httpPayload";
    let model = context.model;
    let mut seen = HashSet::new();
    for (service, _) in model.services() {
        let protocols = protocols(model, service);
        let Some((protocol, _)) = protocols.iter().find(|(_, traits)| traits.contains(&PAYLOAD)) else { continue };
        for shape in model.closure(service) {
            if !with_streams.contains_key(&shape.id) || !matches!(shape.kind, Kind::Structure) {
                continue;
            }
            let unbound = shape.members.iter().filter(|member| is_stream(model, member) && !member.traits.has(PAYLOAD));
            for member in unbound.filter(|member| seen.insert((&service.id, &member.id))) {
                let message = format!("`{}` is a stream and must be bound to the payload", member.id);
                let diagnostic = Diagnostic::new(Code::STREAM_NOT_PAYLOAD, member.place, message).about(&member.id);
                let diagnostic = diagnostic.related(protocol.place().to_key(), "protocol with payloads");
                context.push(diagnostic.help(format!("apply the trait `{PAYLOAD}`")));
            }
        }
    }
}
