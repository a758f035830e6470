//! Operations: messages, errors and routes.

use super::{Binding, Example, Literal, MessageBody, PathPart, ShownExample};
use crate::name::{Ident, Name};

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The marker type and the operation's name.
    pub name: Name,
    /// The trait's method.
    pub method: Ident,
    /// The shape's id.
    pub shape_id: String,
    /// The model's documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The HTTP method.
    pub http_method: String,
    /// The HTTP method and the URI pattern as the model writes them, as Markdown; only with HTTP bindings.
    pub route: Option<String>,
    /// The path of a request.
    pub path: Vec<PathPart>,
    /// Literal query parts, encoded, such as `type=a` or `flag`.
    pub query_literals: Vec<String>,
    /// What goes in front of the endpoint's host (`smithy.api#endpoint`); empty for nothing.
    pub host_prefix: Vec<HostPart>,
    /// The prefix of the hosts at which a server looks for the operation, with `{}` for labels; only where another
    /// operation has the same route.
    pub host: Option<String>,
    /// The status of a successful answer.
    pub status: u16,
    /// Whether the call may be repeated without harm (`readonly`, `idempotent`, or an idempotency token).
    pub repeatable: bool,
    /// What is asked.
    pub input: Message,
    /// What is answered.
    pub output: Message,
    /// The enum of its errors.
    pub error_enum: Ident,
    /// How its results come in pages.
    pub pages: Option<Pages>,
    /// Calls that show its use.
    pub examples: Vec<Example>,
    /// The one of them that documentation shows.
    pub shown: Option<ShownExample>,
    /// Its waiters.
    pub waiters: Vec<Waiter>,
    /// The checksums of bodies.
    pub checksums: Checksums,
    /// Whether request bodies may be compressed by gzip (`smithy.api#requestCompression`).
    pub gzip: bool,
    /// How requests are authenticated.
    pub auth: Auth,
    /// Whether a member of the input is the request's header `content-type`, so that it says what the body is.
    pub any_content_type: bool,
    /// Whether a member of the input is the request's header `accept`, or one of the output the response's
    /// `content-type`, so that a server does not compare the two.
    pub any_accept: bool,
    /// The headers of requests that must not be shown.
    pub sensitive_headers: Vec<SensitiveHeader>,
}

/// A header that must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SensitiveHeader {
    /// The one of this name, in lower case.
    Name(String),
    /// Those whose names begin so.
    Prefix(String),
}

/// How requests are authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Auth {
    /// The schemes in the order of preference, by their shape ids; empty where the model names none.
    pub schemes: Vec<String>,
    /// Whether it works without, too (`smithy.api#optionalAuth`).
    pub optional: bool,
    /// Whether there is none (`smithy.api#auth` with an empty list).
    pub disabled: bool,
    /// Whether signatures leave the body out (`aws.auth#unsignedPayload`).
    pub unsigned_payload: bool,
}

/// The checksums that messages carry of their bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checksums {
    /// That of requests.
    pub request: RequestChecksum,
    /// Those of responses, where a request can ask for them.
    pub response: Option<ResponseChecksum>,
    /// Members of the input that are bound to the header of a checksum.
    pub given: Vec<Ident>,
}

/// The checksum that a request carries of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum RequestChecksum {
    /// None.
    #[default]
    None,
    /// `Content-MD5` (`smithy.api#httpChecksumRequired`, or `aws.protocols#httpChecksum` that says no more).
    ContentMd5,
    /// By an algorithm of choice (`aws.protocols#httpChecksum`).
    Algorithm {
        /// The member that chooses.
        member: ChecksumMember,
        /// What it can choose; empty where the model does not list it.
        supported: Vec<String>,
        /// Whether a request must have one.
        required: bool,
    },
}

/// The checksum that a response carries of its body (`aws.protocols#httpChecksum`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResponseChecksum {
    /// The member of the input that asks for it.
    pub mode: ChecksumMember,
    /// The algorithms to look for.
    pub algorithms: Vec<String>,
}

/// A member of an input that is about checksums: a string or an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChecksumMember {
    /// The field.
    pub field: Ident,
    /// The member's name.
    pub wire: String,
    /// Whether it travels in the body of the request.
    pub in_body: bool,
}

/// A part of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostPart {
    /// Text.
    Literal(String),
    /// The value of this field.
    Label {
        /// The field.
        field: Ident,
        /// The member's name.
        wire: String,
    },
}

/// An input, an output or an error as an HTTP message.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The structure.
    pub ty: Ident,
    /// The members that travel outside the body, in the order of the structure.
    pub bindings: Vec<Binding>,
    /// What the body is.
    pub body: MessageBody,
    /// What the body is where all members travel in it, for services that speak protocols with HTTP bindings and others.
    pub whole: Option<MessageBody>,
    /// Whether a reader has to put in defaults, which is done already where the body is an object.
    pub fills_read: bool,
    /// Whether a writer has to put in defaults of members that travel outside an object in the body.
    pub fills_written: bool,
    /// The fields that the client fills with an idempotency token when they are `None`; inputs only.
    pub idempotency_tokens: Vec<Ident>,
}

impl Message {
    /// Whether other members come before the events where all members travel in the body.
    pub(crate) fn has_initial_message(&self) -> bool {
        [Some(&self.body), self.whole.as_ref()]
            .into_iter()
            .flatten()
            .any(|body| matches!(body, MessageBody::InitialMessage(_)))
    }
}

