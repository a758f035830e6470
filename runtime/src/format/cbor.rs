//! CBOR (RFC 8949), as Smithy RPC v2 CBOR has it ("Shape serialization").
//!
//! Members go by their names in the model, blobs are byte strings, and timestamps are tagged numbers of seconds since the
//! epoch, whatever format the model says. What is written has definite lengths; both kinds are read. There are no
//! documents: a reader meets values without a model only in unions that have members it does not know.

mod bignum;
mod document;
#[cfg(feature = "client")]
mod error_texts;
mod items;
mod numbers;
mod reader;
mod sink;
mod source;

use self::reader::CborSource;
use self::sink::CborSink;
#[cfg(feature = "client")]
use super::ErrorTexts;
use super::context::Context;
use super::{ErrorHead, Format};
#[cfg(feature = "event-stream")]
use crate::Document;
use crate::lenient::{Kind, Leniency};
use crate::wire::{Decode, Encode, Fault, Findings, Flow, Members, Mode, Outside, Reader, Root, Writer};

/// The format of bodies.
#[derive(Debug)]
pub(crate) struct Cbor;

impl Format for Cbor {
    fn media_type(&self) -> &'static str {
        "application/cbor"
    }

    fn empty(&self) -> &'static [u8] {
        &[sink::EMPTY_MAP]
    }

    fn encode(&self, value: &dyn Encode, _: Root, writer: Writer) -> Result<Vec<u8>, String> {
        CborSink::written(writer, |sink| sink.value(value))
    }

    fn encode_members(
        &self,
        value: &dyn Members,
        _: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        CborSink::written(writer, |sink| sink.object(value, outside))
    }

    fn encode_error(
        &self,
        head: &ErrorHead,
        value: &dyn Members,
        _: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        CborSink::written(writer, |sink| sink.error(&head.name, value, outside))
    }

    fn decode(
        &self,
        target: &mut dyn Decode,
        bytes: &[u8],
        _: Root,
        reader: Reader,
    ) -> Result<Option<Findings>, Fault> {
        run(bytes, reader, Outside::Nothing, |source| target.decode(source))
    }

    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        match run(bytes, reader, outside, |source| source.object(target))? {
            Some(findings) => Ok(findings),
            None if reader.mode == Mode::Response && reader.leniency >= Kind::Null.level() => {
                let mut findings = Findings::default();
                findings.differ(Vec::new(), Kind::Null);
                Ok(findings)
            }
            None => Err(Fault::new("expected a map, found null")),
        }
    }

    #[cfg(feature = "client")]
    fn error_texts(&self, body: &[u8]) -> ErrorTexts {
        error_texts::read(body)
    }

    #[cfg(feature = "event-stream")]
    fn document(&self, bytes: &[u8]) -> Option<Document> {
        document::read(bytes)
    }
}

/// Reads one value, all of the bytes; `None` where it is null.
fn run(
    bytes: &[u8],
    reader: Reader,
    outside: Outside,
    read: impl FnOnce(&mut CborSource<'_>) -> Flow,
) -> Result<Option<Findings>, Fault> {
    let lenient = (reader.mode == Mode::Response && reader.leniency != Leniency::Strict).then_some(reader.leniency);
    let context = Context { lenient, ..Context::of_message(reader, outside, bytes.len()) };
    let mut source = CborSource::new(bytes, context);
    let read = source.value(read).and_then(|is_present| source.end().map(|()| is_present));
    let mut context = source.into_context();
    match read {
        Ok(is_present) => Ok(is_present.then(|| context.findings.complete())),
        Err(_) => Err(context.fault("the value was rejected")),
    }
}
