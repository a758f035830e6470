//! Why a call failed, on either side.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::validate::Violations;
use crate::wire::{ErrorShape, Fault, Modeled, Retry};

/// An error of any type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The error that an operation's enum holds at the moment, and the operation it belongs to; implemented by each
/// operation's error enum.
pub trait OperationError: Modeled + StdError + Send + Sync + 'static {
    /// The operation's name in the model.
    const OPERATION: &'static str;

    /// The error structure within.
    #[doc(hidden)]
    fn shape(&self) -> &dyn ErrorShape;

    /// The error structure within.
    #[doc(hidden)]
    fn shape_mut(&mut self) -> &mut dyn ErrorShape;

    /// The error of this name, not read yet; `None` where the operation has none of it.
    #[doc(hidden)]
    fn named(code: &str) -> Option<Self>
    where
        Self: Sized;

    /// The error shape's name, by which it travels.
    fn code(&self) -> &'static str {
        self.shape().code()
    }

    /// The HTTP status it travels with.
    fn status(&self) -> u16 {
        self.shape().status()
    }

    /// The service's own words.
    fn message(&self) -> Option<&str> {
        self.shape().message()
    }

    /// Whether the model says that the same request may succeed later (`smithy.api#retryable`).
    fn is_retryable(&self) -> bool {
        self.shape().retry() != Retry::No
    }

    /// Whether the model says that the service had too many requests (`throttling` of `smithy.api#retryable`).
    fn is_throttling(&self) -> bool {
        self.shape().retry() == Retry::Throttling
    }
}

/// Why a call failed.
///
/// The same type serves callers and handlers: a handler returns the operation's own error with `?`, or anything else
/// through [`Error::internal`], which callers see as a status of 500 without details.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// An error that the model names for this operation.
    Modeled {
        /// The error.
        error: E,
        /// The identifier that the service gave the request; `None` in handlers.
        request_id: Option<String>,
    },
    /// The input breaks constraints.
    Invalid(Violations),
    /// The input cannot be written as a request, for example because a label of the URI is empty.
    Request(Fault),
    /// The request did not get through, or the answer broke off.
    Transport {
        /// What the transport says.
        source: BoxError,
        /// Whether anything may have reached the service.
        maybe_sent: bool,
    },
    /// Time ran out.
    Timeout {
        /// The limit that was reached.
        limit: Duration,
        /// What the limit was for.
        scope: TimeoutScope,
    },
    /// The answer does not fit the model.
    Decode {
        /// The member and the reason.
        fault: Fault,
        /// The answer's status.
        status: u16,
        /// The identifier that the service gave the request.
        request_id: Option<String>,
    },
    /// An answer with an error that the model does not name for this operation.
    Unmodeled(Box<Unmodeled>),
    /// There is no handler for this operation; callers see a status of 501.
    NotImplemented,
    /// Anything else in a handler.
    Internal(BoxError),
}

/// What a time limit was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeoutScope {
    /// One attempt.
    Attempt,
    /// The call with all its attempts.
    Call,
}

/// An error answer that the model does not name.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Unmodeled {
    /// The HTTP status.
    pub status: u16,
    /// The error's name, where the answer has one.
    pub code: Option<String>,
    /// The service's own words.
    pub message: Option<String>,
    /// The identifier that the service gave the request.
    pub request_id: Option<String>,
    /// The answer's body.
    pub body: bytes::Bytes,
}

impl<E> Error<E> {
    /// An error of a handler that is none of the operation's own.
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

    /// The identifier that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Modeled { request_id, .. } | Self::Decode { request_id, .. } => request_id.as_deref(),
            Self::Unmodeled(answer) => answer.request_id.as_deref(),
            _ => None,
        }
    }
}

impl<E: OperationError> Error<E> {
    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Modeled { error, .. } => Some(error.status()),
            Self::Decode { status, .. } => Some(*status),
            Self::Unmodeled(answer) => Some(answer.status),
            _ => None,
        }
    }

    /// The name of the error, if the answer has one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Modeled { error, .. } => Some(error.code()),
            Self::Unmodeled(answer) => answer.code.as_deref(),
            _ => None,
        }
    }

    /// Whether the same call may succeed later: throttling, a fault of the server, an error that the model calls
    /// retryable, a transport that never got the request out.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Modeled { error, .. } => error.is_retryable() || retryable_status(error.status()),
            Self::Unmodeled(answer) => retryable_status(answer.status),
            Self::Transport { maybe_sent, .. } => !maybe_sent,
            Self::Timeout { scope, .. } => *scope == TimeoutScope::Attempt,
            Self::Invalid(_) | Self::Request(_) | Self::Decode { .. } | Self::NotImplemented | Self::Internal(_) => {
                false
            }
        }
    }

    /// Whether the service had too many requests: the status 429, or an error that the model calls so.
    pub fn is_throttling(&self) -> bool {
        match self {
            Self::Modeled { error, .. } => error.is_throttling() || error.status() == TOO_MANY,
            Self::Unmodeled(answer) => answer.status == TOO_MANY,
            _ => false,
        }
    }
}

/// The status "Too Many Requests" (RFC 6585, section 4).
const TOO_MANY: u16 = 429;

fn retryable_status(status: u16) -> bool {
    matches!(status, TOO_MANY | 500 | 502 | 503 | 504)
}

/// A handler returns the operation's error, or one of its structures, with `?`.
impl<E: From<X>, X: Modeled> From<X> for Error<E> {
    fn from(error: X) -> Self {
        Self::Modeled { error: error.into(), request_id: None }
    }
}

impl<E: OperationError> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", E::OPERATION)?;
        match self {
            Self::Modeled { error, .. } => {
                answer(f, error.status(), Some(error.code()), error.message())?;
            }
            Self::Unmodeled(unmodeled) => {
                answer(f, unmodeled.status, unmodeled.code.as_deref(), unmodeled.message.as_deref())?;
            }
            Self::Invalid(violations) => write!(f, "{violations}")?,
            Self::Request(fault) => write!(f, "the input cannot be sent: {fault}")?,
            Self::Transport { source, .. } => {
                write!(f, "the transport failed: {source}")?;
                // Transports put the cause that helps, such as a refused connection, at the end of the chain.
                let mut cause = source.source();
                while let Some(error) = cause {
                    write!(f, ": {error}")?;
                    cause = error.source();
                }
            }
            Self::Timeout { limit, scope: TimeoutScope::Attempt } => write!(f, "no answer within {limit:?}")?,
            Self::Timeout { limit, scope: TimeoutScope::Call } => {
                write!(f, "no answer within {limit:?}, all attempts together")?;
            }
            Self::Decode { fault, status, .. } => {
                write!(f, "the answer with status {status} does not fit the model: {fault}")?;
            }
            Self::NotImplemented => f.write_str("the server does not implement it")?,
            Self::Internal(error) => write!(f, "{error}")?,
        }
        match self.request_id() {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

fn answer(f: &mut fmt::Formatter<'_>, status: u16, code: Option<&str>, message: Option<&str>) -> fmt::Result {
    write!(f, "{} (status {status})", code.unwrap_or("an error without a name"))?;
    match message {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

impl<E: OperationError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Modeled { error, .. } => Some(error),
            Self::Invalid(violations) => Some(violations),
            Self::Transport { source, .. } | Self::Internal(source) => Some(&**source),
            _ => None,
        }
    }
}
