//! Initial messages: what a message holds besides its events, where nothing but the body has a place for it (Smithy 2.0,
//! "Initial messages").
//!
//! They come before the events, as messages of types that no event may have.

use bytes::Bytes;

#[cfg(any(feature = "client", feature = "server"))]
use super::EventError;
use super::header::Value;
#[cfg(any(feature = "client", feature = "server"))]
use super::message::assemble;
use super::message::{Message, Side};
#[cfg(any(feature = "client", feature = "server"))]
use super::receive::{Messages, unsigned};
use super::write::EventWriter;
#[cfg(any(feature = "client", feature = "server"))]
use crate::body::{Body, CollectError};
use crate::format::Format;
#[cfg(any(feature = "client", feature = "server"))]
use crate::wire::Mode;
use crate::wire::{Fault, Members};

/// What follows `:event-type` in a request.
const REQUEST: &str = "initial-request";

/// What follows `:event-type` in a response.
const RESPONSE: &str = "initial-response";

/// The message with all members but those at these positions.
pub(super) fn write(
    value: &dyn Members,
    events: &'static [usize],
    side: Side,
    format: &'static dyn Format,
) -> Result<Bytes, Fault> {
    let mut writer = begin(side, format);
    writer.members(value, events);
    writer.finish()
}

/// The message without members.
pub(super) fn write_empty(side: Side, format: &'static dyn Format) -> Result<Bytes, Fault> {
    let mut writer = begin(side, format);
    writer.no_members();
    writer.finish()
}

fn begin(side: Side, format: &'static dyn Format) -> EventWriter {
    let mut writer = EventWriter::new(side, format);
    writer.event(if side == Side::Client { REQUEST } else { RESPONSE });
    writer
}

/// Whether a message is an initial one.
pub(super) fn is_initial(message: &Message) -> bool {
    matches!(message.header(":event-type"), Some(Value::String(REQUEST | RESPONSE)))
}

/// Why an initial message could not be read.
#[cfg(any(feature = "client", feature = "server"))]
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
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) async fn take(body: Body, mode: Mode, limit: usize) -> Result<(Bytes, Body), InitialError> {
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
