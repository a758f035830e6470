//! Operations as HTTP messages: what the bindings of the model put where.

#[cfg(feature = "bindings")]
mod headers;
#[cfg(feature = "bindings")]
mod incoming;
#[cfg(feature = "bindings")]
mod lenient;
mod modeled;
#[cfg(feature = "bindings")]
mod outgoing;
#[cfg(feature = "bindings")]
mod uri;

#[cfg(feature = "bindings")]
use crate::format::Format;
#[cfg(feature = "bindings")]
pub use headers::{FromTexts, ToTexts};
#[cfg(feature = "server")]
pub(crate) use incoming::Sent;
#[cfg(feature = "client")]
pub(crate) use incoming::read_error;
#[cfg(feature = "bindings")]
pub use incoming::{Incoming, whole_message};
pub use modeled::{ErrorShape, Modeled, Retry, is_named};
#[cfg(feature = "bindings")]
pub use outgoing::Outgoing;
#[cfg(feature = "server")]
pub(crate) use uri::{decode_label, decode_query};

/// How a protocol lays messages out.
#[cfg(feature = "bindings")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// The format of bodies.
    pub(crate) format: &'static dyn Format,
    /// Whether all members travel in the body, whatever other parts of a message the model binds them to.
    pub(crate) is_whole: bool,
}

#[cfg(feature = "bindings")]
impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.format.media_type() == other.format.media_type() && self.is_whole == other.is_whole
    }
}

/// Why a message is refused that its protocol cannot hold as the model has it.
#[cfg(feature = "bindings")]
const UNSUPPORTED: &str = "this protocol does not support byte streams";

/// The media type of a body that is a stream of events.
#[cfg(feature = "bindings")]
pub(crate) const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";
