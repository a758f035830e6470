//! Checksums of bodies (Smithy 2.0, "httpChecksumRequired trait", "httpChecksum trait").
//!
//! A checksum is always of the bytes as they are sent: compressed, but before `aws-chunked` frames them.
//!
//! | | body in memory | stream |
//! |---|---|---|
//! | request | header | trailer in `aws-chunked` form, or header where the body is read before it is sent |
//! | response | header | header, if the stream ends within the server's body limit |
//!
//! Readers check a body in memory before anything is decoded, and a stream while it is read: the last piece of a
//! stream that does not match is replaced by an error.

mod algorithm;
mod choice;
mod claim;
pub(crate) mod decode_chunks;
pub(crate) mod encode_chunks;
mod verified;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue};

pub(crate) use algorithm::{ALGORITHMS, Algorithm, CONTENT_MD5};
pub use choice::ChecksumChoice;
pub(crate) use claim::Claim;
pub(crate) use verified::Pending;
pub(crate) use verified::Verified;

use crate::wire::Key;

/// The header that names the trailers of an `aws-chunked` body.
pub(crate) const TRAILER: HeaderName = HeaderName::from_static("x-amz-trailer");

/// The last content encoding of a body with trailers of its own (`aws.api#awsChunked`).
pub(crate) const AWS_CHUNKED: &str = "aws-chunked";

/// Whether a message has a checksum already, which whoever set it made in another way or wants as it is. Other headers
/// that begin with `x-amz-checksum-`, such as `x-amz-checksum-mode`, are not checksums.
pub(crate) fn has_checksum(headers: &HeaderMap) -> bool {
    headers.contains_key(&CONTENT_MD5.header)
        || ALGORITHMS.iter().any(|algorithm| headers.contains_key(&algorithm.header))
}

/// Sets the header of a body's checksum.
pub(crate) fn put(algorithm: &Algorithm, body: &[u8], headers: &mut HeaderMap) {
    // Base64 is a legal value.
    if let Ok(value) = HeaderValue::try_from(STANDARD.encode(algorithm.digest(body))) {
        headers.insert(algorithm.header.clone(), value);
    }
}

/// A member of an input that says something about checksums: a string or an enum, optional or not.
#[doc(hidden)]
pub trait ChecksumMember {
    /// Its value, if it has one.
    fn text(&self) -> Option<&str>;
    /// Sets the value of an optional member.
    fn set(&mut self, text: &str);
}

impl<T: Key> ChecksumMember for T {
    fn text(&self) -> Option<&str> {
        Some(self.as_text())
    }

    fn set(&mut self, text: &str) {
        *self = T::from_text(text.to_owned());
    }
}

impl<T: Key> ChecksumMember for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().map(T::as_text)
    }

    fn set(&mut self, text: &str) {
        *self = Some(T::from_text(text.to_owned()));
    }
}
