//! Reading an initial message before the events, for those who must have it first.

use bytes::Bytes;

use super::EventError;
use super::initial::is_initial;
use super::message::{Side, assemble};
use super::receive::{Messages, unsigned};
use crate::body::{Body, CollectError};
use crate::wire::{Fault, Mode};

/// Why an initial message could not be read.
#[derive(Debug)]
pub(crate) enum InitialError {
    /// The body broke off, or the message is longer than allowed.
    Body(CollectError),
    /// The body does not begin with a message.
    Malformed(Fault),
}

/// Reads what the initial message holds, and returns it with the rest of the stream. It is empty where the stream begins
/// with an event: an initial message without required members need not be sent.
///
/// # Errors
///
/// See [`InitialError`]; the message has at most `limit` bytes.
pub(crate) async fn take_initial(body: Body, mode: Mode, limit: usize) -> Result<(Bytes, Body), InitialError> {
    let side = Side::reading(mode);
    let mut messages = Messages::new(body, side);
    let malformed = |reason: &str| InitialError::Malformed(Fault::new(format!("event stream: {reason}")));
    let message = match std::future::poll_fn(|cx| messages.poll(cx, limit)).await {
        Some(Ok(message)) => message,
        None => return Ok((Bytes::new(), Body::empty())),
        Some(Err(EventError::Broken(error))) => return Err(InitialError::Body(CollectError::Broken(error))),
        Some(Err(_)) if messages.buffered() > limit => {
            return Err(InitialError::Body(CollectError::TooLarge { limit }));
        }
        Some(Err(EventError::Malformed(reason))) => return Err(malformed(reason)),
        Some(Err(error)) => return Err(malformed(&error.to_string())),
    };
    let raw = assemble(&message.headers, &message.payload, side).map_err(malformed)?;
    let Some(inner) = unsigned(message, mode).map_err(malformed)? else {
        // The signature of the end.
        return Ok((Bytes::new(), Body::empty()));
    };
    Ok(match is_initial(&inner) {
        true => (inner.payload, messages.into_body(Bytes::new())),
        false => (Bytes::new(), messages.into_body(raw)),
    })
}
