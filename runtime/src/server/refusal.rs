//! Answers that the service's model does not know: what went wrong before and behind the handler.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, Response, StatusCode, header};

use super::fault::FaultKind;
use super::reply::Reply;
use crate::body::{Body, CollectError};
use crate::cause::BoxError;
#[cfg(feature = "event-stream")]
use crate::event_stream::InitialError;
use crate::protocol::Refused;
use crate::wire::Fault;

/// Why a request gets another answer than the handler's. Nothing in it comes from the values of the request.
#[derive(Debug)]
pub(super) enum Refusal {
    /// There is no operation with this path and query.
    NotFound,
    /// The service has no operation of the name that the request gives.
    UnknownOperation,
    /// The request does not say which operation it calls.
    MissingAction,
    /// The service has no operation of the name that the body of the request gives.
    InvalidAction,
    /// The request is not for this version of the service.
    NoSuchVersion(&'static str),
    /// The operations with this path and query have these methods.
    MethodNotAllowed(Vec<&'static str>),
    /// The body is declared to be, or is, something else than this; `None` where there is no body to declare.
    UnsupportedMediaType(Option<&'static str>),
    /// The client does not take this, which is what the answer would be.
    NotAcceptable(&'static str),
    /// The operation must know how long its body is (`smithy.api#requiresLength`).
    LengthRequired,
    /// The body has more bytes than this.
    TooLarge(usize),
    /// The body broke off; why is not for the client.
    Broken(Fault, BoxError),
    /// The request does not fit the model.
    Malformed(Fault),
    /// The server has no implementation of the operation of this name.
    NotImplemented(&'static str),
    /// Something went wrong that the client can do nothing about.
    Internal(FaultKind, BoxError),
}

/// Why a response is a fault of the server or of the connection: an extension of the response, for middleware that
/// writes logs. It is not sent to clients.
#[derive(Debug, Clone)]
pub struct Cause(pub Arc<dyn std::error::Error + Send + Sync>);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl From<CollectError> for Refusal {
    fn from(error: CollectError) -> Self {
        match error {
            CollectError::TooLarge { limit } => Self::TooLarge(limit),
            CollectError::Broken(error) => Self::Broken(Fault::new("reading the body failed"), error),
        }
    }
}

#[cfg(feature = "event-stream")]
impl From<InitialError> for Refusal {
    fn from(error: InitialError) -> Self {
        match error {
            InitialError::Body(error) => error.into(),
            InitialError::Malformed(fault) => Self::Malformed(fault),
        }
    }
}

impl Refusal {
    /// The refusal as a response.
    #[cold]
    pub(super) fn into_response(self, reply: &Reply) -> Response<Body> {
        let (status, code, message) = self.explain();
        let mut to = reply.message(status.as_u16());
        reply.protocol.write_named(code, &Refused::new(message, self.fault()), &mut to);
        reply.protocol.complete(&mut to.headers);
        let mut response = Response::new(to.body);
        *response.status_mut() = status;
        *response.headers_mut() = to.headers;
        let headers = response.headers_mut();
        match self {
            Self::MethodNotAllowed(allow) => {
                // Methods of a model are tokens, which headers can hold.
                headers.extend(HeaderValue::try_from(allow.join(", ")).ok().map(|allow| (header::ALLOW, allow)));
            }
            Self::Broken(_, cause) => {
                response.extensions_mut().insert(Cause(cause.into()));
            }
            Self::Internal(kind, cause) => {
                response.extensions_mut().insert(Cause(cause.into()));
                response.extensions_mut().insert(kind);
            }
            _ => {}
        }
        response
    }

    /// Status, name and message. Names that the protocol tests do not fix are those that AWS services use.
    fn explain(&self) -> (StatusCode, &'static str, String) {
        match self {
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "UnknownOperationException", "No operation matches this path.".to_owned())
            }
            Self::UnknownOperation => (
                StatusCode::NOT_FOUND,
                "UnknownOperationException",
                "The service has no operation with this name.".to_owned(),
            ),
            Self::MissingAction => (
                StatusCode::BAD_REQUEST,
                "MissingAction",
                "The request must have the parameter Action, which names an operation.".to_owned(),
            ),
            Self::InvalidAction => (
                StatusCode::BAD_REQUEST,
                "InvalidAction",
                "The service has no operation of the name in the parameter Action.".to_owned(),
            ),
            Self::NoSuchVersion(version) => (
                StatusCode::BAD_REQUEST,
                "NoSuchVersion",
                format!("The request must have the parameter Version with the value {version}."),
            ),
            Self::MethodNotAllowed(allow) => (
                StatusCode::METHOD_NOT_ALLOWED,
                "MethodNotAllowedException",
                format!("Allowed methods for this path: {}.", allow.join(", ")),
            ),
            Self::UnsupportedMediaType(expected) => {
                let message = match expected {
                    Some(expected) => format!("The Content-Type header must be {expected}."),
                    None => "The operation takes no body; do not send Content-Type.".to_owned(),
                };
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException", message)
            }
            Self::NotAcceptable(offered) => (
                StatusCode::NOT_ACCEPTABLE,
                "NotAcceptableException",
                format!("The response is {offered}, which the Accept header does not allow."),
            ),
            Self::LengthRequired => (
                StatusCode::LENGTH_REQUIRED,
                "LengthRequiredException",
                "The operation requires the Content-Length header.".to_owned(),
            ),
            Self::TooLarge(limit) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "RequestTooLargeException",
                format!("The body is longer than {limit} bytes."),
            ),
            Self::Broken(fault, _) | Self::Malformed(fault) => {
                (StatusCode::BAD_REQUEST, "SerializationException", fault.to_string())
            }
            Self::NotImplemented(operation) => (
                StatusCode::NOT_IMPLEMENTED,
                "NotImplementedException",
                format!("This server does not implement {operation}."),
            ),
            Self::Internal(..) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalFailure",
                "The server failed to process the request.".to_owned(),
            ),
        }
    }

    fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Broken(fault, _) | Self::Malformed(fault) => Some(fault),
            _ => None,
        }
    }
}
