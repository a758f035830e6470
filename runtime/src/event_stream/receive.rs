//! From the body of a message to events.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[cfg(any(feature = "client", feature = "server"))]
use bytes::Bytes;
use bytes::BytesMut;
use futures_core::Stream;
use http_body::Body as _;

use super::header::Value;
use super::initial::is_initial;
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
        Self {
            messages: Messages::new(body, Side::reading(reader.mode)),
            reader,
            layout,
            is_at_start: true,
            done: false,
            event: PhantomData,
        }
    }

    /// The next message, without the one with a signature around it.
    fn next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Message, EventError>>> {
        let message = ready!(self.messages.poll(cx, usize::MAX));
        let mode = self.reader.mode;
        Poll::Ready(message.and_then(|message| {
            message.and_then(|message| unsigned(message, mode).map_err(EventError::Malformed)).transpose()
        }))
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
        let mut message = ready!(self.next(cx));
        // A sender may say what it has besides events even where the receiver knows of nothing else (Smithy 2.0,
        // "Initial message client and server behavior").
        if std::mem::take(&mut self.is_at_start)
            && self.layout.is_whole
            && matches!(&message, Some(Ok(message)) if is_initial(message))
        {
            message = ready!(self.next(cx));
        }
        let event = match message {
            None => {
                self.done = true;
                return Poll::Ready(None);
            }
            Some(message) => message.and_then(|message| self.read(&message)),
        };
        self.done |= event.as_ref().is_err_and(|error| !error.is_passing());
        Poll::Ready(Some(event))
    }
}

/// The message in a message with a signature, which is left alone as the signature of the request is; `None` where it is
/// empty, which ends the stream.
///
/// # Errors
///
/// What is signed is not one message.
pub(super) fn unsigned(message: Message, mode: Mode) -> Result<Option<Message>, &'static str> {
    let is_signed = message.header(":chunk-signature").is_some() && message.header(":message-type").is_none();
    if mode != Mode::Request || !is_signed {
        return Ok(Some(message));
    }
    if message.payload.is_empty() {
        return Ok(None);
    }
    let mut payload = BytesMut::from(&*message.payload);
    match Message::take(&mut payload, Side::Server)? {
        Some(inner) if payload.is_empty() => Ok(Some(inner)),
        _ => Err("a signed message must contain exactly one message"),
    }
}

/// The messages in a body.
pub(super) struct Messages {
    body: Body,
    /// The bytes of messages that were not asked for yet or are not all there.
    buffer: BytesMut,
    side: Side,
}

impl Messages {
    pub(super) fn new(body: Body, side: Side) -> Self {
        Self { body, buffer: BytesMut::new(), side }
    }

    /// The next message, which is not waited for once it has more than this many bytes.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, limit: usize) -> Poll<Option<Result<Message, EventError>>> {
        loop {
            if let Some(message) = Message::take(&mut self.buffer, self.side).transpose() {
                return Poll::Ready(Some(message.map_err(EventError::Malformed)));
            }
            if self.buffer.len() > limit {
                return Poll::Ready(Some(Err(EventError::Malformed("the message is too long"))));
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

    #[cfg(any(feature = "client", feature = "server"))]
    /// How many bytes of messages that are not all there were read.
    pub(super) fn buffered(&self) -> usize {
        self.buffer.len()
    }

    #[cfg(any(feature = "client", feature = "server"))]
    /// The body without the messages that were read, and with this before the rest.
    pub(super) fn into_body(self, first: Bytes) -> Body {
        let mut start = BytesMut::from(first);
        start.extend_from_slice(&self.buffer);
        self.body.after(start.freeze())
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
