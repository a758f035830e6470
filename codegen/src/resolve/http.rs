//! Which part of an HTTP message carries which member.

use percent_encoding::percent_decode_str;

use super::types::{Facts, media_type};
use crate::ir::{
    self, Binding, Bound, HostPart, Message, MessageBody, PathPart, Payload, PayloadMember, Presence, Reach, Structure,
    Type,
};
use crate::name::Ident;
use shapewright_smithy::model::traits::{self, HostPrefix, Http, UriSegment};
use shapewright_smithy::model::{Kind, Member, Shape};

/// A structure as the model has it and as it was resolved; the first is missing for what stands for the unit type.
#[derive(Clone, Copy)]
pub(super) struct Resolved<'m, 'r> {
    pub(super) shape: Option<&'m Shape>,
    pub(super) structure: &'r Structure,
}

/// Whether a request carries the member of an input outside the JSON body.
pub(super) fn is_outside_request(member: &Member, target: &Shape) -> bool {
    let traits = &member.traits;
    traits.http_label()
        || traits.http_query().is_some()
        || traits.http_query_params()
        || is_outside_both(member, target)
}

/// Whether a response carries the member of an output or an error outside the JSON body.
pub(super) fn is_outside_response(member: &Member, target: &Shape) -> bool {
    member.traits.http_response_code() || is_outside_both(member, target)
}

fn is_outside_both(member: &Member, target: &Shape) -> bool {
    member.traits.http_header().is_some() || member.traits.http_prefix_headers().is_some() || is_payload(member, target)
}

/// A stream can be nothing but the whole body, even where the model forgets to say so.
fn is_payload(member: &Member, target: &Shape) -> bool {
    member.traits.http_payload() || target.traits.streaming()
}

/// The message that an input makes.
pub(super) fn request<'m>(facts: &Facts<'m>, input: Resolved<'m, '_>, http: &Http) -> Message {
    let labels: Vec<&str> = http.uri.labels().collect();
    let greedy = |name: &str| {
        http.uri.segments.iter().any(|segment| matches!(segment, UriSegment::Greedy(label) if &**label == name))
    };
    let bindings = bindings(input, |member| {
        let traits = &member.traits;
        if traits.http_label() {
            let place = labels.iter().position(|label| *label == member.name())?;
            return Some(Bound::Label { place, format: facts.uri_format(member), greedy: greedy(member.name()) });
        }
        if let Some(name) = traits.http_query() {
            return Some(Bound::Query { name: name.to_owned(), format: facts.uri_format(member) });
        }
        if traits.http_query_params() {
            return Some(Bound::QueryParams { bound: bound_queries(input, http) });
        }
        header(facts, member)
    });
    let has_body = input.structure.members.iter().any(|member| !member.outside_request);
    let body = match input.shape {
        _ if has_body => MessageBody::Json,
        Some(shape) if shape.members.is_empty() => MessageBody::Empty,
        _ => MessageBody::None,
    };
    let members = &input.structure.members;
    let tokens = members.iter().filter(|member| member.idempotency_token);
    let body = payload(facts, input).map_or(body, MessageBody::Payload);
    Message {
        ty: input.structure.name.ident.clone(),
        bindings,
        fills_read: body != MessageBody::Json && members.iter().any(|member| reach(member).is_some()),
        fills_written: members.iter().any(|member| member.outside_request && reach(member) == Some(Reach::Everyone)),
        body,
        idempotency_tokens: tokens.map(|member| member.name.ident.clone()).collect(),
    }
}

/// The message that an output or an error makes.
///
/// The protocol answers with an object whenever the model has an output, even one without members, unless HTTP
/// forbids a body (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
pub(super) fn response<'m>(facts: &Facts<'m>, answer: Resolved<'m, '_>, method: &str, status: u16) -> Message {
    let bindings = bindings(answer, |member| match member.traits.http_response_code() {
        true => Some(Bound::Status),
        false => header(facts, member),
    });
    let members = &answer.structure.members;
    let is_bodiless = method == "HEAD" || matches!(status, 204 | 205 | 304);
    let has_body = answer.shape.is_some() && (!is_bodiless || members.iter().any(|member| !member.outside_response));
    let body = if has_body { MessageBody::Json } else { MessageBody::None };
    let body = payload(facts, answer).map_or(body, MessageBody::Payload);
    Message {
        ty: answer.structure.name.ident.clone(),
        bindings,
        fills_read: body != MessageBody::Json
            && members.iter().any(|member| reach(member).is_some_and(|reach| reach != Reach::Servers)),
        fills_written: members.iter().any(|member| member.outside_response && reach(member).is_some()),
        body,
        idempotency_tokens: Vec::new(),
    }
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

fn header<'m>(facts: &Facts<'m>, member: &'m Member) -> Option<Bound> {
    if let Some(name) = member.traits.http_header() {
        return Some(Bound::Header { name: name.to_ascii_lowercase(), format: facts.header_format(member) });
    }
    let prefix = member.traits.http_prefix_headers()?;
    Some(Bound::PrefixHeaders { prefix: prefix.to_ascii_lowercase() })
}

/// The names that are no business of `httpQueryParams` (Smithy 2.0, "httpQueryParams trait").
fn bound_queries(input: Resolved<'_, '_>, http: &Http) -> Vec<String> {
    let members = input.shape.into_iter().flat_map(|shape| &shape.members);
    let queries = members.filter_map(|member| member.traits.http_query()).map(str::to_owned);
    let literals = http.uri.query.iter().map(|literal| decode(&literal.name));
    queries.chain(literals).collect()
}

fn payload<'m>(facts: &Facts<'m>, message: Resolved<'m, '_>) -> Option<Payload> {
    let mut members = message.shape?.members.iter().zip(&message.structure.members).enumerate();
    let (index, (member, resolved)) =
        members.find(|(_, (member, _))| is_payload(member, facts.closure.target(member)))?;
    let target = facts.closure.target(member);
    let named = media_type(member, target);
    let any = named.is_none();
    let media_type = |default: &str| named.unwrap_or(default).to_owned();
    let payload = PayloadMember {
        field: resolved.name.ident.clone(),
        wire: resolved.name.wire.clone(),
        index,
        optional: matches!(resolved.ty, Type::Option(_)),
        required: member.traits.required(),
        hides_default: resolved.hides_default,
    };
    Some(match target.kind {
        Kind::Union if target.traits.streaming() => {
            Payload::Events { member: payload, union: facts.names.ty(target).clone() }
        }
        Kind::Blob if target.traits.streaming() => Payload::Stream {
            member: payload,
            media_type: media_type("application/octet-stream"),
            any,
            sized: target.traits.requires_length(),
        },
        Kind::Blob => Payload::Blob { member: payload, media_type: media_type("application/octet-stream"), any },
        Kind::String | Kind::Enum => Payload::Text { member: payload, media_type: media_type("text/plain") },
        Kind::Structure => Payload::Structure(payload),
        _ => Payload::Json(payload),
    })
}

/// The path of a request, with its labels as positions among the bindings.
pub(super) fn path(http: &Http, bindings: &[Binding]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut labels = 0;
    for segment in &http.uri.segments {
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
pub(super) fn query_literals(http: &Http) -> Vec<String> {
    let literals = http.uri.query.iter().map(|literal| match &literal.value {
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
