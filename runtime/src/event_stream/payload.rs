//! Messages of which the body is a stream of events.

use http::HeaderValue;

use super::message::Side;
use super::{Event, EventStream, initial};
use crate::message::{EVENT_STREAM, Incoming, Outgoing};
use crate::wire::{Fault, Members, Mode, Outside};

impl Outgoing {
    fn side(&self) -> Side {
        if self.request { Side::Client } else { Side::Server }
    }

    /// Begins the body with all members but the events, which are at these positions.
    pub fn initial_message(&mut self, value: &dyn Members, events: &'static [usize]) {
        match initial::write(value, events, self.side(), self.layout.format) {
            Ok(message) => self.content(HeaderValue::from_static(EVENT_STREAM), message.into()),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// Sets the body to a stream of events, after the initial message if there is one.
    pub fn event_payload<T: Event>(&mut self, events: EventStream<T>) {
        if self.heading.is_some() {
            // What the protocol says beside the members has no place among events.
            return self.unsupported();
        }
        let (side, format) = (self.side(), self.layout.format);
        let initial = match self.body.as_bytes() {
            Some(message) if !message.is_empty() => Some(message.clone()),
            // Clients such as boto3 wait for one even where the model has nothing to put into it.
            _ if side == Side::Server && self.layout.is_whole => match initial::write_empty(side, format) {
                Ok(message) => Some(message),
                Err(fault) => {
                    self.fault.get_or_insert(fault);
                    None
                }
            },
            _ => None,
        };
        self.content(HeaderValue::from_static(EVENT_STREAM), events.into_body(initial, side, format));
    }
}

impl Incoming<'_> {
    /// Reads the members but the events, which are at these positions, from the initial message.
    pub fn initial_message(&mut self, target: &mut dyn Members, events: &'static [usize]) {
        let format = self.layout.format;
        let message = if self.body.is_empty() { format.empty() } else { self.body };
        self.keep(format.decode_members(target, message, self.reader, Outside::Event(events)));
    }

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
