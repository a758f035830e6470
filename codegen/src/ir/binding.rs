//! Which part of an HTTP message carries which member.

use super::TimestampFormat;
use crate::name::Ident;

/// A member that is bound to a part of the message other than the members in the body.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// The field.
    pub field: Ident,
    /// The member's name.
    pub wire: String,
    /// The member's position in its structure.
    pub index: usize,
    /// The part of the message.
    pub bound: Bound,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether what the part of the message holds must not be shown, names of headers included.
    pub sensitive: bool,
    /// Whether it is left out while it has its default.
    pub hides_default: bool,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// A path label; requests only.
    Label {
        /// The label's position among the path's labels.
        place: usize,
        /// How it is written.
        format: Format,
        /// Whether it spans segments.
        greedy: bool,
    },
    /// A query parameter; requests only.
    Query {
        /// The parameter's name.
        name: String,
        /// How it is written.
        format: Format,
    },
    /// All query parameters that are not bound by themselves; requests only.
    QueryParams {
        /// The names that are bound by themselves, literals included.
        bound: Vec<String>,
    },
    /// A header.
    Header {
        /// The header's name in lower case.
        name: String,
        /// How it is written.
        format: Format,
    },
    /// All headers that begin with a prefix.
    PrefixHeaders {
        /// The prefix in lower case.
        prefix: String,
    },
    /// The status; responses only.
    Status,
}

/// How a value is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The only way there is.
    Plain,
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// A string with a media type, in base64; headers only.
    Base64,
}

/// What the body of a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MessageBody {
    /// No member travels in the body.
    None,
    /// There are no members at all. Nothing is sent, but an object may be received (protocol test
    /// `RestJsonEmptyInputAndEmptyOutputWithJson`); requests only.
    Empty,
    /// All members that are not bound elsewhere.
    Members,
    /// One member (`smithy.api#httpPayload`) or a stream of events.
    Payload(super::Payload),
    /// A stream of events, and before them a message with all other members, where all members travel in the body.
    InitialMessage(super::Payload),
    /// A stream of bytes where all members travel in the body, which protocols have no form for.
    Unsupported(super::Payload),
}

/// A part of a request's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathPart {
    /// Text with its slashes, percent-encoded as it goes over the wire.
    Literal(String),
    /// The binding at this position of the message's bindings, a [`Bound::Label`].
    Label(usize),
}
