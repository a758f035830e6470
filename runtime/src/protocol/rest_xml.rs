//! restXml (Smithy 2.0, "AWS restXml protocol"): HTTP bindings, and XML in bodies.

#[cfg(feature = "client")]
use http::HeaderMap;
#[cfg(feature = "server")]
use http::HeaderName;

use super::Behavior;
#[cfg(feature = "server")]
use crate::format::ErrorHead;
#[cfg(feature = "client")]
use crate::format::ErrorTexts;
use crate::format::{Format, Xml};
#[cfg(feature = "server")]
use crate::message::{ErrorShape, Outgoing};
#[cfg(feature = "server")]
use crate::wire::Members;

/// A service decides whether its errors are within another element (`noErrorWrapping`). Clients read both forms.
#[derive(Debug)]
pub(super) struct RestXml;

#[cfg(feature = "server")]
fn name_error(id: &'static str, to: &mut Outgoing) {
    let name = id.split_once('#').map_or(id, |(_, name)| name);
    to.error_head = Some(ErrorHead {
        name: name.to_owned(),
        is_sender: to.status < 500,
        is_wrapped: !to.has_bare_errors,
        request_id: to.request_id.as_ref().map(ToString::to_string),
    });
}

impl Behavior for RestXml {
    fn id(&self) -> &'static str {
        "aws.protocols#restXml"
    }

    fn format(&self) -> &'static dyn Format {
        &Xml::Bare
    }

    #[cfg(feature = "server")]
    fn write_named(&self, id: &'static str, error: &dyn Members, to: &mut Outgoing) {
        name_error(id, to);
        to.members(error);
    }

    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        name_error(error.code(), to);
        // The body names the error, even where all of its members are elsewhere.
        if !error.write(to) || to.body.as_bytes().is_some_and(bytes::Bytes::is_empty) {
            to.members(error);
        }
    }

    /// The body names errors.
    #[cfg(feature = "server")]
    fn owns_header(&self, _: &HeaderName) -> bool {
        false
    }

    #[cfg(feature = "client")]
    fn error_name(&self, _: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        texts.name()
    }
}
