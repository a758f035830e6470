//! Operations as HTTP messages: what the bindings of the model put where.

mod headers;
mod incoming;
mod outgoing;
mod uri;

pub use headers::{FromTexts, ToTexts};
pub use incoming::{Incoming, json_error, json_message};
pub use outgoing::Outgoing;
#[cfg(feature = "server")]
pub(crate) use uri::decode_query;
