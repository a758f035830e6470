//! One event as it is read from its message.

use super::EventError;
use super::header::{EventHeader, Value, timestamp};
use super::message::Message;
use super::receive::EventName;
use crate::format::Format;
use crate::message::FromTexts;
use crate::text::TextFormat;
use crate::timestamp::Offsets;
use crate::validate::{Path, Report};
use crate::wire::{
    Decode, Fault, Findings, Members, Mode, Outside, Reader, Root, Segment, Shape, Stop, UnknownVariant, below,
};
use crate::{Blob, Document};

/// An event being read. As with other messages, the first fault is kept, and [`finish`](Self::finish) tells.
#[derive(Debug)]
pub struct EventReader<'a> {
    message: &'a Message,
    name: EventName<'a>,
    reader: Reader,
    format: &'static dyn Format,
    shape: Option<&'static Shape>,
    findings: Findings,
    fault: Option<Fault>,
    /// What to report of an exception that the union does not have.
    unmodeled: Option<EventError>,
}

impl<'a> EventReader<'a> {
    pub(super) fn new(message: &'a Message, name: EventName<'a>, reader: Reader, format: &'static dyn Format) -> Self {
        let findings = Findings::default();
        Self { message, name, reader, format, shape: None, findings, fault: None, unmodeled: None }
    }

