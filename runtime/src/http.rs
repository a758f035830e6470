//! Operations as HTTP messages: what the bindings of the model put where.

#[cfg(any(feature = "gzip", feature = "checksum"))]
#[allow(dead_code, reason = "each half and each of the two features uses its own part")]
pub(crate) mod encodings;
mod headers;
mod incoming;
mod lenient;
mod outgoing;
mod uri;

pub use headers::{FromTexts, ToTexts};
#[cfg(feature = "server")]
pub(crate) use incoming::Sent;
#[cfg(feature = "client")]
pub(crate) use incoming::read_error;
pub use incoming::{Incoming, json_message};
pub use outgoing::Outgoing;
#[cfg(feature = "server")]
pub(crate) use uri::{decode_label, decode_query};
