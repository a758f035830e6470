//! restJson1 (Smithy 2.0, "AWS restJson1 protocol").

#[cfg(feature = "client")]
use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, HeaderValue};

use super::Behavior;
#[cfg(feature = "client")]
use crate::format::{ErrorTexts, bare_name};
use crate::format::{Format, Json};
#[cfg(feature = "server")]
use crate::message::{ErrorShape, Outgoing};
#[cfg(feature = "server")]
use crate::wire::Members;

/// The header with an error's name ("Operation error serialization").
const ERROR_TYPE: &str = "x-amzn-errortype";

#[derive(Debug)]
pub(super) struct RestJson1;

impl Behavior for RestJson1 {
    fn id(&self) -> &'static str {
        "aws.protocols#restJson1"
    }

    fn format(&self) -> &'static dyn Format {
        &Json::SMITHY
    }

    #[cfg(feature = "server")]
    fn write_named(&self, id: &'static str, error: &dyn Members, to: &mut Outgoing) {
        name_error(id, to);
        to.members(error);
    }

    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        name_error(error.code(), to);
        if !error.write(to) {
            to.members(error);
        }
    }

    #[cfg(feature = "server")]
    fn owns_header(&self, name: &HeaderName) -> bool {
        name == ERROR_TYPE
    }

    #[cfg(feature = "client")]
    fn error_name(&self, headers: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        named_by_header(headers).or_else(|| texts.name())
    }
}

#[cfg(feature = "server")]
fn name_error(id: &'static str, to: &mut Outgoing) {
    let name = id.split_once('#').map_or(id, |(_, name)| name);
    to.headers.insert(ERROR_TYPE, HeaderValue::from_static(name));
}

#[cfg(feature = "client")]
pub(super) fn named_by_header(headers: &HeaderMap) -> Option<String> {
    bare_name(headers.get(ERROR_TYPE)?.to_str().ok()?)
}
