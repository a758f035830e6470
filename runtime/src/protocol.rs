//! Protocols: in which format bodies travel, how operations are told apart, where errors have their names, how requests
//! are refused.
//!
//! A protocol is a file of its own, and nothing outside of them knows which one a message follows.

mod aws_json;
#[cfg(feature = "query")]
mod query;
mod query_compatible;
#[cfg(feature = "server")]
mod refused;
mod rest_json1;
#[cfg(feature = "xml")]
mod rest_xml;
mod rpcv2;
mod service;

use std::fmt;
use std::fmt::Debug;

use http::HeaderMap;
#[cfg(feature = "server")]
use http::request::Parts;
#[cfg(feature = "server")]
use http::{HeaderName, Method, Uri};

#[cfg(feature = "server")]
pub(crate) use refused::{Refused, VALIDATION_EXCEPTION, ValidationException};

pub use service::ServiceSpec;

#[cfg(feature = "client")]
use crate::format::ErrorTexts;
use crate::format::Format;
#[cfg(feature = "server")]
use crate::message::ErrorShape;
use crate::message::{self, Layout, Outgoing};
use crate::spec::{BodyKind, OperationSpec};
#[cfg(feature = "server")]
use crate::wire::Members;

/// A protocol that a service speaks (Smithy 2.0, "Protocol traits").
///
/// A model may name several for a service. Its server supports all of them and responds in the protocol of the request;
/// its client uses the first one in the order of `SERVICE.protocols` unless
/// [`Builder::protocol`](crate::client::Builder::protocol) says otherwise.
#[derive(Clone, Copy)]
pub struct Protocol(&'static dyn Behavior);

impl Protocol {
    /// `aws.protocols#restJson1`.
    pub const REST_JSON1: Self = Self(&rest_json1::RestJson1);
    /// `aws.protocols#awsJson1_0`.
    pub const AWS_JSON1_0: Self = Self(&aws_json::VERSION_1_0);
    /// `aws.protocols#awsJson1_1`.
    pub const AWS_JSON1_1: Self = Self(&aws_json::VERSION_1_1);
    /// `smithy.protocols#rpcv2Json`.
    pub const RPCV2_JSON: Self = Self(&rpcv2::JSON);

    /// `smithy.protocols#rpcv2Cbor`.
    #[cfg(feature = "cbor")]
    pub const RPCV2_CBOR: Self = Self(&rpcv2::CBOR);

    /// `aws.protocols#restXml`.
    #[cfg(feature = "xml")]
    pub const REST_XML: Self = Self(&rest_xml::RestXml);

    /// `aws.protocols#awsQuery`.
    #[cfg(feature = "query")]
    pub const AWS_QUERY: Self = Self(&query::AWS);
    /// `aws.protocols#ec2Query`.
    #[cfg(feature = "query")]
    pub const EC2_QUERY: Self = Self(&query::EC2);

    /// The protocol of refusals if no service is known.
    pub(crate) const FALLBACK: Self = Self::REST_JSON1;

    /// Every protocol that this build knows.
    pub const ALL: &[Self] = &[
        Self::REST_JSON1,
        Self::AWS_JSON1_0,
        Self::AWS_JSON1_1,
        Self::RPCV2_JSON,
        #[cfg(feature = "cbor")]
        Self::RPCV2_CBOR,
        #[cfg(feature = "xml")]
        Self::REST_XML,
        #[cfg(feature = "query")]
        Self::AWS_QUERY,
        #[cfg(feature = "query")]
        Self::EC2_QUERY,
    ];

    /// The protocol whose trait has this shape id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|protocol| protocol.id() == id)
    }

    /// The shape id of the protocol's trait, such as `aws.protocols#restJson1`.
    pub fn id(self) -> &'static str {
        self.0.id()
    }

    pub(crate) fn behavior(self) -> &'static dyn Behavior {
        self.0
    }
}

impl PartialEq for Protocol {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Protocol {}

impl Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Protocol").field(&self.id()).finish()
    }
}

/// The shape id of the protocol's trait.
impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What a protocol says beyond where members go and how values are spelled.
pub(crate) trait Behavior: Debug + Send + Sync {
    /// The shape id of the protocol's trait.
    fn id(&self) -> &'static str;

    /// The format of bodies, and of the payloads of events.
    fn format(&self) -> &'static dyn Format;

    /// The format of requests' bodies, where it is not that of responses.
    fn request_format(&self) -> &'static dyn Format {
        self.format()
    }

    /// How operations are told apart by name; `None` if by HTTP bindings.
    fn rpc(&self) -> Option<&dyn Rpc> {
        None
    }

    /// Says in a response which operation it is of, if the protocol does.
    #[cfg(feature = "server")]
    fn head(&self, operation: &'static str, to: &mut Outgoing) {
        let _ = (operation, to);
    }

    /// Writes an error that no model describes, of which all members travel in the body, under the name of its id. Its
    /// status is set already.
    #[cfg(feature = "server")]
    fn write_named(&self, id: &'static str, error: &dyn Members, to: &mut Outgoing);

    /// Writes an error with its name. Its status is set already.
    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        self.write_named(error.shape_id(), error, to);
    }

    /// Whether a header belongs to the protocol, so that handlers do not set it.
    #[cfg(feature = "server")]
    fn owns_header(&self, name: &HeaderName) -> bool;

    /// Adds what every response has.
    #[cfg(feature = "server")]
    fn complete(&self, headers: &mut HeaderMap) {
        let _ = headers;
    }

    /// Whether a response follows the protocol at all. If not, nothing but its status counts.
    #[cfg(feature = "client")]
    fn is_response(&self, headers: &HeaderMap) -> bool {
        let _ = headers;
        true
    }

    /// The name of the error that a response holds, whose body says this.
    #[cfg(feature = "client")]
    fn error_name(&self, headers: &HeaderMap, texts: &ErrorTexts) -> Option<String>;

    /// The name that an error has in protocols of the Query family, if the response says it.
    #[cfg(feature = "client")]
    fn query_code(&self, headers: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        let _ = texts;
        query_compatible::code(headers)
    }

    /// Whether errors are named by what they are called in the Query family, instead of by their shapes.
    #[cfg(feature = "client")]
    fn has_query_codes(&self) -> bool {
        false
    }
}

