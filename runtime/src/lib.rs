//! The runtime of generated crates: simple values, validation, errors, and the client and server ends of an HTTP call.

pub mod timestamp;

pub mod blob;
#[cfg(feature = "bindings")]
mod body;
#[cfg(feature = "bindings")]
mod cause;
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
#[cfg(any(feature = "gzip", feature = "checksum"))]
#[allow(dead_code, reason = "each half and each of the two features uses its own part")]
mod encodings;
#[cfg(feature = "bindings")]
mod error;
#[cfg(feature = "event-stream")]
mod event_stream;
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod format;
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod lenient;
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod memory;
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod message;
pub mod number;
#[cfg(feature = "bindings")]
mod operation;
#[doc(hidden)]
pub mod pattern;
#[cfg(feature = "bindings")]
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod percent;
#[doc(hidden)]
pub mod private;
#[cfg(any(feature = "client", feature = "server"))]
mod protocol;
#[cfg(feature = "bindings")]
mod request;
#[cfg(feature = "server")]
mod request_id;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "bindings")]
mod spec;
#[cfg(feature = "bindings")]
mod stream;
mod text;
pub mod validate;
#[cfg_attr(not(any(feature = "client", feature = "server")), allow(dead_code, reason = "only calls make messages"))]
mod wire;

pub use blob::Blob;
#[cfg(feature = "bindings")]
pub use body::{Body, CollectError};
#[cfg(feature = "bindings")]
pub use cause::BoxError;
pub use document::Document;
#[cfg(feature = "bindings")]
pub use error::{Error, ErrorResponse, OperationError, TimeoutScope};
#[cfg(feature = "event-stream")]
pub use event_stream::{EventError, EventSender, EventStream, SendEventError};
pub use lenient::Leniency;
pub use number::{BigDecimal, BigInteger};
#[cfg(any(feature = "client", feature = "server"))]
pub use protocol::Protocol;
#[cfg(feature = "bindings")]
pub use request::{CallOptions, Request, ResponseHandle, Validation};
#[cfg(feature = "bindings")]
pub use stream::ByteStream;
pub use timestamp::{Timestamp, TimestampFormat};
pub use validate::{Constraint, Validate, Violation, Violations};
pub use wire::{Fault, Segment, UnknownVariant};

// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
