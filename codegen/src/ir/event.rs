//! How the variants of a union of events travel as messages.

use super::PayloadMember;
use crate::name::Ident;

/// A variant of a union of events as a message, which is named after the variant's member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventMessage {
    /// Whether it is an error, so that it travels as an exception and ends the stream.
    pub exception: bool,
    /// The members that travel in headers, in the order of the structure.
    pub headers: Vec<EventHeader>,
    /// What the payload is.
    pub body: EventBody,
}

/// A member that travels in a header of its name (`smithy.api#eventHeader`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventHeader {
    /// The field.
    pub field: Ident,
    /// The member's name.
    pub wire: String,
    /// The member's position in its structure.
    pub index: usize,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether it is an enum of integers, which travels as its value.
    pub int_enum: bool,
    /// Whether it is left out while it has its default (`smithy.api#internal`).
    pub hides_default: bool,
}

/// What the payload of an event is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EventBody {
    /// Nothing: every member travels in a header, or there are none.
    None,
    /// All members that do not travel in headers.
    Members,
    /// One member (`smithy.api#eventPayload`) in the format of the protocol: a structure or union.
    Value(PayloadMember),
    /// One member as text: a string or enum.
    TextPayload(PayloadMember),
    /// One member as it is: a blob.
    BlobPayload(PayloadMember),
}
