//! Initial messages: what a message holds besides its events, where nothing but the body has a place for it (Smithy 2.0,
//! "Initial messages").
//!
//! They come before the events, as messages of types that no event may have.

use bytes::Bytes;

use super::header::Value;
use super::message::{Message, Side};
use super::write::EventWriter;
use crate::format::Format;
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
