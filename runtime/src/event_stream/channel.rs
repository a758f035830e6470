//! The sending end of a stream of events.

use std::fmt;

use futures_channel::mpsc;

use crate::cause::BoxError;

/// Feeds an [`EventStream`](super::EventStream), which ends when all of its senders are dropped.
pub struct EventSender<T>(mpsc::Sender<Result<T, BoxError>>);

pub(super) fn channel<T>(capacity: usize) -> (EventSender<T>, mpsc::Receiver<Result<T, BoxError>>) {
    let (sender, receiver) = mpsc::channel(capacity);
    (EventSender(sender), receiver)
}

impl<T> EventSender<T> {
    /// Sends an event, as soon as there is room for it.
    ///
    /// # Errors
    ///
    /// The stream was dropped.
    pub async fn send(&mut self, event: T) -> Result<(), SendEventError> {
        self.put(Ok(event)).await
    }

    /// Ends the stream with an error, as an error of [`EventStream::new`](super::EventStream::new) does.
    ///
    /// # Errors
    ///
    /// The stream was dropped.
    pub async fn fail(mut self, error: impl Into<BoxError>) -> Result<(), SendEventError> {
        self.put(Err(error.into())).await
    }

    /// Whether the stream was dropped.
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    async fn put(&mut self, item: Result<T, BoxError>) -> Result<(), SendEventError> {
        std::future::poll_fn(|cx| self.0.poll_ready(cx)).await.map_err(|_| SendEventError)?;
        self.0.start_send(item).map_err(|_| SendEventError)
    }
}

impl<T> Clone for EventSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for EventSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventSender")
    }
}

/// The stream of an [`EventSender`] was dropped, so that the event cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendEventError;

impl fmt::Display for SendEventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the event stream was dropped")
    }
}

impl std::error::Error for SendEventError {}
