//! HTTP bindings: which part of a message carries which member, and how values are written there.
//!
//! Decided from the model and the facts of a [`Protocol`] alone, for generators, linters and converters alike (Smithy
//! 2.0, "HTTP bindings"). Models that break the rules of bindings get an answer too; [`check`](crate::check()) reports
//! them.

#[cfg(test)]
mod tests;

use crate::model::traits::TimestampFormat;
use crate::model::{Kind, Member, Model, Shape};
use crate::protocol::{Family, MemberNames, Protocol};

/// The part of a message that carries a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location<'m> {
    /// A path label, which is called as the member is (`httpLabel`); requests only.
    Label,
    /// The query parameter of this name (`httpQuery`); requests only.
    Query(&'m str),
    /// All query parameters that are not bound by themselves (`httpQueryParams`); requests only.
    QueryParams,
    /// The header of this name, as the model spells it (`httpHeader`).
    Header(&'m str),
    /// All headers that begin with this prefix (`httpPrefixHeaders`).
    PrefixHeaders(&'m str),
    /// The status (`httpResponseCode`); responses only.
    Status,
    /// The whole body (`httpPayload`, or a stream).
    Payload,
    /// The document in the body, among others.
    Document,
}

impl<'m> Location<'m> {
    /// Where a request carries a member of an operation's input, which targets `target`.
    pub fn in_request(protocol: &Protocol, member: &'m Member, target: &Shape) -> Self {
        let traits = &member.traits;
        match protocol.family {
            Family::Rpc => Self::in_both(protocol, member, target),
            Family::Rest if traits.http_label() => Self::Label,
            Family::Rest => match traits.http_query() {
                Some(name) => Self::Query(name),
                None if traits.http_query_params() => Self::QueryParams,
                None => Self::in_both(protocol, member, target),
            },
        }
    }

    /// Where a response carries a member of an operation's output, or of an error, which targets `target`.
    pub fn in_response(protocol: &Protocol, member: &'m Member, target: &Shape) -> Self {
        match member.traits.http_response_code() && protocol.family == Family::Rest {
            true => Self::Status,
            false => Self::in_both(protocol, member, target),
        }
    }

    fn in_both(protocol: &Protocol, member: &'m Member, target: &Shape) -> Self {
        let traits = &member.traits;
        if protocol.family == Family::Rest {
            if let Some(name) = traits.http_header() {
                return Self::Header(name);
            }
            if let Some(prefix) = traits.http_prefix_headers() {
                return Self::PrefixHeaders(prefix);
            }
            if traits.http_payload() {
                return Self::Payload;
            }
        }
        // A stream can be nothing but the whole body, even where the model forgets to say so.
        if target.traits.streaming() { Self::Payload } else { Self::Document }
    }

    /// The format of timestamps there, for members without a format of their own.
    pub fn default_timestamp(self, protocol: &Protocol) -> TimestampFormat {
        match self {
            Self::Label | Self::Query(_) | Self::QueryParams => protocol.timestamps.uri,
            Self::Header(_) | Self::PrefixHeaders(_) => protocol.timestamps.header,
            Self::Status | Self::Payload | Self::Document => protocol.timestamps.body,
        }
    }
}

/// How a value is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The only way there is.
    Plain,
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// A string with a media type, in base64; headers only.
    Base64,
}

/// How a value is written in a location outside the body: in a list, each of its items. `member` is the member with the
/// value, or the list's own member, and `target` the shape of a single value.
pub fn format(protocol: &Protocol, location: Location<'_>, member: &Member, target: &Shape) -> Format {
    // (Smithy 2.0, "httpHeader trait", "Serialization rules".)
    let is_header = matches!(location, Location::Header(_));
    match target.kind {
        Kind::Timestamp => {
            let format = timestamp_format(member, target);
            Format::Timestamp(format.unwrap_or(location.default_timestamp(protocol)))
        }
        Kind::String if is_header && media_type(member, target).is_some() => Format::Base64,
        _ => Format::Plain,
    }
}

/// The format of timestamps that a member or its target chooses (Smithy 2.0, "timestampFormat trait").
pub fn timestamp_format(member: &Member, target: &Shape) -> Option<TimestampFormat> {
    member.traits.timestamp_format().or(target.traits.timestamp_format()).copied()
}

/// The media type of a member's content (Smithy 2.0, "mediaType trait").
pub fn media_type<'m>(member: &'m Member, target: &'m Shape) -> Option<&'m str> {
    member.traits.media_type().or(target.traits.media_type())
}

/// What the body of a message is.
#[derive(Clone, Copy, Debug)]
pub enum Body<'m> {
    /// No member travels in the body.
    None,
    /// There are no members at all. Nothing is sent, but an empty document may be received (protocol test
    /// `RestJsonEmptyInputAndEmptyOutputWithJson`); requests only.
    Empty,
    /// A document with all members whose location is [`Location::Document`].
    Document,
    /// One member.
    Payload(Payload<'m>),
}

/// A member that is the whole body.
#[derive(Clone, Copy, Debug)]
pub struct Payload<'m> {
    /// The member.
    pub member: &'m Member,
    /// Its position in the structure.
    pub index: usize,
    /// What it targets.
    pub target: &'m Shape,
    /// What kind of body it makes.
    pub kind: PayloadKind,
    /// The media type that the model chooses.
    pub media_type: Option<&'m str>,
}

