//! From events to the body of a message.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};

use super::header::{EventHeader, Value};
use super::message::{Side, assemble, put_header};
use super::{Event, EventStream};
use crate::Blob;
use crate::error::BoxError;
use crate::http::ToTexts;
use crate::text::TextFormat;
use crate::wire::{Encode, Fault, Members, Outside, Segment, UnknownVariant, Writer, encode_json, encode_json_body};

/// A body that is made of events as they come.
pub(super) struct Sent<T> {
    events: EventStream<T>,
    side: Side,
    done: bool,
}

impl<T> Sent<T> {
    pub(super) fn new(events: EventStream<T>, request: bool) -> Self {
        Self { events, side: if request { Side::Client } else { Side::Server }, done: false }
    }
}

impl<T: Event> Body for Sent<T> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let message = match ready!(self.events.poll_event(cx)) {
            None => return Poll::Ready(None),
            Some(Ok(event)) => {
                let mut writer = EventWriter::new(self.side);
                event.encode(&mut writer);
                self.done = writer.exception;
                let message = writer.finish();
                message.map_err(|fault| format!("the event cannot be sent: {fault}").into())
            }
            Some(Err(error)) => Err(error.into()),
        };
        self.done |= message.is_err();
        Poll::Ready(Some(match message {
            Err(error) if self.side == Side::Client => Err(error),
            Err(_) => failure().map(Frame::data),
            Ok(message) => Ok(Frame::data(message)),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.done
    }
}

/// What a server says of an error that the model does not name, which is the server's business alone. The status is
/// long gone, and breaking the body off would not tell a fault of the server from one of the network.
fn failure() -> Result<Bytes, BoxError> {
    let mut writer = EventWriter::new(Side::Server);
    writer.own_header(":message-type", "error");
    writer.own_header(":error-code", "InternalFailure");
    writer.own_header(":error-message", "The server failed to process the request.");
    writer.finish().map_err(|fault| fault.to_string().into())
}

/// An event being written. The methods do not fail: the first fault is kept.
#[derive(Debug)]
pub struct EventWriter {
    side: Side,
    exception: bool,
    headers: Vec<u8>,
    payload: Bytes,
    fault: Option<Fault>,
}

impl EventWriter {
    fn new(side: Side) -> Self {
        Self { side, exception: false, headers: Vec::new(), payload: Bytes::new(), fault: None }
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

    /// Sets a header unless the member is absent.
    pub fn header(&mut self, member: &'static str, value: &impl EventHeader) {
        let Some(value) = value.to_value() else {
            return;
        };
        if let Err(reason) = put_header(member, value, &mut self.headers) {
            self.fail(member, reason);
        }
    }

    /// Sets the payload to an object with all members but those at these positions.
    pub fn json(&mut self, value: &dyn Members, headers: &'static [usize]) {
        match encode_json_body(value, Outside::Event(headers), self.writer()) {
            Ok(json) => self.payload("application/json", json),
            Err(reason) => {
                self.fault.get_or_insert(Fault::new(reason));
            }
        }
    }

    /// Sets the payload to one member as JSON.
    pub fn json_payload(&mut self, member: &'static str, value: &dyn Encode) {
        match encode_json(value, self.writer()) {
            Ok(json) => self.payload("application/json", json),
            Err(reason) => self.fail(member, reason),
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
            match serde_json::to_vec(variant.value()) {
                Ok(json) => self.payload("application/json", json),
                Err(error) => {
                    self.fault.get_or_insert(Fault::new(error.to_string()));
                }
            }
        }
    }

    fn finish(self) -> Result<Bytes, Fault> {
        match self.fault {
            Some(fault) => Err(fault),
            None => assemble(&self.headers, &self.payload, self.side).map_err(Fault::new),
        }
    }
}
