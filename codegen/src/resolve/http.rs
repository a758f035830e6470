//! Which part of an HTTP message carries which member.

use percent_encoding::percent_decode_str;

use super::types::Facts;
use crate::ir::{
    self, Binding, Bound, Format, HostPart, Message, MessageBody, PathPart, Payload, PayloadMember, Presence, Reach,
    Structure, Type,
};
use crate::name::Ident;
use shapewright_smithy::bindings::{self, Body, Location, PayloadKind};
use shapewright_smithy::model::traits::{self, HostPrefix, Http, UriSegment};
use shapewright_smithy::model::{Member, Shape};
use shapewright_smithy::protocol::{Family, Protocol};

/// A structure as the model has it and as it was resolved; the first is missing for what stands for the unit type.
#[derive(Clone, Copy)]
pub(super) struct Resolved<'m, 'r> {
    pub(super) shape: Option<&'m Shape>,
    pub(super) structure: &'r Structure,
}

/// The messages of an operation.
#[derive(Clone, Copy)]
pub(super) struct Messages<'m, 'r> {
    pub(super) input: Resolved<'m, 'r>,
    pub(super) output: Resolved<'m, 'r>,
}

impl Messages<'_, '_> {
    /// Whether one of them is a stream.
    pub(super) fn stream(&self) -> bool {
        self.input.structure.streaming || self.output.structure.streaming
    }
}

/// Where a request carries a member of its input.
pub(super) fn in_request<'m>(facts: &Facts<'m>, member: &'m Member) -> Location<'m> {
    Location::in_request(facts.closure.protocol, member, facts.closure.target(member))
}

/// Where a response carries a member of an output or an error.
pub(super) fn in_response<'m>(facts: &Facts<'m>, member: &'m Member) -> Location<'m> {
    Location::in_response(facts.closure.protocol, member, facts.closure.target(member))
}

/// The message that an input makes.
pub(super) fn request<'m>(facts: &Facts<'m>, input: Resolved<'m, '_>, http: Option<&Http>) -> Message {
    let bindings = bindings(input, |member| {
        let location = in_request(facts, member);
        let format = || facts.text_format(member, location);
        match location {
            Location::Label => label(member.name(), format(), http),
            Location::Query(name) => Some(Bound::Query { name: name.to_owned(), format: format() }),
            Location::QueryParams => Some(Bound::QueryParams { bound: bound_queries(input, http) }),
            _ => header(facts, member, location),
        }
    });
    let members = &input.structure.members;
    let tokens = members.iter().filter(|member| member.idempotency_token);
    let (body, whole) = bodies(facts, input, |protocol| Body::of_request(protocol, facts.closure.model, input.shape));
    Message {
        ty: input.structure.name.ident.clone(),
        bindings,
        fills_read: !is_object(&body) && members.iter().any(|member| reach(member).is_some()),
        fills_written: members.iter().any(|member| member.outside_request && reach(member) == Some(Reach::Everyone)),
        body,
        whole,
        idempotency_tokens: tokens.map(|member| member.name.ident.clone()).collect(),
    }
}

/// The message that an output or an error makes.
pub(super) fn response<'m>(facts: &Facts<'m>, answer: Resolved<'m, '_>, method: &str, status: u16) -> Message {
    let bindings = bindings(answer, |member| match in_response(facts, member) {
        Location::Status => Some(Bound::Status),
        location => header(facts, member, location),
    });
    let members = &answer.structure.members;
    let model = facts.closure.model;
    let (body, whole) =
        bodies(facts, answer, |protocol| Body::of_response(protocol, model, answer.shape, method, status));
    Message {
        ty: answer.structure.name.ident.clone(),
        bindings,
        fills_read: !is_object(&body)
            && members.iter().any(|member| reach(member).is_some_and(|reach| reach != Reach::Servers)),
        fills_written: members.iter().any(|member| member.outside_response && reach(member).is_some()),
        body,
        whole,
        idempotency_tokens: Vec::new(),
    }
}

/// Has the response hold the value of its only member without an element around it, if the protocol has elements.
pub(super) fn unwrap<'m>(facts: &Facts<'m>, output: Resolved<'m, '_>, response: &mut Message) {
    let Some((protocol, shape)) = facts.closure.of_family(Family::Rest).zip(output.shape) else { return };
    if let Some(payload) = bindings::Payload::unwrapped(protocol, facts.closure.model, shape) {
        response.body = body(facts, output, Body::Payload(payload));
        response.fills_read =
            output.structure.members.iter().any(|member| reach(member).is_some_and(|reach| reach != Reach::Servers));
    }
}

/// The body of a message, and the one where all members travel in it, for services that have both.
fn bodies<'m>(
    facts: &Facts<'m>,
    message: Resolved<'m, '_>,
    of: impl Fn(&'static Protocol) -> Body<'m>,
) -> (MessageBody, Option<MessageBody>) {
    let bound = facts.closure.of_family(Family::Rest).map(|protocol| body(facts, message, of(protocol)));
    let whole = facts.closure.of_family(Family::Rpc).map(|protocol| match body(facts, message, of(protocol)) {
        MessageBody::Payload(payload @ Payload::Events { .. }) if message.structure.members.len() > 1 => {
            MessageBody::InitialMessage(payload)
        }
        MessageBody::Payload(payload) if !matches!(payload, Payload::Events { .. }) => {
            MessageBody::Unsupported(payload)
        }
        body => body,
    });
    match (bound, whole) {
        (Some(bound), whole) => (bound, whole),
        (None, whole) => (whole.unwrap_or(MessageBody::None), None),
    }
}

/// Whether members are read as those of an object, which fills in their defaults.
fn is_object(body: &MessageBody) -> bool {
    matches!(body, MessageBody::Members | MessageBody::InitialMessage(_))
}

