//! Where a service is: scheme, host, port and a path in front of every operation's.

use std::fmt;
use std::str::FromStr;

use http::uri::{Authority, PathAndQuery, Scheme};

/// The address of a service, such as `https://api.example.com/v1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) scheme: Scheme,
    pub(super) authority: Authority,
    /// Empty, or a path that begins with a slash and does not end with one.
    pub(super) base: String,
}

impl Endpoint {
    /// Whether connections are to be encrypted.
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// The same endpoint with something in front of its host (Smithy 2.0, `endpoint` trait). `None` where that makes
    /// no host.
    pub(super) fn prefixed(&self, prefix: &str) -> Option<Authority> {
        Authority::try_from(format!("{prefix}{}", self.authority)).ok()
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let (scheme, rest) = text.split_once("://").ok_or(EndpointError::NoScheme)?;
        let scheme = if scheme.eq_ignore_ascii_case("http") {
            Scheme::HTTP
        } else if scheme.eq_ignore_ascii_case("https") {
            Scheme::HTTPS
        } else {
            return Err(EndpointError::Scheme);
        };
        if rest.contains(['?', '#']) {
            return Err(EndpointError::Query);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let base = path.trim_end_matches('/');
        if !base.is_empty() && PathAndQuery::try_from(base).is_err() {
            return Err(EndpointError::Path);
        }
        Ok(Self { scheme, authority: parse_authority(authority)?, base: base.to_owned() })
    }
}

fn parse_authority(text: &str) -> Result<Authority, EndpointError> {
    if text.contains('@') {
        return Err(EndpointError::UserInfo);
    }
    if text.is_empty() || text.starts_with(':') {
        return Err(EndpointError::NoHost);
    }
    let authority = Authority::try_from(text).map_err(|_| EndpointError::Host)?;
    // Whatever stands behind the host is a colon and the port.
    if authority.host().len() < text.len() && authority.port_u16().is_none() {
        return Err(EndpointError::Port);
    }
    Ok(authority)
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base)
    }
}

/// Why a text is no endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It does not say how to connect.
    NoScheme,
    /// The scheme is neither `http` nor `https`.
    Scheme,
    /// There is no host.
    NoHost,
    /// The host is none that a URI can have.
    Host,
    /// The port is no number from 0 to 65535.
    Port,
    /// There is a user name or password, which HTTP has no place for in a URI (RFC 9110, section 4.2.4).
    UserInfo,
    /// The path is none that a URI can have.
    Path,
    /// There is a query or a fragment, which an operation's path cannot follow.
    Query,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "the scheme is missing: an endpoint begins with http:// or https://",
            Self::Scheme => "the scheme is neither http nor https",
            Self::NoHost => "the host is missing",
            Self::Host => "the host is not valid in a URI",
            Self::Port => "the port is not a number from 0 to 65535",
            Self::UserInfo => "a user name or password is not allowed",
            Self::Path => "the path is not valid in a URI",
            Self::Query => "a query or fragment is not allowed",
        })
    }
}

impl std::error::Error for EndpointError {}
