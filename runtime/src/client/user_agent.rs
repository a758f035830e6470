//! How a client introduces itself (RFC 9110, section 10.1.5): `orders/1.2 shapewright/0.1.0 Panorama`.

/// The header `User-Agent` of a client that was given no other.
pub(super) fn default(app: Option<&str>, service: &str) -> String {
    let app = app.map_or_else(String::new, |app| format!("{app} "));
    format!("{app}shapewright/{} {service}", env!("CARGO_PKG_VERSION"))
}

/// Whether a text is a product of the header: a token, with or without a version (RFC 9110, sections 5.6.2 and 10.1.5).
pub(super) fn is_product(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let (name, version) = text.split_once('/').unwrap_or((text, "0"));
    is_token(name) && is_token(version)
}
