//! The id of a request, by which callers and logs speak of it.

use std::fmt;
use std::str::FromStr;

use http::request::Parts;
use http::{HeaderName, HeaderValue};

/// The header of every response that carries its request's id; AWS SDKs read it.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// The id of a request: a random UUID, unless middleware put an id of its own into the request's extensions.
///
/// Every response has it in the header `x-amzn-requestid`, except where the handler sets that header itself. Handlers
/// find it in [`Request::id`](crate::Request::id).
///
/// ```
/// # use shapewright_runtime::server::RequestId;
/// let mut request = http::Request::new(());
/// request.extensions_mut().insert("job-17".parse::<RequestId>()?);
/// # Ok::<(), shapewright_runtime::server::InvalidRequestId>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RequestId(Id);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Id {
    Random(uuid::Uuid),
    Given(HeaderValue),
}

impl RequestId {
    /// A random id. It is not a secret, so that a fast source of randomness will do.
    fn random() -> Self {
        let bytes = fastrand::u128(..).to_ne_bytes();
        Self(Id::Random(uuid::Builder::from_random_bytes(bytes).into_uuid()))
    }

    /// The id of a request: the one that middleware chose, or a random one.
    pub(crate) fn of(parts: &Parts) -> Self {
        parts.extensions.get::<Self>().cloned().unwrap_or_else(Self::random)
    }

    pub(crate) fn to_header(&self) -> Option<HeaderValue> {
        match &self.0 {
            Id::Random(id) => {
                let mut text = uuid::Uuid::encode_buffer();
                HeaderValue::from_str(id.hyphenated().encode_lower(&mut text)).ok()
            }
            Id::Given(text) => Some(text.clone()),
        }
    }
}

impl FromStr for RequestId {
    type Err = InvalidRequestId;

    fn from_str(text: &str) -> Result<Self, InvalidRequestId> {
        let header = HeaderValue::from_str(text).ok().filter(|header| header.to_str().is_ok() && !text.is_empty());
        header.map(|header| Self(Id::Given(header))).ok_or(InvalidRequestId)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Id::Random(id) => id.hyphenated().fmt(f),
            Id::Given(text) => f.write_str(text.to_str().unwrap_or_default()),
        }
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestId({self})")
    }
}

/// The error of a text that cannot be a [`RequestId`]: it is empty or has characters other than visible ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidRequestId;

impl fmt::Display for InvalidRequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request id must be one or more visible ASCII characters")
    }
}

impl std::error::Error for InvalidRequestId {}
