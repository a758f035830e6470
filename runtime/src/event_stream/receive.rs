//! From the body of a message to events.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use futures_core::Stream;
use http_body::Body as _;

use super::header::Value;
use super::message::{Message, Side};
use super::read::EventReader;
use super::{Event, EventError};
use crate::body::Body;
use crate::message::Layout;
use crate::wire::{Mode, Reader, Stop};

/// The events in a body.
pub(super) struct Received<T> {
    messages: Messages,
    reader: Reader,
    layout: Layout,
    /// Whether no message was read yet.
    is_at_start: bool,
    done: bool,
    event: PhantomData<fn() -> T>,
}

impl<T: Event> Received<T> {
    pub(super) fn new(body: Body, reader: Reader, layout: Layout) -> Self {
        let side = if reader.mode == Mode::Request { Side::Server } else { Side::Client };
        Self {
            messages: Messages { body, buffer: BytesMut::new(), side },
            reader,
            layout,
            is_at_start: true,
            done: false,
            event: PhantomData,
        }
    }

    /// The message in a message with a signature, which is left alone as the signature of the request is; `None` where
    /// it is empty, which ends the stream.
    fn unsigned(&self, message: Message) -> Result<Option<Message>, EventError> {
        let is_signed = message.header(":chunk-signature").is_some() && message.header(":message-type").is_none();
        if self.reader.mode != Mode::Request || !is_signed {
            return Ok(Some(message));
        }
        if message.payload.is_empty() {
            return Ok(None);
        }
        let mut payload = BytesMut::from(&*message.payload);
        let inner = Message::take(&mut payload, Side::Server).map_err(EventError::Malformed)?;
        match inner {
            Some(inner) if payload.is_empty() => Ok(Some(inner)),
            _ => Err(EventError::Malformed("a signed message must contain exactly one message")),
        }
    }

    fn read(&mut self, message: &Message) -> Result<T, EventError> {
        let name = EventName::of(message)?;
        // The sender has nothing to say after an error of the model (Smithy 2.0, "Event streams", "Errors").
        self.done = matches!(name, EventName::Exception(_));
        let mut reader = EventReader::new(message, name, self.reader, self.layout.format);
        match T::decode(&mut reader) {
            Ok(event) => {
                let report = reader.report(|path, report| event.check(path, report));
                report.map(|()| event)
            }
            Err(Stop) => Err(reader.into_error()),
        }
    }
}

impl<T: Event> Stream for Received<T> {
    type Item = Result<T, EventError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.done {
            return Poll::Ready(None);
        }
        let mut message = ready!(self.messages.poll(cx));
        // A sender may say what it has besides events even where the receiver knows of nothing else (Smithy 2.0,
        // "Initial message client and server behavior").
        let was_at_start = std::mem::take(&mut self.is_at_start);
        if was_at_start && self.layout.is_whole && matches!(&message, Some(Ok(message)) if is_initial(message)) {
            message = ready!(self.messages.poll(cx));
        }
        let event = match message {
            None => return Poll::Ready(None),
            Some(Ok(message)) => match self.unsigned(message) {
                Ok(Some(message)) => self.read(&message),
                Ok(None) => {
                    self.done = true;
                    return Poll::Ready(None);
                }
                Err(error) => Err(error),
            },
            Some(Err(error)) => Err(error),
        };
        self.done |= event.as_ref().is_err_and(|error| !error.is_passing());
        Poll::Ready(Some(event))
    }
}

/// Whether a message holds the members of the request or the response that are not events.
fn is_initial(message: &Message) -> bool {
    matches!(message.header(":event-type"), Some(Value::String("initial-request" | "initial-response")))
}

/// The messages in a body.
struct Messages {
    body: Body,
    /// The bytes of messages that were not asked for yet or are not all there.
    buffer: BytesMut,
    side: Side,
}

impl Messages {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Message, EventError>>> {
        loop {
            if let Some(message) = Message::take(&mut self.buffer, self.side).transpose() {
                return Poll::Ready(Some(message.map_err(EventError::Malformed)));
            }
            return Poll::Ready(match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    self.buffer.extend_from_slice(&frame.into_data().unwrap_or_default());
                    continue;
                }
                Some(Err(error)) => Some(Err(EventError::Broken(error))),
                None if self.buffer.is_empty() => None,
                None => Some(Err(EventError::Malformed("it ends in the middle of a message"))),
            });
        }
    }
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventName<'a> {
    /// An event of this name.
    Event(&'a str),
    /// An error of the model, of this name.
    Exception(&'a str),
}

impl<'a> EventName<'a> {
    fn of(message: &'a Message) -> Result<Self, EventError> {
        match text(message, ":message-type") {
            Some("event") => text(message, ":event-type")
                .map(Self::Event)
                .ok_or(EventError::Malformed("an event has no :event-type header")),
            Some("exception") => text(message, ":exception-type")
                .map(Self::Exception)
                .ok_or(EventError::Malformed("an exception has no :exception-type header")),
            Some("error") => Err(EventError::Unmodeled {
                code: text(message, ":error-code").map(str::to_owned),
                message: text(message, ":error-message").map(str::to_owned),
            }),
            Some(_) => Err(EventError::Malformed("a message has an unknown :message-type")),
            None => Err(EventError::Malformed("a message has no :message-type header")),
        }
    }

    pub(super) fn text(self) -> &'a str {
        let (Self::Event(name) | Self::Exception(name)) = self;
        name
    }
}

fn text<'a>(message: &'a Message, header: &str) -> Option<&'a str> {
    match message.header(header) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}
