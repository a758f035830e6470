//! From events to the body of a message.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::header::{EventHeader, Value};
use super::message::{Side, assemble, put_header};
use super::{Event, EventStream};
use crate::Blob;
use crate::cause::BoxError;
use crate::format::{Format, hides};
use crate::message::ToTexts;
use crate::text::TextFormat;
use crate::wire::{Encode, Fault, Members, Outside, Root, Segment, UnknownVariant, Writer, below};

/// A body that is made of events as they come.
pub(super) struct Sent<T> {
    /// The initial message, until it is sent.
    initial: Option<Bytes>,
    events: EventStream<T>,
    side: Side,
    format: &'static dyn Format,
    done: bool,
}

impl<T> Sent<T> {
    pub(super) fn new(initial: Option<Bytes>, events: EventStream<T>, side: Side, format: &'static dyn Format) -> Self {
        Self { initial, events, side, format, done: false }
    }
}

impl<T: Event> Body for Sent<T> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.done {
            return Poll::Ready(None);
        }
        if let Some(initial) = self.initial.take() {
            return Poll::Ready(Some(Ok(Frame::data(initial))));
        }
        let message = match ready!(self.events.poll_event(cx)) {
            None => return Poll::Ready(None),
            Some(Ok(event)) => {
                let mut writer = EventWriter::new(self.side, self.format);
                event.encode(&mut writer);
                self.done = writer.exception;
                let message = writer.finish();
                message.map_err(|fault| format!("cannot send the event: {fault}").into())
            }
            Some(Err(error)) => Err(error.into()),
        };
        self.done |= message.is_err();
        Poll::Ready(Some(match message {
            Err(error) if self.side == Side::Client => Err(error),
            Err(_) => failure(self.format).map(Frame::data),
            Ok(message) => Ok(Frame::data(message)),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.done
    }
}

/// What a server says of an error that the model does not name, which is the server's business alone. The status is
/// long gone, and breaking the body off would not tell a fault of the server from one of the network.
fn failure(format: &'static dyn Format) -> Result<Bytes, BoxError> {
    let mut writer = EventWriter::new(Side::Server, format);
    writer.own_header(":message-type", "error");
    writer.own_header(":error-code", "InternalFailure");
    writer.own_header(":error-message", "The server failed to process the request.");
    writer.finish().map_err(|fault| fault.to_string().into())
}

/// An event being written. The methods do not fail: the first fault is kept.
#[derive(Debug)]
pub struct EventWriter {
    side: Side,
    format: &'static dyn Format,
    exception: bool,
    headers: Vec<u8>,
    payload: Bytes,
    fault: Option<Fault>,
}

impl EventWriter {
    pub(super) fn new(side: Side, format: &'static dyn Format) -> Self {
        Self { side, format, exception: false, headers: Vec::new(), payload: Bytes::new(), fault: None }
    }

    fn writer(&self) -> Writer {
        if self.side == Side::Client { Writer::Client } else { Writer::Server }
    }

    /// Names the event. This comes first.
    pub fn event(&mut self, name: &str) {
        self.own_header(":message-type", "event");
        self.own_header(":event-type", name);
    }

    /// Names the error of the model, after which the stream ends. This comes first.
    pub fn exception(&mut self, name: &str) {
        self.exception = true;
        self.own_header(":message-type", "exception");
        self.own_header(":exception-type", name);
    }

    fn own_header(&mut self, name: &str, value: &str) {
        if let Err(reason) = put_header(name, Value::String(value), &mut self.headers) {
            self.fault.get_or_insert(Fault::new(reason));
        }
    }

    fn fail(&mut self, member: &'static str, reason: impl Into<String>) {
        self.fault.get_or_insert(Fault { path: vec![Segment::Member(member)], reason: reason.into() });
    }

    /// Whether the event's member at this index is left out because it has its default, which is internal.
    pub fn hides_default(&self, event: &dyn Members, index: usize) -> bool {
        hides(event, index, self.writer())
    }

    /// Sets a header unless the member is absent.
    pub fn header(&mut self, member: &'static str, value: &impl EventHeader) {
        let Some(value) = value.to_value() else {
            return;
        };
        if let Err(reason) = put_header(member, value, &mut self.headers) {
            self.fail(member, reason);
        }
    }

    /// Sets the payload to all members but those at these positions.
    pub fn members(&mut self, value: &dyn Members, headers: &'static [usize]) {
        match self.format.encode_members(value, Root::default(), Outside::Event(headers), self.writer()) {
            Ok(bytes) => self.payload(self.format.media_type(), bytes),
            Err(reason) => {
                self.fault.get_or_insert(Fault::new(reason));
            }
        }
    }

    /// Sets the payload to that of an object without members.
    pub(super) fn no_members(&mut self) {
        self.payload(self.format.media_type(), self.format.empty());
    }

    /// Sets the payload to the value of the event's member at this index.
    pub fn value_payload(&mut self, event: &dyn Members, index: usize, value: &dyn Encode) {
        let root = Root { member: event.shape().members.get(index), namespace: None };
        match self.format.encode(value, root, self.writer()) {
            Ok(bytes) => self.payload(self.format.media_type(), bytes),
            Err(reason) => {
                self.fault.get_or_insert(Fault { path: below(root.member, Vec::new()), reason });
            }
        }
    }

    /// Sets the payload to one string or enum member.
    pub fn text_payload(&mut self, value: &impl ToTexts) {
        if let Err(reason) = value.for_each(TextFormat::Plain, &mut |text| self.payload("text/plain", text.to_owned()))
        {
            self.fault.get_or_insert(Fault::new(reason));
        }
    }

    /// Sets the payload to one blob member.
    pub fn blob_payload(&mut self, value: &Blob) {
        self.payload("application/octet-stream", value.clone().into_bytes());
    }

    fn payload(&mut self, media_type: &str, payload: impl Into<Bytes>) {
        self.own_header(":content-type", media_type);
        self.payload = payload.into();
    }

    /// Writes an event that the union does not have.
    pub fn unknown(&mut self, variant: &UnknownVariant) {
        self.event(variant.name());
        if !variant.value().is_null() {
            match self.format.encode(variant.value(), Root::default(), self.writer()) {
                Ok(bytes) => self.payload(self.format.media_type(), bytes),
                Err(reason) => {
                    self.fault.get_or_insert(Fault::new(reason));
                }
            }
        }
    }

    pub(super) fn finish(self) -> Result<Bytes, Fault> {
        match self.fault {
            Some(fault) => Err(fault),
            None => assemble(&self.headers, &self.payload, self.side).map_err(Fault::new),
        }
    }
}