/// What kind of body a member makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadKind {
    /// A stream of events.
    Events,
    /// A stream of bytes.
    Stream,
    /// The bytes of a blob.
    Blob,
    /// The text of a string or an enum.
    Text,
    /// A document with the members of a structure.
    Structure,
    /// A document with any other value.
    Value,
}

impl<'m> Body<'m> {
    /// The body of a request; `input` is `None` for the unit type.
    pub fn of_request(protocol: &Protocol, model: &'m Model, input: Option<&'m Shape>) -> Self {
        let locate = |member: &'m Member, target: &Shape| Location::in_request(protocol, member, target);
        match (Contents::of(model, input, locate), input) {
            (Contents { payload: Some(payload), .. }, _) => Self::Payload(payload),
            (Contents { has_document: true, .. }, _) => Self::Document,
            // Calls have a document whenever the model has an input, even one without members.
            (_, Some(_)) if protocol.family == Family::Rpc => Self::Document,
            (_, Some(shape)) if shape.members.is_empty() => Self::Empty,
            _ => Self::None,
        }
    }

    /// The body of a response; `output` is an operation's output or an error, `None` for the unit type.
    ///
    /// REST protocols answer with a document whenever the model has an output, even one without members, unless HTTP
    /// forbids a body (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
    pub fn of_response(
        protocol: &Protocol,
        model: &'m Model,
        output: Option<&'m Shape>,
        method: &str,
        status: u16,
    ) -> Self {
        let locate = |member: &'m Member, target: &Shape| Location::in_response(protocol, member, target);
        let contents = Contents::of(model, output, locate);
        // Calls have a method and a status of their own.
        let is_rest = protocol.family == Family::Rest;
        let is_bodiless = is_rest && (method == "HEAD" || matches!(status, 204 | 205 | 304));
        match contents {
            Contents { payload: Some(payload), .. } => Self::Payload(payload),
            Contents { has_document, .. } if output.is_some() && (has_document || !is_bodiless) => Self::Document,
            _ => Self::None,
        }
    }
}

impl<'m> Payload<'m> {
    fn new(member: &'m Member, index: usize, target: &'m Shape) -> Self {
        let kind = match target.kind {
            Kind::Union if target.traits.streaming() => PayloadKind::Events,
            Kind::Blob if target.traits.streaming() => PayloadKind::Stream,
            Kind::Blob => PayloadKind::Blob,
            Kind::String | Kind::Enum => PayloadKind::Text,
            Kind::Structure => PayloadKind::Structure,
            _ => PayloadKind::Value,
        };
        Self { member, index, target, kind, media_type: media_type(member, target) }
    }

    /// The body of a response without an element around what it holds, in protocols that have one: the only member of an
    /// output that travels in the body; `None` if there is more than one (Smithy 2.0, "s3UnwrappedXmlOutput trait").
    pub fn unwrapped(protocol: &Protocol, model: &'m Model, output: &'m Shape) -> Option<Self> {
        if protocol.member_names != MemberNames::XmlName {
            return None;
        }
        let members = output.members.iter().enumerate().filter_map(|(index, member)| {
            let target = model.target(member)?;
            let is_within = Location::in_response(protocol, member, target) == Location::Document;
            is_within.then(|| Self { kind: PayloadKind::Value, ..Self::new(member, index, target) })
        });
        let mut members = members.fuse();
        members.next().filter(|_| members.next().is_none())
    }

    /// The media type of the body: the model's choice for bytes and texts, or else the protocol's.
    pub fn media_type(&self, protocol: &Protocol) -> &'m str {
        let types = &protocol.media_types;
        match self.kind {
            PayloadKind::Events => types.events,
            PayloadKind::Stream | PayloadKind::Blob => self.media_type.unwrap_or(types.blob),
            PayloadKind::Text => self.media_type.unwrap_or(types.text),
            PayloadKind::Structure | PayloadKind::Value => types.document,
        }
    }
}

/// What of a structure travels in the body.
struct Contents<'m> {
    payload: Option<Payload<'m>>,
    has_document: bool,
}

impl<'m> Contents<'m> {
    fn of(model: &'m Model, shape: Option<&'m Shape>, locate: impl Fn(&'m Member, &Shape) -> Location<'m>) -> Self {
        let mut contents = Self { payload: None, has_document: false };
        for (index, member) in shape.into_iter().flat_map(|shape| &shape.members).enumerate() {
            // Only a model with errors has members without targets.
            let Some(target) = model.target(member) else { continue };
            match locate(member, target) {
                Location::Payload if contents.payload.is_none() => {
                    contents.payload = Some(Payload::new(member, index, target));
                }
                location => contents.has_document |= location == Location::Document,
            }
        }
        contents
    }
}
