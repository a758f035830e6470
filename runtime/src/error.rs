//! Why a call failed, on either side.

mod names;
mod response;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

pub use response::ErrorResponse;

use crate::cause::{BoxError, write_causes};
use crate::message::{ErrorShape, Modeled, Retry};
use crate::validate::Violations;
use crate::wire::Fault;

/// An operation's error: implemented by the error enum of each operation.
pub trait OperationError: Modeled + StdError + Send + Sync + 'static {
    /// The operation's name in the model.
    const OPERATION: &'static str;

    /// The error structure within.
    #[doc(hidden)]
    fn shape(&self) -> &dyn ErrorShape;

    /// The error structure within.
    #[doc(hidden)]
    fn shape_mut(&mut self) -> &mut dyn ErrorShape;

    /// The error of this name, not read yet; `None` where the operation has none of it. Names are those of shapes, or of
    /// the Query family.
    #[doc(hidden)]
    fn named(code: &str, is_query_code: bool) -> Option<Self>
    where
        Self: Sized;

    /// The error shape's name, as in the response.
    fn code(&self) -> &'static str {
        self.shape().code()
    }

    /// The HTTP status of the response.
    fn status(&self) -> u16 {
        self.shape().status()
    }

    /// The service's message.
    fn message(&self) -> Option<&str> {
        self.shape().message()
    }

    /// Whether the same request may succeed later: the model says so (`smithy.api#retryable`), or the error has
    /// a name that all official clients retry, such as `ThrottlingException` or `RequestTimeout`.
    fn is_retryable(&self) -> bool {
        self.retry() != Retry::No
    }

    /// Whether the service throttled the request: the model says so (`throttling` of `smithy.api#retryable`), or the error
    /// has a name that all official clients take for it, such as `ThrottlingException` or `SlowDown`.
    fn is_throttling(&self) -> bool {
        self.retry() == Retry::Throttling
    }

    /// Whether the same request may succeed later, by the model and by the name.
    #[doc(hidden)]
    fn retry(&self) -> Retry {
        self.shape().retry().max(names::retry(self.code()))
    }
}

/// Why a call failed.
///
/// The same type serves callers and handlers: a handler returns the operation's own error with `?`, or anything else
/// through [`Error::internal`], which callers see as a status of 500 without details.
///
/// `{error}` says what happened, and [`source()`](StdError::source) why, such as the transport's or the handler's own
/// error; no text repeats that of its source. `{error:#}` shows the whole chain in one line, as `anyhow` does.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// An error that the model lists for this operation.
    Modeled {
        /// The error.
        error: E,
        /// The response that it was read from; `None` in handlers.
        response: Option<Box<ErrorResponse>>,
    },
    /// The input breaks constraints.
    Invalid(Violations),
    /// The request cannot be built from the input, for example because a path label is empty.
    Request(Fault),
    /// The request could not be sent, or the connection failed before the response was complete.
    Transport {
        /// The transport's error.
        source: BoxError,
        /// Whether anything may have reached the service.
        maybe_sent: bool,
    },
    /// A timeout expired.
    Timeout {
        /// The timeout.
        limit: Duration,
        /// What the timeout was for.
        scope: TimeoutScope,
    },
    /// The response does not match the model.
    Decode {
        /// The member and the reason.
        fault: Fault,
        /// The response's status.
        status: u16,
        /// The id that the service gave the request.
        request_id: Option<String>,
    },
    /// A response with an error that the model does not list for this operation, or that cannot be read as the error
    /// that it names.
    Unmodeled(Box<ErrorResponse>),
    /// There is no handler for this operation; callers see a status of 501.
    NotImplemented,
    /// Any other error of a handler; callers see a status of 500 without details.
    Internal(BoxError),
}

/// What a timeout was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeoutScope {
    /// One attempt.
    Attempt,
    /// The call with all its attempts.
    Call,
}

impl<E> Error<E> {
    /// An error of a handler that is not one of the operation's own.
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Self::Internal(error.into())
    }

    /// The operation's own error.
    pub fn modeled(&self) -> Option<&E> {
        match self {
            Self::Modeled { error, .. } => Some(error),
            _ => None,
        }
    }

    /// The operation's own error, or this error unchanged.
    ///
    /// # Errors
    ///
    /// This error, if it is of another kind.
    pub fn into_modeled(self) -> Result<E, Self> {
        match self {
            Self::Modeled { error, .. } => Ok(error),
            other => Err(other),
        }
    }

    /// The error response, as it came; `None` if there was none, and in handlers.
    pub fn response(&self) -> Option<&ErrorResponse> {
        match self {
            Self::Modeled { response, .. } => response.as_deref(),
            Self::Unmodeled(response) => Some(response),
            _ => None,
        }
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Decode { request_id, .. } => request_id.as_deref(),
            _ => self.response()?.request_id.as_deref(),
        }
    }
}