/// How a protocol without HTTP bindings tells operations apart. All its requests are `POST`, and all members of its
/// messages travel in the body.
pub(crate) trait Rpc {
    /// Names the operation in a request.
    #[cfg(feature = "client")]
    fn address(&self, service: &ServiceSpec, operation: &'static str, to: &mut Outgoing);

    /// The name of the operation that a request calls; `None` if it is a request of another protocol or service.
    #[cfg(feature = "server")]
    fn operation<'r>(&self, service: &ServiceSpec, request: RequestHead<'r>) -> Option<&'r str>;

    /// Whether the body of a request with this head names the operation, so that it has to be read first.
    #[cfg(feature = "server")]
    fn is_named_inside(&self, request: RequestHead<'_>) -> bool {
        let _ = request;
        false
    }

    /// The name of the operation that a body calls.
    ///
    /// # Errors
    ///
    /// It does not name one of this service.
    #[cfg(feature = "server")]
    fn operation_inside(&self, service: &ServiceSpec, body: &[u8]) -> Result<String, Misnamed> {
        let _ = (service, body);
        Err(Misnamed::NoAction)
    }

    /// Whether a request without members has a body nevertheless, and the response without members a content type.
    fn fills_empty(&self) -> bool {
        false
    }
}

/// Why the body of a request does not name an operation of the service.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "query"), allow(dead_code, reason = "other protocols name operations in the head"))]
pub(crate) enum Misnamed {
    /// It names none.
    NoAction,
    /// It is not for this version.
    Version(&'static str),
    /// It cannot be read.
    Malformed(&'static str),
}

/// What is known of a request before its body is read.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequestHead<'r> {
    pub(crate) method: &'r Method,
    pub(crate) uri: &'r Uri,
    pub(crate) headers: &'r HeaderMap,
}

#[cfg(feature = "server")]
impl<'r> RequestHead<'r> {
    pub(crate) fn of(parts: &'r Parts) -> Self {
        Self { method: &parts.method, uri: &parts.uri, headers: &parts.headers }
    }
}

/// The facts of an operation's messages as a protocol sees them.
impl dyn Behavior {
    /// How requests are laid out.
    pub(crate) fn request_layout(&self) -> Layout {
        Layout { format: self.request_format(), is_whole: self.rpc().is_some() }
    }

    /// How responses are laid out.
    pub(crate) fn response_layout(&self) -> Layout {
        Layout { format: self.format(), is_whole: self.rpc().is_some() }
    }

    /// The method of requests.
    pub(crate) fn method(&self, spec: &OperationSpec) -> &'static str {
        if self.rpc().is_some() { "POST" } else { spec.method }
    }

    /// The status of a successful response.
    pub(crate) fn status(&self, spec: &OperationSpec) -> u16 {
        if self.rpc().is_some() { 200 } else { spec.status }
    }

    /// What a request's body is.
    pub(crate) fn request_body(&self, spec: &OperationSpec) -> BodyKind {
        self.body(spec.request_body)
    }

    /// What a response's body is.
    pub(crate) fn response_body(&self, spec: &OperationSpec) -> BodyKind {
        self.body(spec.response_body)
    }

    fn body(&self, kind: BodyKind) -> BodyKind {
        match (self.rpc(), kind) {
            (None, BodyKind::InitialMessage) => BodyKind::Events,
            (None, _) | (Some(_), BodyKind::Events | BodyKind::InitialMessage) => kind,
            (Some(_), _) => BodyKind::Members,
        }
    }

    /// The media type of requests' bodies.
    #[cfg(feature = "server")]
    pub(crate) fn request_media(&self, spec: &OperationSpec) -> Media {
        Media::of(self.request_body(spec), self.request_format())
    }

    /// The media type of responses' bodies.
    pub(crate) fn response_media(&self, spec: &OperationSpec) -> Media {
        Media::of(self.response_body(spec), self.format())
    }
}

/// The media type of a kind of body.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Media {
    Nothing,
    Anything,
    Type(&'static str),
}

impl Media {
    fn of(body: BodyKind, format: &dyn Format) -> Self {
        match body {
            BodyKind::None => Self::Nothing,
            BodyKind::Empty | BodyKind::Members | BodyKind::Value => Self::Type(format.media_type()),
            BodyKind::Blob { any: true, .. } | BodyKind::Stream { any: true, .. } => Self::Anything,
            BodyKind::Text(media_type)
            | BodyKind::Blob { media_type, any: false }
            | BodyKind::Stream { media_type, any: false, .. } => Self::Type(media_type),
            BodyKind::Events | BodyKind::InitialMessage => Self::Type(message::EVENT_STREAM),
        }
    }

    #[cfg(feature = "server")]
    pub(crate) fn name(self) -> Option<&'static str> {
        if let Self::Type(name) = self { Some(name) } else { None }
    }
}
