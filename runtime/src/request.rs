//! The envelope around an operation's input.

use std::time::Duration;

use http::{Extensions, HeaderMap};

/// An operation's input with what goes along with it.
///
/// Callers rarely make one: an input converts into it. Handlers find the caller's headers here, and in the
/// extensions whatever middleware left there, such as the caller's identity.
#[derive(Debug, Clone)]
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
}

impl<I> Request<I> {
    /// An input without anything else.
    pub fn new(input: I) -> Self {
        Self { input, headers: HeaderMap::new(), extensions: Extensions::new(), options: CallOptions::default() }
    }

    /// Sets how the client makes this call.
    pub fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// The input alone.
    pub fn into_input(self) -> I {
        self.input
    }
}

impl<I> From<I> for Request<I> {
    fn from(input: I) -> Self {
        Self::new(input)
    }
}

/// How a client makes one call, where it differs from the client's own configuration.
#[derive(Debug, Clone, Default, PartialEq)]
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
}

/// What a client does with an input that breaks constraints.
///
/// The default sends it: the service may have relaxed a constraint since the client was generated (Smithy 2.0,
/// "Constraint traits": clients should not refuse what a newer service accepts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validation {
    /// Do not look.
    #[default]
    Off,
    /// Tell the function that the client was given for this, and send it.
    Warn,
    /// Refuse it with [`Error::Invalid`](crate::Error::Invalid).
    Deny,
}
