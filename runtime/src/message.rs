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
pub use headers::{FromTexts, ToTexts};
#[cfg(feature = "server")]
pub(crate) use incoming::Sent;
#[cfg(feature = "client")]
pub(crate) use incoming::read_error;
#[cfg(feature = "bindings")]
pub use incoming::{Incoming, whole_message};
pub use modeled::{ErrorShape, Modeled, Retry};
#[cfg(feature = "bindings")]
pub use outgoing::Outgoing;
#[cfg(feature = "server")]
pub(crate) use uri::{decode_label, decode_query};

/// The media type of a body that is a stream of events.
#[cfg(feature = "bindings")]
pub(crate) const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";
