//! Where a service is: scheme, host, port and a path that comes before every operation's.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use http::uri::{Authority, PathAndQuery, Scheme};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

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

    /// The host and port of this endpoint after a prefix (Smithy 2.0, `endpoint` trait).
    ///
    /// # Errors
    ///
    /// Why that is not a host. What the prefix is made of may be sensitive, and is not shown.
    pub(super) fn prefixed(&self, prefix: &str) -> Result<Authority, &'static str> {
        prefixed(&self.authority, prefix)
    }
}

/// A host and port after a prefix.
///
/// # Errors
///
/// See [`Endpoint::prefixed`].
pub(super) fn prefixed(authority: &Authority, prefix: &str) -> Result<Authority, &'static str> {
    let host = authority.host();
    if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
        return Err("an IP address cannot have a prefix (see `Builder::without_host_prefix`)");
    }
    let whole = format!("{prefix}{host}");
    let name = whole.strip_suffix('.').unwrap_or(&whole);
    if name.len() > 253 {
        return Err("the host is longer than 253 characters");
    }
    // RFC 1123, section 2.1.
    for label in name.split('.') {
        if label.is_empty() || label.len() > 63 {
            return Err("a host label must have 1 to 63 characters");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err("a host label must not begin or end with a hyphen");
        }
        // Names of local machines have underscores, too.
        if !label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return Err("a host label may contain only letters, digits and hyphens");
        }
    }
    Authority::try_from(format!("{prefix}{authority}")).map_err(|_| "the host is not valid in a URI")
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
        let base = encode_non_ascii(path.trim_end_matches('/'));
        if !base.is_empty() && PathAndQuery::try_from(&*base).is_err() {
            return Err(EndpointError::Path);
        }
        Ok(Self { scheme, authority: parse_authority(authority)?, base })
    }
}

/// Percent-encodes what a URI cannot hold as it is (RFC 3987, section 3.1); the rest is taken to be encoded already.
fn encode_non_ascii(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for char in path.chars() {
        if char.is_ascii() {
            encoded.push(char);
        } else {
            encoded.extend(utf8_percent_encode(char.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
        }
    }
    encoded
}

fn parse_authority(text: &str) -> Result<Authority, EndpointError> {
    if text.contains('@') {
        return Err(EndpointError::UserInfo);
    }
    if text.is_empty() || text.starts_with(':') {
        return Err(EndpointError::NoHost);
    }
    let authority = Authority::try_from(text).map_err(|_| EndpointError::Host)?;
    // Whatever comes after the host is a colon and the port.
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

/// Why a text is not a valid endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The scheme is missing.
    NoScheme,
    /// The scheme is neither `http` nor `https`.
    Scheme,
    /// There is no host.
    NoHost,
    /// The host is not valid in a URI.
    Host,
    /// The port is not a number from 0 to 65535.
    Port,
    /// There is a user name or password, which HTTP does not allow in a URI (RFC 9110, section 4.2.4).
    UserInfo,
    /// The path is not valid in a URI.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_must_make_a_host() {
        let (long, label) = (format!("{}.", "a.".repeat(125)), format!("{}.", "a".repeat(63)));
        let cases = [
            ("http://example.com:81", "a-b.c.", Some("a-b.c.example.com:81")),
            ("http://example.com", "a", Some("aexample.com")),
            ("http://example.com.", "a.", Some("a.example.com.")),
            ("http://localhost:81", &label, Some(&*format!("{label}localhost:81"))),
            ("http://a.b", &long[..250], Some(&*format!("{}a.b", &long[..250]))),
            ("http://a.bc", &long[..250], None),
            ("http://localhost", &format!("a{label}"), None),
            ("http://localhost", &label[..63], None),
            ("http://[::1]:81", "a.", None),
            ("http://127.0.0.1:81", "a.", None),
            ("http://example.com", "-a.", None),
            ("http://example.com", "a-.", None),
            ("http://example.com", "a.-", None),
            ("http://example.com", "a..", None),
            ("http://example.com", ".", None),
            ("http://example.com", "a/", None),
            ("http://example.com", "a@", None),
        ];
        for (endpoint, prefix, expected) in cases {
            let endpoint: Endpoint = endpoint.parse().unwrap();
            let found = endpoint.prefixed(prefix).ok();
            assert_eq!(found.as_ref().map(Authority::as_str), expected, "{prefix} {endpoint}");
        }
    }

    #[test]
    fn a_path_is_sent_in_ascii() {
        let endpoint: Endpoint = "http://a/ä/%C3%A4/€".parse().unwrap();
        assert_eq!(endpoint.to_string(), "http://a/%C3%A4/%C3%A4/%E2%82%AC");
        assert_eq!("http://a/b c".parse::<Endpoint>(), Err(EndpointError::Path));
        assert_eq!("http://a/\u{7f}".parse::<Endpoint>(), Err(EndpointError::Path));
    }
}
