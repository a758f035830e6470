//! Protocols: in which format bodies travel, where errors have their names, how requests are refused.
//!
//! A protocol is a file of its own, and nothing outside of them knows which one a message follows. Today there is one.

mod rest_json1;

#[cfg(feature = "server")]
use std::borrow::Cow;
use std::fmt::Debug;

#[cfg(feature = "client")]
use bytes::Bytes;
use http::HeaderMap;
#[cfg(feature = "server")]
use http::HeaderName;

use crate::format::Format;
use crate::message::{self, ErrorShape};
use crate::spec::BodyKind;
#[cfg(feature = "server")]
use crate::validate::Violations;
#[cfg(feature = "server")]
use crate::wire::Fault;

/// The protocol of all services.
pub(crate) const PROTOCOL: &dyn Protocol = &rest_json1::RestJson1;

/// What a protocol says beyond where members go and how values are spelled.
pub(crate) trait Protocol: Debug + Send + Sync {
    /// The format of bodies, and of the payloads of events.
    fn format(&self) -> &'static dyn Format;

    /// Names the error that a response holds.
    #[cfg(feature = "server")]
    fn name_error(&self, name: &'static str, headers: &mut HeaderMap);

    /// Whether a header belongs to the protocol, so that handlers do not set it.
    #[cfg(feature = "server")]
    fn owns_header(&self, name: &HeaderName) -> bool;

    /// The body of a refusal, which no model describes: what is wrong, and where if that is known.
    #[cfg(feature = "server")]
    fn refusal(&self, message: Cow<'_, str>, fault: Option<&Fault>) -> String;

    /// The body of `smithy.framework#ValidationException`.
    #[cfg(feature = "server")]
    fn violations(&self, violations: &Violations) -> String;

    /// The name of the error that a response holds.
    #[cfg(feature = "client")]
    fn error_code(&self, headers: &HeaderMap, body: &Bytes) -> Option<String>;

    /// The name of the error that a response holds, and the service's own message.
    #[cfg(feature = "client")]
    fn error_texts(&self, headers: &HeaderMap, body: &Bytes) -> (Option<String>, Option<String>);

    /// Sets the member of an error that has the service's own message, under whatever name it came.
    #[cfg(feature = "client")]
    fn set_message(&self, message: &str, error: &mut dyn ErrorShape);
}

/// Writes an error with its name, but for its status.
#[cfg(feature = "server")]
pub(crate) fn write_error(error: &dyn ErrorShape, to: &mut message::Outgoing) {
    PROTOCOL.name_error(error.code(), &mut to.headers);
    if !error.write(to) {
        to.members(error);
    }
}

/// The media type of a kind of body.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Media {
    Nothing,
    Anything,
    Type(&'static str),
}

impl Media {
    pub(crate) fn of(body: BodyKind) -> Self {
        match body {
            BodyKind::None => Self::Nothing,
            BodyKind::Empty | BodyKind::Members | BodyKind::Value => Self::Type(PROTOCOL.format().media_type()),
            BodyKind::Blob { any: true, .. } | BodyKind::Stream { any: true, .. } => Self::Anything,
            BodyKind::Text(media_type)
            | BodyKind::Blob { media_type, any: false }
            | BodyKind::Stream { media_type, any: false, .. } => Self::Type(media_type),
            BodyKind::Events => Self::Type(message::EVENT_STREAM),
        }
    }

    #[cfg(feature = "server")]
    pub(crate) fn name(self) -> Option<&'static str> {
        if let Self::Type(name) = self { Some(name) } else { None }
    }
}
