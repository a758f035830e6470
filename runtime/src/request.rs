//! The envelope around an operation's input.

#[cfg(feature = "server")]
mod id;
mod redact;
mod response;

use std::fmt;
use std::time::Duration;

use http::{Extensions, HeaderMap};

#[cfg(feature = "server")]
pub(crate) use id::HEADER as REQUEST_ID;
#[cfg(feature = "server")]
pub use id::{InvalidRequestId, RequestId};
pub use response::ResponseHandle;

use crate::Leniency;
use crate::spec::SensitiveHeader;

/// An operation's input with what goes along with it.
///
/// Callers rarely make one: an input converts into it. Handlers find the caller's headers here, and in the
/// extensions whatever middleware left there, such as the caller's identity.
///
/// `Debug` shows neither credentials in headers nor the headers to which sensitive members are bound.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request<I> {
    /// The operation's input.
    pub input: I,
    /// HTTP headers beyond those that the model binds: of the request received, or to be sent.
    pub headers: HeaderMap,
    /// Values by type, for middleware.
    pub extensions: Extensions,
    /// How the client makes this call; of no meaning in a handler.
    pub options: CallOptions,
    /// What a handler adds to its response; clients that go over HTTP do not look at it.
    pub response: ResponseHandle,
    /// The headers with sensitive values of the operation that a server received.
    sensitive: &'static [SensitiveHeader],
    #[cfg(feature = "server")]
    id: Option<RequestId>,
}

impl<I> Request<I> {
    /// An input without anything else.
    pub fn new(input: I) -> Self {
        Self {
            input,
            headers: HeaderMap::new(),
            extensions: Extensions::new(),
            options: CallOptions::default(),
            response: ResponseHandle::DETACHED,
            sensitive: &[],
            #[cfg(feature = "server")]
            id: None,
        }
    }

    /// A request that a server received.
    #[cfg(feature = "server")]
    pub(crate) fn received(
        input: I,
        parts: http::request::Parts,
        sensitive: &'static [SensitiveHeader],
        id: RequestId,
    ) -> Self {
        Self {
            headers: parts.headers,
            extensions: parts.extensions,
            response: ResponseHandle::new(),
            sensitive,
            id: Some(id),
            ..Self::new(input)
        }
    }

    /// The id by which a server's caller knows the request; `None` where no server received it.
    #[cfg(feature = "server")]
    pub fn id(&self) -> Option<&RequestId> {
        self.id.as_ref()
    }

    /// Sets how the client makes this call.
    #[must_use = "this returns the request with the options"]
    pub fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The input alone.
    pub fn into_input(self) -> I {
        self.input
    }
}

impl<I: fmt::Debug> fmt::Debug for Request<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The server's id is one more field where there are servers.
        let Self { input, headers, extensions, options, sensitive, .. } = self;
        f.debug_struct("Request")
            .field("input", input)
            .field("headers", &redact::Redacted { headers, sensitive })
            .field("extensions", extensions)
            .field("options", options)
            .finish_non_exhaustive()
    }
}

impl<I> From<I> for Request<I> {
    fn from(input: I) -> Self {
        Self::new(input)
    }
}

/// How a client makes one call, where it differs from the client's own configuration.
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use = "options do nothing before they are given to a request with `with_options`"]
#[non_exhaustive]
pub struct CallOptions {
    /// The most time for the call with all its attempts.
    pub timeout: Option<Duration>,
    /// The most time for one attempt.
    pub attempt_timeout: Option<Duration>,
    /// The most attempts, the first included; at least one is made.
    pub max_attempts: Option<u32>,
    /// Whether the input is validated before it is sent.
    pub validation: Option<Validation>,
    /// How leniently the response is read.
    pub leniency: Option<Leniency>,
}

impl CallOptions {
    /// Options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`timeout`](Self::timeout).
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets [`attempt_timeout`](Self::attempt_timeout).
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets [`max_attempts`](Self::max_attempts).
    pub fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets [`validation`](Self::validation).
    pub fn with_validation(mut self, validation: Validation) -> Self {
        self.validation = Some(validation);
        self
    }

    /// Sets [`leniency`](Self::leniency).
    pub fn with_leniency(mut self, leniency: Leniency) -> Self {
        self.leniency = Some(leniency);
        self
    }
}

/// What a client does with an input that breaks constraints.
///
/// The default sends it: the service may have relaxed a constraint since the client was generated (Smithy 2.0,
/// "Constraint traits": clients should not refuse what a newer service accepts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validation {
    /// The input is not validated.
    #[default]
    Off,
    /// Violations are reported to the client's `on_violations`, and the input is sent.
    Warn,
    /// The call fails with [`Error::Invalid`](crate::Error::Invalid).
    Deny,
}