    /// What the message is.
    pub fn name(&self) -> EventName<'a> {
        self.name
    }

    /// Begins to read an event of this shape.
    pub fn begin(&mut self, shape: &'static Shape) {
        self.shape = Some(shape);
    }

    /// Ends reading.
    ///
    /// # Errors
    ///
    /// Something did not fit; the reader keeps the fault.
    pub fn finish<T>(&self, event: T) -> Result<T, Stop> {
        if self.fault.is_none() { Ok(event) } else { Err(Stop) }
    }

    fn member(&self, index: usize) -> &'static str {
        self.shape.and_then(|shape| shape.members.get(index)).map_or("", |member| member.name)
    }

    fn fail(&mut self, index: usize, reason: String) {
        let path = vec![Segment::Member(self.member(index))];
        self.fault.get_or_insert(Fault { path, reason });
    }

    fn is_required(&self, index: usize) -> bool {
        self.shape.and_then(|shape| shape.members.get(index)).is_some_and(|member| member.required)
    }

    fn miss(&mut self, index: usize) {
        if self.is_required(index) {
            self.findings.miss(vec![Segment::Member(self.member(index))]);
        }
    }

    /// Reads a header.
    pub fn header<T: EventHeader>(&mut self, index: usize, target: &mut T) {
        if let Some(value) = self.header_value(index) {
            *target = value;
        }
    }

    /// The value of a header; `None` if it is absent or does not fit.
    pub fn header_value<T: EventHeader>(&mut self, index: usize) -> Option<T> {
        match self.message.header(self.member(index)).map(T::from_value) {
            None => self.miss(index),
            Some(Ok(value)) => return Some(value),
            Some(Err(reason)) => self.fail(index, format!("header: {reason}")),
        }
        None
    }

    /// Reads an event of which every member is in the payload.
    ///
    /// # Errors
    ///
    /// Something did not fit; the reader keeps the fault.
    pub fn whole_event<T: Members>(&mut self) -> Result<T, Stop> {
        let mut event = T::placeholder();
        self.begin(event.shape());
        self.members(&mut event, &[]);
        self.finish(event)
    }

    /// Reads the members that are in the payload, which are all but those at these positions.
    pub fn members(&mut self, target: &mut dyn Members, headers: &'static [usize]) {
        let payload = &self.message.payload;
        let payload = if payload.is_empty() { self.format.empty() } else { payload };
        match self.format.decode_members(target, payload, self.reader, Outside::Event(headers)) {
            Ok(findings) => self.findings.extend(findings),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// Reads one member from the payload.
    pub fn value_payload(&mut self, index: usize, target: &mut dyn Decode) {
        if self.message.payload.is_empty() {
            return self.miss(index);
        }
        let member = self.shape.and_then(|shape| shape.members.get(index));
        match self.format.decode(target, &self.message.payload, Root { member, namespace: None }, self.reader) {
            Ok(None) => self.miss(index),
            Ok(Some(findings)) => self.findings.extend(findings.below(member)),
            Err(Fault { path, reason }) => {
                self.fault.get_or_insert(Fault { path: below(member, path), reason });
            }
        }
    }

    /// Reads one string or enum member from the payload.
    pub fn text_payload<T: FromTexts>(&mut self, index: usize, target: &mut T) {
        if !self.has_payload(index) {
            return;
        }
        let text = std::str::from_utf8(&self.message.payload).map_err(|_| "the text is not valid UTF-8".to_owned());
        match text.and_then(|text| T::from_texts(&[text], TextFormat::Plain, Offsets::Refuse)) {
            Ok(value) => *target = value,
            Err(reason) => self.fail(index, reason),
        }
    }

    /// The payload as one blob member; `None` where there is none.
    pub fn blob_payload(&mut self, index: usize) -> Option<Blob> {
        self.has_payload(index).then(|| self.message.payload.clone().into())
    }

    /// An empty payload is one if it has a type or the member must be there.
    fn has_payload(&self, index: usize) -> bool {
        !self.message.payload.is_empty() || self.message.header(":content-type").is_some() || self.is_required(index)
    }

    /// The event as one that the union does not have.
    ///
    /// # Errors
    ///
    /// It is an error; the reader keeps it.
    pub fn unknown(&mut self) -> Result<UnknownVariant, Stop> {
        match self.name {
            EventName::Event(name) => Ok(UnknownVariant::new(name, self.document())),
            EventName::Exception(code) => {
                let payload = self.format.document(&self.message.payload).unwrap_or_default();
                let message = ["message", "Message"].iter().find_map(|name| payload.get(name)?.as_str());
                self.unmodeled =
                    Some(EventError::Unmodeled { code: Some(code.to_owned()), message: message.map(str::to_owned) });
                Err(Stop)
            }
        }
    }

    /// What an unknown event holds: its payload, and next to the members of an object the headers that are not the
    /// format's own.
    fn document(&self) -> Document {
        let payload = &self.message.payload;
        let mut document = self.format.document(payload).unwrap_or_else(|| match std::str::from_utf8(payload) {
            Ok("") => Document::Map(Default::default()),
            Ok(text) => Document::from(text),
            Err(_) => Document::from(Blob::from(payload.clone()).to_base64()),
        });
        if let Document::Map(members) = &mut document {
            for (name, value) in self.message.headers().filter(|(name, _)| !name.starts_with(':')) {
                members.entry(name.to_owned()).or_insert_with(|| header_document(value));
            }
        }
        document
    }

    /// Whether a server may take the event: nothing required is missing, and `check` finds nothing.
    pub(super) fn report(self, check: impl FnOnce(&Path<'_>, &mut Report)) -> Result<(), EventError> {
        if self.reader.mode != Mode::Request {
            return Ok(());
        }
        let event = self.name.text();
        let mut report = Report::of_findings(self.findings, &format!("/{event}"));
        if report.is_open() {
            check(&Path::ROOT, &mut report);
        }
        report.finish().map_err(|violations| EventError::Invalid { event: event.to_owned(), violations })
    }

    pub(super) fn into_error(self) -> EventError {
        self.unmodeled.unwrap_or_else(|| EventError::Decode {
            event: self.name.text().to_owned(),
            fault: self.fault.unwrap_or_else(|| Fault::new("the event was rejected")),
        })
    }
}

/// The value as one that no model describes.
fn header_document(value: Value<'_>) -> Document {
    let base64 = |bytes: &[u8]| Document::from(Blob::from(bytes.to_vec()).to_base64());
    match value {
        Value::Boolean(value) => Document::Bool(value),
        Value::Byte(value) => Document::from(i64::from(value)),
        Value::Short(value) => Document::from(i64::from(value)),
        Value::Integer(value) => Document::from(i64::from(value)),
        Value::Long(value) => Document::from(value),
        Value::Blob(bytes) => base64(bytes),
        Value::String(text) => Document::from(text),
        Value::Timestamp(millis) => match timestamp(millis) {
            Some(timestamp) => Document::from(timestamp.as_secs_f64()),
            None => Document::from(millis),
        },
        Value::Uuid(bytes) => base64(&bytes),
    }
}
