//! Streams of events, one message each (Smithy 2.0, "Event streams").
//!
//! A stream is read from a message's body as it comes, a frame at a time, or made from whatever makes events and
//! written as it goes. Generated code says of a union how its variants travel ([`Event`]); the format of messages is
//! `application/vnd.amazon.eventstream` ("Amazon Event Stream Specification").

mod channel;
mod error;
mod header;
mod initial;
mod message;
mod payload;
mod read;
mod receive;
#[cfg(any(feature = "client", feature = "server"))]
mod take_initial;
mod write;

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

pub use channel::{EventSender, SendEventError};
pub use error::EventError;
pub use header::EventHeader;
pub use read::EventReader;
pub use receive::EventName;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use take_initial::{InitialError, take_initial};
pub use write::EventWriter;

use crate::body::Body;
use crate::cause::BoxError;
use crate::format::Format;
use crate::message::Layout;
use crate::validate::Check;
use crate::wire::{Reader, Stop};

/// The header with the time of a signature, as bytes.
///
/// # Errors
///
/// There are none: the header is short.
#[cfg(feature = "sigv4")]
pub(crate) fn date_header(millis: i64) -> Result<Vec<u8>, &'static str> {
    let mut header = Vec::new();
    message::put_header(":date", header::Value::Timestamp(millis), &mut header)?;
    Ok(header)
}

/// A message that holds another one, or nothing, and its signature.
///
/// # Errors
///
/// The message within is too long.
#[cfg(feature = "sigv4")]
pub(crate) fn signed_message(payload: &[u8], signature: &[u8], millis: i64) -> Result<Bytes, &'static str> {
    let mut headers = Vec::new();
    message::put_header(":chunk-signature", header::Value::Blob(signature), &mut headers)?;
    headers.extend(date_header(millis)?);
    message::assemble(&headers, payload, message::Side::Client)
}

/// How a union's variants travel as messages; implemented by generated unions of events.
#[doc(hidden)]
pub trait Event: Check + Send + Sized + 'static {
    /// Writes the message.
    fn encode(&self, to: &mut EventWriter);

    /// Reads the message. An event that the union does not have becomes its variant `Unknown`.
    ///
    /// # Errors
    ///
    /// The reader keeps what does not fit.
    fn decode(from: &mut EventReader<'_>) -> Result<Self, Stop>;
}

/// A stream of events (`smithy.api#streaming` on a union): read as they come, and once.
///
/// The receiver calls [`next`](Self::next) until it returns `None`. The sender creates one from a
/// [`Stream`](https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html) with [`new`](Self::new), from a
/// `Vec` of events with `From`, or with [`channel`](Self::channel).
///
/// An error of the model is a variant of the union, and the last event of its stream.
pub struct EventStream<T>(Option<Mutex<BoxedEvents<T>>>);

// The lock is never waited for: it makes the stream `Sync`, which futures that hold one need.
type BoxedEvents<T> = Pin<Box<dyn Stream<Item = Result<T, EventError>> + Send>>;

impl<T> EventStream<T> {
    /// A stream without events.
    pub const fn empty() -> Self {
        Self(None)
    }

    /// Creates an event stream from any stream of events.
    ///
    /// An error ends the stream. The other side learns that something went wrong, but not what: a client breaks the
    /// request off, a server reports a failure without details.
    pub fn new<S>(events: S) -> Self
    where
        S: Stream<Item = Result<T, BoxError>> + Send + 'static,
    {
        Self::from_source(Local { events })
    }

    /// Creates an event stream and its sender, which waits while `capacity` events have not been read.
    pub fn channel(capacity: usize) -> (EventSender<T>, Self)
    where
        T: Send + 'static,
    {
        let (sender, events) = channel::channel(capacity);
        (sender, Self::new(events))
    }

    fn from_source(source: impl Stream<Item = Result<T, EventError>> + Send + 'static) -> Self {
        Self(Some(Mutex::new(Box::pin(source))))
    }

    /// The next event; `None` at the end.
    ///
    /// This is cancel-safe: no event is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// See [`EventError`]. After an event that does not match the model, others may come; after any other error of a
    /// stream that was received, none do.
    pub async fn next(&mut self) -> Option<Result<T, EventError>> {
        std::future::poll_fn(|cx| self.poll_event(cx)).await
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, EventError>>> {
        let Some(source) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let source = source.get_mut().unwrap_or_else(PoisonError::into_inner);
        let event = ready!(source.as_mut().poll_next(cx));
        if event.is_none() {
            self.0 = None;
        }
        Poll::Ready(event)
    }
}

impl<T: Event> EventStream<T> {
    /// The events in the body of a request or a response.
    pub(crate) fn from_body(body: Body, reader: Reader, layout: Layout) -> Self {
        Self::from_source(receive::Received::new(body, reader, layout))
    }

    /// The body of a request or a response with this initial message and these events.
    fn into_body(self, initial: Option<Bytes>, side: message::Side, format: &'static dyn Format) -> Body {
        match self.0 {
            None => initial.map(Body::from).unwrap_or_default(),
            Some(_) => Body::stream(write::Sent::new(initial, self, side, format)),
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, EventError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<T> Default for EventStream<T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream")
    }
}

impl<T: Send + 'static> From<Vec<T>> for EventStream<T> {
    fn from(events: Vec<T>) -> Self {
        Self::from_source(Ready { events: events.into_iter() })
    }
}

impl<T: Send + 'static> FromIterator<T> for EventStream<T> {
    fn from_iter<I: IntoIterator<Item = T>>(events: I) -> Self {
        Vec::from_iter(events).into()
    }
}

/// Events that are there already.
struct Ready<T> {
    events: std::vec::IntoIter<T>,
}

impl<T> Unpin for Ready<T> {}

impl<T> Stream for Ready<T> {
    type Item = Result<T, EventError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.events.next().map(Ok))
    }
}

pin_project_lite::pin_project! {
    /// Events of a stream that this process makes.
    struct Local<S> {
        #[pin]
        events: S,
    }
}

impl<T, S: Stream<Item = Result<T, BoxError>>> Stream for Local<S> {
    type Item = Result<T, EventError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.project().events.poll_next(cx).map_err(EventError::Broken)
    }
}