impl<E: OperationError> Error<E> {
    /// The HTTP status of the response, if there was one; of an error in a handler, the status that it will have.
    pub fn status(&self) -> Option<u16> {
        match (self, self.response()) {
            (_, Some(response)) => Some(response.status),
            (Self::Modeled { error, .. }, None) => Some(error.status()),
            (Self::Decode { status, .. }, None) => Some(*status),
            _ => None,
        }
    }

    /// The name of the error, if the response has one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Modeled { error, .. } => Some(error.code()),
            Self::Unmodeled(response) => response.code.as_deref(),
            _ => None,
        }
    }

    /// The name of the error in protocols of the Query family (awsQuery and ec2Query), if the response has one: the code that
    /// those know it by, which services that came from there send beside its name
    /// (`aws.protocols#awsQueryCompatible`). In handlers, the code of the operation's own error.
    pub fn query_code(&self) -> Option<&str> {
        match (self, self.response()) {
            (_, Some(response)) => response.query_code.as_deref(),
            (Self::Modeled { error, .. }, None) => error.shape().query_code(),
            _ => None,
        }
    }

    /// The service's message, if the response has one: that of the error structure, or else of the body.
    pub fn message(&self) -> Option<&str> {
        let of_error = self.modeled().and_then(OperationError::message).filter(|message| !message.is_empty());
        of_error.or_else(|| self.response()?.message.as_deref())
    }

    /// Whether the same call may succeed later: the service throttled it or failed, the error is retryable by the model or
    /// by its name, or the transport did not send the request.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Modeled { .. } | Self::Unmodeled(_) => self.retry() != Retry::No,
            Self::Transport { maybe_sent, .. } => !maybe_sent,
            Self::Timeout { scope, .. } => *scope == TimeoutScope::Attempt,
            Self::Invalid(_) | Self::Request(_) | Self::Decode { .. } | Self::NotImplemented | Self::Internal(_) => {
                false
            }
        }
    }

    /// Whether the service throttled the request: status 429, or an error that means so by the model or by its name.
    pub fn is_throttling(&self) -> bool {
        self.retry() == Retry::Throttling
    }

    /// What an error of the service says about another attempt.
    fn retry(&self) -> Retry {
        match (self, self.status()) {
            (Self::Modeled { .. } | Self::Unmodeled(_), Some(status)) => retry::<E>(status, self.code()),
            _ => Retry::No,
        }
    }
}

/// What an error response of this status and name says about another attempt.
pub(crate) fn retry<E: OperationError>(status: u16, code: Option<&str>) -> Retry {
    let named = |code| E::named(code, false).or_else(|| E::named(code, true));
    let by_name = code.map_or(Retry::No, |code| {
        let known = named(code).map_or(Retry::No, |error| error.retry());
        known.max(names::retry(code))
    });
    by_name.max(match status {
        TOO_MANY => Retry::Throttling,
        500 | 502 | 503 | 504 => Retry::Yes,
        _ => Retry::No,
    })
}

/// The status "Too Many Requests" (RFC 6585, section 4).
const TOO_MANY: u16 = 429;

/// A handler returns the operation's error, or one of its structures, with `?`.
impl<E: From<X>, X: Modeled> From<X> for Error<E> {
    fn from(error: X) -> Self {
        Self::Modeled { error: error.into(), response: None }
    }
}

impl<E: OperationError> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", E::OPERATION)?;
        match self {
            Self::Modeled { error, response } => {
                let status = response.as_ref().map_or_else(|| error.status(), |response| response.status);
                response::summary(f, status, Some(error.code()))?;
                if let Some(message) = self.message() {
                    write!(f, ": {message}")?;
                }
            }
            Self::Unmodeled(response) => write!(f, "{response}")?,
            Self::Invalid(violations) => write!(f, "{violations}")?,
            Self::Request(fault) => write!(f, "cannot build the request: {fault}")?,
            Self::Transport { maybe_sent: false, .. } => f.write_str("the request could not be sent")?,
            Self::Transport { maybe_sent: true, .. } => {
                f.write_str("the connection failed after the request may have been sent")?;
            }
            Self::Timeout { limit, scope: TimeoutScope::Attempt } => write!(f, "no response within {limit:?}")?,
            Self::Timeout { limit, scope: TimeoutScope::Call } => {
                write!(f, "no response within {limit:?} across all attempts")?;
            }
            Self::Decode { fault, status, .. } => {
                write!(f, "the response (status {status}) does not match the model: {fault}")?;
            }
            Self::NotImplemented => f.write_str("not implemented by the server")?,
            Self::Internal(error) => write!(f, "{error}")?,
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {id})")?;
        }
        write_causes(f, self.source())
    }
}

impl<E: OperationError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport { source, .. } => Some(&**source),
            // What is shown is the error within, and its causes come next.
            Self::Internal(error) => error.source(),
            _ => None,
        }
    }
}