/// The one member that is the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// A structure, in the format of the protocol. A request has one without members in its place when it is absent
    /// (protocol test
    /// `RestJsonHttpWithEmptyStructurePayload`).
    Structure(PayloadMember),
    /// A union, list, map or document, in the format of the protocol.
    Value(PayloadMember),
    /// Text: a string or enum.
    Text {
        /// The member.
        member: PayloadMember,
        /// The content type.
        media_type: String,
    },
    /// Bytes.
    Blob {
        /// The member.
        member: PayloadMember,
        /// The content type.
        media_type: String,
        /// Whether the model names no media type, so that any is accepted.
        any: bool,
    },
    /// Bytes that are never held as a whole.
    Stream {
        /// The member.
        member: PayloadMember,
        /// The content type.
        media_type: String,
        /// Whether the model names no media type.
        any: bool,
        /// Whether the length must be known (`smithy.api#requiresLength`).
        sized: bool,
    },
    /// A stream of events.
    Events {
        /// The member.
        member: PayloadMember,
        /// The union.
        union: Ident,
    },
}

/// The member that a payload is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PayloadMember {
    /// The field.
    pub field: Ident,
    /// The member's name.
    pub wire: String,
    /// The member's position in its structure.
    pub index: usize,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether the model requires it, so that a text or blob without bytes is present and empty.
    pub required: bool,
    /// Whether it is left out while it has its default, which is internal.
    pub hides_default: bool,
}

/// The errors of one operation.
#[derive(Clone, Debug)]
pub(crate) struct ErrorEnum {
    /// The enum.
    pub ident: Ident,
    /// The operation's name.
    pub operation: String,
    /// The errors, the service's included, sorted by name.
    pub errors: Vec<OperationError>,
}

/// One error of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationError {
    /// The variant and the error's name on the wire.
    pub variant: Name,
    /// The structure and how it is a message.
    pub message: Message,
    /// The HTTP status.
    pub status: u16,
    /// Whether the variant holds the structure in a box, because it is large.
    pub boxed: bool,
}

impl OperationError {
    /// What the variant holds of a value of the structure.
    pub(crate) fn held(&self, value: Literal) -> Literal {
        if self.boxed { Literal::Boxed(Box::new(value)) } else { value }
    }
}

/// Whether trying again may help (`smithy.api#retryable`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    /// The model does not say so.
    No,
    /// It may.
    Yes,
    /// It may, after a while.
    Throttling,
}

/// What an operation is called for again and again until it is so (`smithy.waiters#waitable`).
#[derive(Clone, Debug)]
pub(crate) struct Waiter {
    /// The client's method.
    pub method: Ident,
    /// The model's documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The least number of seconds between two calls.
    pub min_delay: u32,
    /// The greatest number of seconds between two calls.
    pub max_delay: u32,
    /// What is looked at after each call, in this order.
    pub acceptors: Vec<Acceptor>,
}

/// A state that a waiter enters when a call matches.
#[derive(Clone, Debug)]
pub(crate) struct Acceptor {
    pub state: State,
    /// Which calls lead to it.
    pub matcher: WaiterMatcher,
}

/// The state that a waiter enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The wait ends, successfully.
    Success,
    /// The wait ends without success.
    Failure,
    /// The operation is called again.
    Retry,
}

/// Which calls match.
#[derive(Clone, Debug)]
pub(crate) enum WaiterMatcher {
    /// Those that succeed, or those that fail.
    Success(bool),
    /// Those that fail with the error of this name.
    ErrorType(String),
    /// Those whose output a JMESPath expression matches.
    Output(String, Comparator),
    /// The same with an object of `input` and `output`.
    InputOutput(String, Comparator),
}

/// How the result of an expression is compared.
#[derive(Clone, Debug)]
#[expect(clippy::enum_variant_names, reason = "the names are the specification's")]
pub(crate) enum Comparator {
    /// It is this string.
    StringEquals(String),
    /// It is this boolean.
    BooleanEquals(bool),
    /// It is an array of this string alone.
    AllStringEquals(String),
    /// It is an array with this string.
    AnyStringEquals(String),
}

/// How an operation's results come in pages (`smithy.api#paginated`).
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    /// The field of the input that takes the token; always an `Option<String>`.
    pub input_token: Ident,
    /// The way to the token in the output; each step but the last leads to a structure.
    pub output_token: Vec<PathStep>,
    /// What the pages hold, where the model says so.
    pub items: Option<PageItems>,
}

/// A step into a structure.
#[derive(Clone, Debug)]
pub(crate) struct PathStep {
    /// The field.
    pub field: Ident,
    /// Whether it is an `Option`.
    pub optional: bool,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageItems {
    /// The way to them.
    pub path: Vec<PathStep>,
    /// The list or map that holds them; of a map, an item is an entry.
    pub items: super::Type,
}

/// One step of a request's path, and what may follow.
#[derive(Clone, Debug, Default)]
pub(crate) struct RouteNode {
    /// Literal segments, percent-decoded, sorted.
    pub literals: Vec<(String, RouteNode)>,
    /// A label.
    pub label: Option<Box<RouteNode>>,
    /// A greedy label, with the literal segments after it and where they lead; longest first.
    pub greedy: Vec<(Vec<String>, RouteNode)>,
    /// The operations whose path ends here; those with more literal query parts first.
    pub endpoints: Vec<RouteEndpoint>,
}

/// An operation at the end of a path.
#[derive(Clone, Debug)]
pub(crate) struct RouteEndpoint {
    /// The HTTP method.
    pub method: String,
    /// Literal query parts, decoded.
    pub query: Vec<(String, Option<String>)>,
    /// The operation's marker.
    pub operation: Ident,
}
