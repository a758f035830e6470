//! Why a client cannot be built.

use std::error::Error as StdError;
use std::fmt;

use super::endpoint::EndpointError;
use crate::cause::{BoxError, write_causes};
use crate::protocol::Protocol;

/// Why a client cannot be built. `Debug` shows the same text as `{:#}`, because that is what Rust prints of an error that
/// `main` returns.
#[non_exhaustive]
pub enum BuildError {
    /// The builder was given no endpoint.
    NoEndpoint,
    /// The endpoint is not valid.
    Endpoint {
        /// What was given.
        endpoint: String,
        /// What is wrong with it.
        source: EndpointError,
    },
    /// The application's name is not a token of HTTP, with or without a version after a slash.
    AppName(String),
    /// The user agent is not valid in a header.
    UserAgent(String),
    /// The service does not support the protocol that the builder was given.
    Protocol {
        /// The protocol.
        protocol: Protocol,
        /// The name of the service's trait.
        service: &'static str,
    },
    /// This endpoint has neither a dual-stack nor an accelerated form.
    BucketHost(String),
    /// The endpoint begins with `https`, which needs the feature `rustls` unless a transport is given.
    NoTls,
    /// No transport was given, and the feature `http`, which brings one, is off.
    NoTransport,
    /// The transport could not be set up.
    Transport(BoxError),
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("the client has no endpoint: set one with `.endpoint(…)`"),
            Self::Endpoint { endpoint, .. } => write!(f, "the endpoint `{endpoint}` is not valid"),
            Self::AppName(name) => {
                write!(
                    f,
                    "the application's name `{name}` is not valid: use letters, digits and `-._`, as in `orders/1.2`"
                )
            }
            Self::UserAgent(text) => write!(f, "the user agent {text:?} is not valid in a header"),
            Self::Protocol { protocol, service } => write!(f, "{service} does not support the protocol {protocol}"),
            Self::BucketHost(endpoint) => write!(
                f,
                "the endpoint `{endpoint}` has no dual-stack or accelerated form: use one such as \
                 `https://s3.us-west-2.amazonaws.com`"
            ),
            Self::NoTls => f.write_str(
                "an https endpoint needs the feature `rustls` of the generated crate, or a transport of your own: \
                 `.transport(…)`",
            ),
            Self::NoTransport => f.write_str(
                "the client has no transport: turn on the feature `http` of the generated crate, or set a transport of \
                 your own with `.transport(…)`",
            ),
            Self::Transport(_) => f.write_str("the transport could not be set up"),
        }?;
        write_causes(f, self.source())
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Endpoint { source, .. } => Some(source),
            Self::Transport(source) => Some(&**source),
            Self::NoEndpoint
            | Self::AppName(_)
            | Self::UserAgent(_)
            | Self::Protocol { .. }
            | Self::BucketHost(_)
            | Self::NoTls
            | Self::NoTransport => None,
        }
    }
}
