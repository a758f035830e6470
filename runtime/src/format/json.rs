//! JSON, as Smithy has it: the form in which restJson1 and its kin send bodies, and the serde form of every type.
//!
//! Members go by their names or their `jsonName`, blobs are base64, timestamps are numbers of seconds since the epoch
//! unless the model says otherwise, NaN and the infinities are texts (Smithy 2.0, "AWS restJson1 protocol", "Shape
//! serialization").

mod decode;
mod encode;
#[cfg(feature = "client")]
mod error_fields;
mod keys;
mod lenient;
mod seeds;
mod source;
mod visitors;

pub use decode::deserialize;
pub(in crate::format) use encode::encode;
#[cfg(feature = "waiters")]
pub(crate) use encode::encode_by_names;
pub use encode::serialize;

#[cfg(feature = "bindings")]
use http::HeaderValue;

#[cfg(feature = "client")]
use super::ErrorTexts;
#[cfg(feature = "bindings")]
use super::context::Spelling;
#[cfg(feature = "bindings")]
use super::{ErrorHead, Format};
#[cfg(feature = "event-stream")]
use crate::Document;
#[cfg(feature = "bindings")]
use crate::wire::{Decode, Encode, Fault, Findings, Members, Outside, Reader, Root, Writer};

/// What bodies are unless a protocol has a media type of its own.
#[cfg(feature = "bindings")]
const MEDIA_TYPE: &str = "application/json";

/// The format of bodies.
#[cfg(feature = "bindings")]
#[derive(Debug)]
pub(crate) struct Json {
    media_type: &'static str,
    spelling: Spelling,
}

#[cfg(feature = "bindings")]
impl Json {
    /// With all that the model says of JSON.
    pub(crate) const SMITHY: Self = Self { media_type: MEDIA_TYPE, spelling: Spelling::SMITHY };

    /// With members by their names, numbers of any length as texts, and timestamps as numbers only.
    pub(crate) const RPCV2: Self =
        Self { media_type: MEDIA_TYPE, spelling: Spelling { by_name: true, big_as_text: true, own_timestamps: true } };

    /// With members by their names, of this media type.
    pub(crate) const fn by_name(media_type: &'static str) -> Self {
        Self { media_type, spelling: Spelling { by_name: true, ..Spelling::SMITHY } }
    }
}

#[cfg(feature = "bindings")]
impl Format for Json {
    fn media_type(&self) -> &'static str {
        self.media_type
    }

    fn content_type(&self) -> HeaderValue {
        // The most frequent one is not validated again for each message.
        const USUAL: HeaderValue = HeaderValue::from_static(MEDIA_TYPE);
        if self.media_type == MEDIA_TYPE { USUAL } else { HeaderValue::from_static(self.media_type) }
    }

    fn empty(&self) -> &'static [u8] {
        b"{}"
    }

    fn encode(&self, value: &dyn Encode, _: Root, writer: Writer) -> Result<Vec<u8>, String> {
        encode::encode_as(value, self.spelling, writer)
    }

    fn encode_members(
        &self,
        value: &dyn Members,
        _: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        encode::encode_members(value, None, outside, self.spelling, writer)
    }

    fn encode_error(
        &self,
        head: &ErrorHead,
        value: &dyn Members,
        _: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        encode::encode_members(value, Some(&head.name), outside, self.spelling, writer)
    }

    fn decode(
        &self,
        target: &mut dyn Decode,
        bytes: &[u8],
        _: Root,
        reader: Reader,
    ) -> Result<Option<Findings>, Fault> {
        decode::decode(target, bytes, self.spelling, reader)
    }

    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        decode::decode_members(target, bytes, self.spelling, reader, outside)
    }

    #[cfg(feature = "client")]
    fn error_texts(&self, body: &[u8]) -> ErrorTexts {
        error_fields::Fields::read(body).into_texts()
    }

    #[cfg(feature = "event-stream")]
    fn document(&self, bytes: &[u8]) -> Option<Document> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Reads a text into a value, as its serde form would.
///
/// # Errors
///
/// A value that cannot be a text, or not this one.
#[cfg(feature = "client")]
pub(super) fn decode_text(target: &mut dyn Decode, text: &str) -> Result<(), Fault> {
    let json = serde_json::Value::from(text).to_string();
    let reader = Reader::response(crate::Leniency::Strict);
    decode::decode(target, json.as_bytes(), Spelling::SMITHY, reader).map(drop)
}

/// The byte order mark in UTF-8. Who writes JSON must not put it in front, but who reads it may ignore it there (RFC
/// 8259, section 8.1): clients do, as they cannot mend the service; servers refuse it.
#[cfg(feature = "bindings")]
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