/// Who puts in the default of an optional member.
fn reach(member: &ir::Member) -> Option<Reach> {
    match member.presence {
        Presence::OptionalDefault { value: _, reach } => Some(reach),
        Presence::Required | Presence::Default(_) | Presence::Optional => None,
    }
}

fn bindings<'m>(message: Resolved<'m, '_>, bind: impl Fn(&'m Member) -> Option<Bound>) -> Vec<Binding> {
    let members = message.shape.into_iter().flat_map(|shape| &shape.members).zip(&message.structure.members);
    let bindings = members.enumerate().filter_map(|(index, (member, resolved))| {
        Some(Binding {
            field: resolved.name.ident.clone(),
            wire: resolved.name.wire.clone(),
            index,
            bound: bind(member)?,
            optional: matches!(resolved.ty, Type::Option(_)),
            hides_default: resolved.hides_default,
            sensitive: message.structure.sensitive || resolved.sensitive || resolved.hides_keys,
        })
    });
    bindings.collect()
}

/// The label of that name; `None` if the path has none, which was reported.
fn label(name: &str, format: Format, http: Option<&Http>) -> Option<Bound> {
    let http = http?;
    let place = http.uri.labels().position(|label| label == name)?;
    let greedy =
        (http.uri.segments.iter()).any(|segment| matches!(segment, UriSegment::Greedy(label) if &**label == name));
    Some(Bound::Label { place, format, greedy })
}

fn header<'m>(facts: &Facts<'m>, member: &'m Member, location: Location<'m>) -> Option<Bound> {
    match location {
        Location::Header(name) => {
            Some(Bound::Header { name: name.to_ascii_lowercase(), format: facts.text_format(member, location) })
        }
        Location::PrefixHeaders(prefix) => Some(Bound::PrefixHeaders { prefix: prefix.to_ascii_lowercase() }),
        _ => None,
    }
}

/// The names that are no business of `httpQueryParams` (Smithy 2.0, "httpQueryParams trait").
fn bound_queries(input: Resolved<'_, '_>, http: Option<&Http>) -> Vec<String> {
    let members = input.shape.into_iter().flat_map(|shape| &shape.members);
    let queries = members.filter_map(|member| member.traits.http_query()).map(str::to_owned);
    let literals = http.into_iter().flat_map(|http| &http.uri.query).map(|literal| decode(&literal.name));
    queries.chain(literals).collect()
}

fn body(facts: &Facts<'_>, message: Resolved<'_, '_>, body: Body<'_>) -> MessageBody {
    let payload = match body {
        Body::None => return MessageBody::None,
        Body::Empty => return MessageBody::Empty,
        Body::Document => return MessageBody::Members,
        Body::Payload(payload) => payload,
    };
    // The members of the two are the same, in the same order.
    let Some(resolved) = message.structure.members.get(payload.index) else { return MessageBody::None };
    let member = PayloadMember {
        field: resolved.name.ident.clone(),
        wire: resolved.name.wire.clone(),
        index: payload.index,
        optional: matches!(resolved.ty, Type::Option(_)),
        required: payload.member.traits.required(),
        hides_default: resolved.hides_default,
    };
    let media_type = payload.media_type(facts.closure.protocol).to_owned();
    let any = payload.media_type.is_none();
    MessageBody::Payload(match payload.kind {
        PayloadKind::Events => Payload::Events { member, union: facts.names.ty(payload.target).clone() },
        PayloadKind::Stream => {
            Payload::Stream { member, media_type, any, sized: payload.target.traits.requires_length() }
        }
        PayloadKind::Blob => Payload::Blob { member, media_type, any },
        PayloadKind::Text => Payload::Text { member, media_type },
        PayloadKind::Structure => Payload::Structure(member),
        PayloadKind::Value => Payload::Value(member),
    })
}

/// The path of a request, with its labels as positions among the bindings.
pub(super) fn path(http: Option<&Http>, bindings: &[Binding]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut labels = 0;
    for segment in http.into_iter().flat_map(|http| &http.uri.segments) {
        literal.push('/');
        if let UriSegment::Literal(text) = segment {
            literal.push_str(text);
            continue;
        }
        let is_meant = |binding: &Binding| matches!(binding.bound, Bound::Label { place, .. } if place == labels);
        if let Some(index) = bindings.iter().position(is_meant) {
            parts.push(PathPart::Literal(std::mem::take(&mut literal)));
            parts.push(PathPart::Label(index));
        }
        labels += 1;
    }
    if !literal.is_empty() {
        parts.push(PathPart::Literal(literal));
    }
    parts
}

/// The literal query parts of a request, as they go over the wire.
pub(super) fn query_literals(http: Option<&Http>) -> Vec<String> {
    let literals = http.into_iter().flat_map(|http| &http.uri.query).map(|literal| match &literal.value {
        Some(value) => format!("{}={value}", literal.name),
        None => literal.name.to_string(),
    });
    literals.collect()
}

/// What goes in front of the host (Smithy 2.0, "endpoint trait").
pub(super) fn host_prefix(prefix: &HostPrefix, input: &Structure) -> Vec<HostPart> {
    let label = |name: &str| {
        let member = input.members.iter().find(|member| member.name.wire == name)?;
        let field: Ident = member.name.ident.clone();
        Some(HostPart::Label { field, wire: member.name.wire.clone() })
    };
    let parts = prefix.parts.iter().filter_map(|part| match part {
        traits::HostPart::Literal(text) => Some(HostPart::Literal(text.to_string())),
        traits::HostPart::Label(name) => label(name),
    });
    parts.collect()
}

/// Undoes percent-encoding; bytes that are no UTF-8 become U+FFFD, which no request can match.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
