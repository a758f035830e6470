//! Messages of which the body is a stream of events.

use super::{Event, EventStream};
use crate::message::{EVENT_STREAM, Incoming, Outgoing};
use crate::wire::{Fault, Mode};

impl Outgoing {
    /// Sets the body to a stream of events.
    pub fn event_payload<T: Event>(&mut self, events: EventStream<T>) {
        self.content(EVENT_STREAM, events.into_body(self.request, self.layout.format));
    }
}

impl Incoming<'_> {
    /// The body as a stream of events. What the message lacks elsewhere cannot be made up for in a response, either: a
    /// client that reads events relies on the response before them (its protocol tests demand it).
    pub fn event_payload<T: Event>(&mut self) -> EventStream<T> {
        if let (Mode::Response, Some(path)) = (self.reader.mode, self.findings.first_missing()) {
            self.fault.get_or_insert(Fault { path: path.to_vec(), reason: "is required".to_owned() });
        }
        EventStream::from_body(self.take_stream(), self.reader, self.layout)
    }
}

crate::wire::stream! { [T] EventStream<T>; }
