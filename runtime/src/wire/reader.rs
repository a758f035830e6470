//! Who reads a message, and how.

#[cfg(feature = "bindings")]
use crate::lenient::Leniency;

/// Who is reading, which decides what becomes of values that are missing, null or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `serde::Deserialize` called by a user: a missing required member is an error.
    Plain,
    /// A server reads a request: strict, and missing members are collected as violations.
    Request,
    /// A client reads a response: what is missing is filled in, what is unknown is kept.
    Response,
}

/// Who reads a message, and how.
#[cfg(feature = "bindings")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) mode: Mode,
    /// How a response is read.
    pub(crate) leniency: Leniency,
    /// How many bytes of memory reading a request may always take.
    pub(crate) memory: usize,
}

#[cfg(feature = "bindings")]
impl Reader {
    /// A server.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn request(memory: usize) -> Self {
        Self { mode: Mode::Request, leniency: Leniency::Strict, memory }
    }

    /// A client.
    #[cfg(feature = "client")]
    pub(crate) fn response(leniency: Leniency) -> Self {
        Self { mode: Mode::Response, leniency, memory: usize::MAX }
    }
}
