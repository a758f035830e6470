//! JSON, as Smithy has it: the form in which restJson1 and its kin send bodies, and the serde form of every type.
//!
//! Members go by their names or their `jsonName`, blobs are base64, timestamps are numbers of seconds since the epoch
//! unless the model says otherwise, NaN and the infinities are texts (Smithy 2.0, "AWS restJson1 protocol", "Shape
//! serialization").

mod decode;
mod encode;
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
use super::Format;
#[cfg(feature = "event-stream")]
use crate::Document;
#[cfg(feature = "bindings")]
use crate::wire::{Decode, Encode, Fault, Findings, Members, Outside, Reader, Writer};

/// The format of bodies.
#[cfg(feature = "bindings")]
#[derive(Debug)]
pub(crate) struct Json;

#[cfg(feature = "bindings")]
impl Format for Json {
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn empty(&self) -> &'static str {
        "{}"
    }

    fn encode(&self, value: &dyn Encode, writer: Writer) -> Result<Vec<u8>, String> {
        encode(value, writer)
    }

    fn encode_members(&self, value: &dyn Members, outside: Outside, writer: Writer) -> Result<Vec<u8>, String> {
        encode::encode_members(value, outside, writer)
    }

    fn decode(&self, target: &mut dyn Decode, bytes: &[u8], reader: Reader) -> Result<Option<Findings>, Fault> {
        decode::decode(target, bytes, reader)
    }

    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        decode::decode_members(target, bytes, reader, outside)
    }

    #[cfg(feature = "event-stream")]
    fn document(&self, bytes: &[u8]) -> Option<Document> {
        serde_json::from_slice(bytes).ok()
    }
}

/// The byte order mark in UTF-8. Who writes JSON must not put it in front, but who reads it may ignore it there (RFC
/// 8259, section 8.1): clients do, as they cannot mend the service; servers refuse it.
#[cfg(feature = "bindings")]
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
