//! What `Debug` does not show of a request's headers.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::spec::SensitiveHeader;
use crate::text::REDACTED;

/// Headers that hold credentials, whatever the model says of them.
const CREDENTIALS: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::COOKIE,
    header::SET_COOKIE,
    header::PROXY_AUTHORIZATION,
    HeaderName::from_static("x-amz-security-token"),
    HeaderName::from_static("x-api-key"),
];

/// Shows headers without what is sensitive in them.
pub(super) struct Redacted<'a> {
    pub(super) headers: &'a HeaderMap,
    pub(super) sensitive: &'static [SensitiveHeader],
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.headers {
            match self.secret(name, value) {
                None => map.entry(name, value),
                Some(shown) => map.entry(&shown, &format_args!("{REDACTED}")),
            };
        }
        map.finish()
    }
}

impl Redacted<'_> {
    /// The name to show of a header with a secret value; `None` where the value is none.
    fn secret(&self, name: &HeaderName, value: &HeaderValue) -> Option<String> {
        let mut shown = (value.is_sensitive() || CREDENTIALS.contains(name)).then(|| name.to_string());
        for sensitive in self.sensitive {
            match *sensitive {
                SensitiveHeader::Name(exact) if name == exact => shown = Some(exact.to_owned()),
                SensitiveHeader::Prefix(prefix) if name.as_str().starts_with(prefix) => {
                    return Some(format!("{prefix}{REDACTED}"));
                }
                SensitiveHeader::Name(_) | SensitiveHeader::Prefix(_) => {}
            }
        }
        shown
    }
}
