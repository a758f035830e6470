//! Formats: how values become bytes, and bytes values. Each has a [`Source`](crate::wire::Source) and a
//! [`Sink`](crate::wire::Sink), which see the shape of each member and look for it, or write it, in their own way.
//!
//! Protocols choose the format of bodies; nothing but `protocol` and this module names one. What serde reads and writes
//! of a generated type is Smithy's JSON, whatever the protocol of its service.

#[cfg(feature = "bindings")]
pub mod bare;
#[cfg(feature = "cbor")]
mod cbor;
mod collection;
mod context;
#[cfg(feature = "client")]
mod error_texts;
#[cfg(feature = "query")]
mod form;
mod json;
mod loose;
mod members;
mod object;
#[cfg(feature = "xml")]
mod xml;

#[cfg(feature = "bindings")]
use std::fmt::Debug;

#[cfg(feature = "bindings")]
use http::HeaderValue;

#[cfg(all(feature = "cbor", any(feature = "client", feature = "server")))]
pub(crate) use cbor::Cbor;
#[cfg(feature = "client")]
pub(crate) use error_texts::{ErrorTexts, bare_name, set_message};
#[cfg(all(feature = "query", any(feature = "client", feature = "server")))]
pub(crate) use form::Form;
#[cfg(all(feature = "query", feature = "server"))]
pub(crate) use form::parameter;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use json::Json;
#[cfg(feature = "waiters")]
pub(crate) use json::encode_by_names;
pub use json::{deserialize, serialize};
#[cfg(feature = "bindings")]
pub(crate) use members::hides;
#[cfg(all(feature = "xml", any(feature = "client", feature = "server")))]
pub(crate) use xml::Xml;

#[cfg(feature = "event-stream")]
use crate::Document;
#[cfg(feature = "bindings")]
use crate::wire::{Decode, Fault, Findings, Members, Namespace, Outside, Reader, Root};
use crate::wire::{Encode, Writer};

/// A format of message bodies and payloads.
#[cfg(feature = "bindings")]
pub(crate) trait Format: Debug + Send + Sync {
    /// The media type of bodies in this format.
    fn media_type(&self) -> &'static str;

    /// The media type as the value of a header.
    fn content_type(&self) -> HeaderValue {
        HeaderValue::from_static(self.media_type())
    }

    /// A structure without members; no bytes if that takes a name.
    fn empty(&self) -> &'static [u8];

    /// Writes a value that is all that there is.
    ///
    /// # Errors
    ///
    /// The reason why the format cannot say it.
    fn encode(&self, value: &dyn Encode, root: Root, writer: Writer) -> Result<Vec<u8>, String>;

    /// Writes the members of a message that travel in its body.
    ///
    /// # Errors
    ///
    /// See [`encode`](Self::encode).
    fn encode_members(
        &self,
        value: &dyn Members,
        root: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String>;

    /// Writes all members of a message whose body says more than that, if the format has a place for it.
    ///
    /// # Errors
    ///
    /// See [`encode`](Self::encode).
    fn encode_headed(&self, heading: &Heading, value: &dyn Members, writer: Writer) -> Result<Vec<u8>, String> {
        let root = Root { member: None, namespace: heading.namespace };
        self.encode_members(value, root, Outside::Nothing, writer)
    }

    /// Writes the members of an error that travel in its body, after its name: as the member `__type`, unless the format
    /// has another place for it.
    ///
    /// # Errors
    ///
    /// See [`encode`](Self::encode).
    fn encode_error(
        &self,
        head: &ErrorHead,
        value: &dyn Members,
        root: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String>;

    /// Reads a value that is all that there is; `None` where it is null.
    ///
    /// # Errors
    ///
    /// Bytes that are not in the format, or do not fit the type.
    fn decode(
        &self,
        target: &mut dyn Decode,
        bytes: &[u8],
        root: Root,
        reader: Reader,
    ) -> Result<Option<Findings>, Fault>;

    /// Reads the members of a message that travel in its body.
    ///
    /// # Errors
    ///
    /// See [`decode`](Self::decode).
    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault>;

    /// Reads the members of an error that travel in its body.
    ///
    /// # Errors
    ///
    /// See [`decode`](Self::decode).
    fn decode_error(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        self.decode_members(target, bytes, reader, outside)
    }

    /// Reads what the body of an error says whatever the error is: as much of it as there is.
    #[cfg(feature = "client")]
    fn error_texts(&self, body: &[u8]) -> ErrorTexts;

    /// Reads a value that no model describes; `None` where the bytes are not in the format.
    #[cfg(feature = "event-stream")]
    fn document(&self, bytes: &[u8]) -> Option<Document>;
}

/// What a body says of its message beside the members.
#[cfg(feature = "bindings")]
#[derive(Debug)]
#[cfg_attr(not(feature = "query"), allow(dead_code, reason = "not every protocol says so much"))]
pub(crate) struct Heading {
    /// The operation's name in the model.
    pub(crate) operation: &'static str,
    /// The version of the service.
    pub(crate) version: &'static str,
    /// The namespace of elements that begin none of their own.
    pub(crate) namespace: Option<Namespace>,
    /// The id of the request that a response is for.
    pub(crate) request_id: Option<String>,
}

/// What a body says of an error beside its members.
#[cfg(feature = "bindings")]
#[derive(Debug)]
#[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "not every format has places for all of it"))]
pub(crate) struct ErrorHead {
    /// The error's name, as its protocol has it.
    pub(crate) name: String,
    /// Whether the sender of the request is at fault.
    pub(crate) is_sender: bool,
    /// Whether the error is within another element.
    pub(crate) is_wrapped: bool,
    /// The id of the request that failed.
    pub(crate) request_id: Option<String>,
}

#[cfg(feature = "bindings")]
impl ErrorHead {
    /// An error of this name, where the protocol says nothing else of it.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), is_sender: true, is_wrapped: false, request_id: None }
    }
}

/// A form of a value by which it can be compared with others of its type: equal values have the same.
///
/// # Errors
///
/// A value that has none; none of the types of this crate is such a value.
pub(crate) fn comparable(value: &dyn Encode) -> Result<Vec<u8>, String> {
    json::encode(value, Writer::Anyone)
}

/// Whether two values are equal.
fn same(one: &dyn Encode, other: &dyn Encode) -> bool {
    comparable(one).is_ok_and(|one| comparable(other).is_ok_and(|other| one == other))
}
