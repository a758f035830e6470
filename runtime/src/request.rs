//! The envelope around an operation's input.

mod bucket;
mod redact;
mod response;

use std::fmt;
use std::time::Duration;

use http::{Extensions, HeaderMap};

#[cfg_attr(not(feature = "client"), allow(unreachable_pub, reason = "`client` exports it"))]
pub use bucket::BucketAddressing;
pub use response::ResponseHandle;

use crate::Leniency;
#[cfg(feature = "server")]
use crate::request_id::RequestId;
use crate::spec::SensitiveHeader;

/// An operation's input, with headers, extensions and options.
///
/// Callers rarely need one: a client's methods take the input itself, too. Handlers find the caller's headers here, and
/// in the extensions what middleware put there, such as the caller's identity.
///
/// `Debug` shows neither credentials in headers nor the headers to which sensitive members are bound.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request<I> {
    /// The operation's input.
    pub input: I,
    /// In a client, HTTP headers to send in addition to those of the model; they replace others of the same name. In a
    /// handler, all headers of the request.
    pub headers: HeaderMap,
    /// Values by type, for middleware.
    pub extensions: Extensions,
    /// How the client makes this call. Handlers can ignore it.
    pub options: CallOptions,
    /// Headers and extensions that a handler adds to its response. HTTP clients ignore it.
    pub response: ResponseHandle,
    /// The headers with sensitive values of the operation that a server received.
    sensitive: &'static [SensitiveHeader],
    #[cfg(feature = "server")]
    id: Option<RequestId>,
}

impl<I> Request<I> {
    /// A request with this input and nothing else.
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
        let (headers, extensions, response) = (parts.headers, parts.extensions, ResponseHandle::new());
        Self { input, headers, extensions, options: CallOptions::default(), response, sensitive, id: Some(id) }
    }

    /// The id of the request, which a server also sends to the caller as `x-amzn-requestid`; `None` if no server received
    /// it.
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

/// Options for one call, which take precedence over the client's own; `None` leaves the client's in effect.
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use = "options do nothing before they are given to a request with `with_options`"]
#[non_exhaustive]
pub struct CallOptions {
    /// The maximum time for the call with all its attempts.
    pub timeout: Option<Duration>,
    /// The maximum time for one attempt.
    pub attempt_timeout: Option<Duration>,
    /// The maximum number of attempts, including the first; at least one is made.
    pub max_attempts: Option<u32>,
    /// Whether the input is validated before it is sent.
    pub validation: Option<Validation>,
    /// How leniently the response is read.
    pub leniency: Option<Leniency>,
    /// Where the request names its bucket.
    pub bucket_addressing: Option<BucketAddressing>,
}

impl CallOptions {
    /// Options of which none is set.
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

    /// Sets [`bucket_addressing`](Self::bucket_addressing).
    pub fn with_bucket_addressing(mut self, addressing: BucketAddressing) -> Self {
        self.bucket_addressing = Some(addressing);
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
