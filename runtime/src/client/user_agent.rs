//! How a client introduces itself (RFC 9110, section 10.1.5): `orders/1.2 shapewright/0.1.0 Panorama/CreatePackage`.

use http::HeaderValue;

/// The value of the header `User-Agent`.
#[derive(Debug)]
pub(super) enum UserAgent {
    /// The same for every operation.
    Fixed(HeaderValue),
    /// What the operation's name completes.
    Beginning(String),
}

impl UserAgent {
    /// The one of a client that was given no other.
    pub(super) fn new(app: Option<&str>, service: &str) -> Self {
        let app = app.map_or_else(String::new, |app| format!("{app} "));
        Self::Beginning(format!("{app}shapewright/{} {service}/", env!("CARGO_PKG_VERSION")))
    }

    /// The value for this operation. `None` where names make no header, which those of models always do.
    pub(super) fn header(&self, operation: &str) -> Option<HeaderValue> {
        match self {
            Self::Fixed(value) => Some(value.clone()),
            Self::Beginning(beginning) => HeaderValue::try_from([beginning, operation].concat()).ok(),
        }
    }
}

/// Whether a text is a product of the header: a token, with or without a version (RFC 9110, sections 5.6.2 and 10.1.5).
pub(super) fn is_product(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let (name, version) = text.split_once('/').unwrap_or((text, "0"));
    is_token(name) && is_token(version)
}
