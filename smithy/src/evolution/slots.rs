//! Where in a message a member travels.

use std::fmt;

use super::services::Pair;
use crate::bindings::Location;
use crate::model::traits::Http;
use crate::model::{Member, Model, Shape};
use crate::protocol::{DocumentFormat, Protocol};

/// The place of a member in a message: members of two versions are the same for the wire if their slots are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The n-th label of the path.
    Label(usize),
    Query(String),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    Status,
    Payload,
    /// A member of the body's document, by its key there.
    Body(String),
    /// An attribute of an XML element.
    Attribute(String),
    /// A header of an event.
    EventHeader(String),
    /// The payload of an event.
    EventPayload,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(at) => write!(f, "label {} of the path", at + 1),
            Self::Query(name) => write!(f, "the query parameter `{name}`"),
            Self::QueryParams => f.write_str("all query parameters"),
            Self::Header(name) => write!(f, "the header `{name}`"),
            Self::PrefixHeaders(prefix) => write!(f, "headers that begin with `{prefix}`"),
            Self::Status => f.write_str("the status"),
            Self::Payload => f.write_str("the whole body"),
            Self::Body(key) => write!(f, "`{key}` in the body"),
            Self::Attribute(name) => write!(f, "the XML attribute `{name}`"),
            Self::EventHeader(name) => write!(f, "the header `{name}` of the event"),
            Self::EventPayload => f.write_str("the payload of the event"),
        }
    }
}

impl Slot {
    /// The slot of a member of a request, a response or an error.
    pub(super) fn of_message(pair: &Pair<'_>, model: &Model, member: &Member, http: Option<&Http>) -> Option<Self> {
        let target = model.target(member)?;
        let location = match pair.flow.is_request() {
            true => Location::in_request(pair.protocol, member, target),
            false => Location::in_response(pair.protocol, member, target),
        };
        Some(match location {
            Location::Label => {
                let mut labels = http?.uri.segments.iter().filter_map(|segment| segment.label());
                Self::Label(labels.position(|label| label == member.name())?)
            }
            Location::Query(name) => Self::Query(name.to_owned()),
            Location::QueryParams => Self::QueryParams,
            Location::Header(name) => Self::Header(name.to_ascii_lowercase()),
            Location::PrefixHeaders(prefix) => Self::PrefixHeaders(prefix.to_ascii_lowercase()),
            Location::Status => Self::Status,
            Location::Payload => Self::Payload,
            Location::Document => Self::in_document(pair, member),
        })
    }

    /// The slot of a member of a structure or union within a document.
    pub(super) fn in_document(pair: &Pair<'_>, member: &Member) -> Self {
        let name = key(pair.protocol, member, pair.flow.is_request());
        let is_xml = matches!(pair.protocol.documents, DocumentFormat::Xml | DocumentFormat::Form);
        if is_xml && member.traits.xml_attribute() { Self::Attribute(name) } else { Self::Body(name) }
    }

    /// The slot of a member of an event.
    pub(super) fn in_event(pair: &Pair<'_>, member: &Member) -> Self {
        match () {
            () if member.traits.event_header() => Self::EventHeader(member.name().to_owned()),
            () if member.traits.event_payload() => Self::EventPayload,
            () => Self::in_document(pair, member),
        }
    }

    /// The location, as far as the format of values depends on it.
    pub(super) fn location<'s>(&'s self) -> Location<'s> {
        match self {
            Self::Label(_) => Location::Label,
            Self::Query(name) => Location::Query(name),
            Self::QueryParams => Location::QueryParams,
            Self::Header(name) => Location::Header(name),
            Self::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix),
            Self::Status => Location::Status,
            Self::Payload => Location::Payload,
            Self::Body(_) | Self::Attribute(_) | Self::EventHeader(_) | Self::EventPayload => Location::Document,
        }
    }
}

/// The key of a member in a document.
fn key(protocol: &Protocol, member: &Member, is_request: bool) -> String {
    if protocol.documents == DocumentFormat::Form && is_request && protocol.id == crate::protocol::EC2_QUERY.id {
        // (Smithy 2.0, "ec2QueryName trait": or else the name of the element with a capital letter.)
        if let Some(name) = member.traits.ec2_query_name() {
            return name.to_owned();
        }
        let name = protocol.member_name(member);
        let mut characters = name.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        return first.into_iter().chain(characters).collect();
    }
    protocol.member_name(member).to_owned()
}

/// The members of a shape with their slots.
pub(super) fn with_slots<'m>(
    shape: Option<&'m Shape>,
    slot: impl Fn(&'m Member) -> Option<Slot>,
) -> Vec<(Slot, &'m Member)> {
    let members = shape.into_iter().flat_map(|shape| shape.members.iter());
    members.filter_map(|member| Some((slot(member)?, member))).collect()
}
