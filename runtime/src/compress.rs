//! Compressed bodies of requests (Smithy 2.0, "requestCompression trait"): gzip is the encoding that it knows.

mod deflate;
mod inflate;

pub(crate) use deflate::{gzip, gzip_stream};
pub(crate) use inflate::{InflateError, inflate, inflate_stream};

/// The least length of a body that is worth compressing, in bytes; the trait's default.
pub(crate) const MIN_LENGTH: usize = 10_240;

/// The encoding's name.
pub(crate) const GZIP: &str = "gzip";
