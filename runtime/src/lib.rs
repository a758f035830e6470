//! What generated crates stand on: simple values, validation, errors, and the two ends of an HTTP call.

pub mod timestamp;

pub mod blob;
#[cfg(feature = "http")]
mod body;
#[cfg(feature = "checksum")]
#[cfg_attr(
    not(all(feature = "client", feature = "server")),
    allow(dead_code, unused_imports, reason = "each half uses its own part")
)]
mod checksum;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "gzip")]
#[cfg_attr(
    not(all(feature = "client", feature = "server")),
    allow(dead_code, unused_imports, reason = "each half uses its own part")
)]
mod compress;
pub mod document;
#[cfg(feature = "http")]
mod error;
#[cfg(feature = "event-stream")]
mod event_stream;
#[cfg(feature = "http")]
mod http;
mod memory;
pub mod number;
#[cfg(feature = "http")]
mod operation;
#[doc(hidden)]
pub mod pattern;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "http")]
mod request;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "http")]
mod stream;
mod text;
pub mod validate;
mod wire;

pub use blob::Blob;
#[cfg(feature = "http")]
pub use body::{Body, CollectError};
pub use document::Document;
#[cfg(feature = "http")]
pub use error::{BoxError, Error, ErrorResponse, OperationError, TimeoutScope};
#[cfg(feature = "event-stream")]
pub use event_stream::{EventError, EventSender, EventStream, SendEventError};
pub use number::{BigDecimal, BigInteger};
#[cfg(feature = "http")]
pub use request::{CallOptions, Request, Validation};
#[cfg(feature = "http")]
pub use stream::ByteStream;
pub use timestamp::{Timestamp, TimestampFormat};
pub use validate::{Constraint, Validate, Violation, Violations};
pub use wire::{Fault, Leniency, Segment, UnknownVariant};
