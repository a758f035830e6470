//! A message being read: a request by a server, a response by a client.

mod body;
mod params;
#[cfg(feature = "server")]
mod sent;

use bytes::Bytes;
use http::HeaderMap;

#[cfg(feature = "client")]
pub(crate) use body::read_error;
pub use body::whole_message;
use params::QueryParams;

#[cfg(feature = "server")]
pub(crate) use sent::Sent;

use super::headers::{FromTexts, header_texts, strip_prefix_ignoring_case};
use super::lenient;
use super::uri::decode_label;
use super::{Layout, UNSUPPORTED};
use crate::body::Body;
#[cfg(feature = "client")]
use crate::lenient::Leniency;
#[cfg(any(feature = "client", feature = "server"))]
use crate::memory::DEFAULT_MEMORY;
use crate::text::REDACTED;
use crate::text::TextFormat;
use crate::timestamp::Offsets;
use crate::wire::{Fault, Findings, MemberShape, Mode, Reader, Segment, Shape, Stop};

/// A message being read. The methods do not fail: the first fault is kept, and [`finish`](Self::finish) tells.
#[derive(Debug)]
pub struct Incoming<'a> {
    pub(crate) reader: Reader,
    pub(crate) layout: Layout,
    /// Whether the body is that of an error.
    is_error: bool,
    shape: Option<&'static Shape>,
    /// The labels of a request's path, in their order, still encoded.
    labels: &'a [&'a str],
    /// The query parameters of a request.
    query: &'a [(String, String)],
    headers: &'a HeaderMap,
    status: u16,
    /// The whole body; empty where it is a stream, unless an initial message came before it.
    pub(crate) body: &'a Bytes,
    stream: Option<Body>,
    /// How a request's body was sent.
    #[cfg(feature = "server")]
    #[cfg_attr(
        not(any(feature = "checksum", feature = "gzip")),
        allow(dead_code, reason = "there is nothing to know")
    )]
    sent: Sent<'a>,
    pub(crate) findings: Findings,
    pub(crate) fault: Option<Fault>,
}

impl<'a> Incoming<'a> {
    /// A request, as a router took it apart.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn request(
        labels: &'a [&'a str],
        query: &'a [(String, String)],
        headers: &'a HeaderMap,
        body: &'a Bytes,
        stream: Option<Body>,
        layout: Layout,
    ) -> Self {
        Self {
            reader: Reader::request(DEFAULT_MEMORY),
            layout,
            is_error: false,
            shape: None,
            labels,
            query,
            headers,
            status: 0,
            body,
            stream,
            #[cfg(feature = "server")]
            sent: Sent::default(),
            findings: Findings::default(),
            fault: None,
        }
    }

    /// The same request, which reading may always take this many bytes of memory for, however short it is.
    #[cfg(feature = "server")]
    pub(crate) fn with_memory(self, memory: usize) -> Self {
        Self { reader: Reader::request(memory), ..self }
    }

    /// A response.
    #[cfg(feature = "client")]
    pub(crate) fn response(
        status: u16,
        headers: &'a HeaderMap,
        body: &'a Bytes,
        stream: Option<Body>,
        leniency: Leniency,
        layout: Layout,
    ) -> Self {
        Self { reader: Reader::response(leniency), status, ..Self::request(&[], &[], headers, body, stream, layout) }
    }

    /// What was found in the message, and the first fault.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn into_findings(self) -> (Findings, Option<Fault>) {
        (self.findings, self.fault)
    }

    /// Begins to read a message of this shape.
    pub fn begin(&mut self, shape: &'static Shape) {
        self.shape = Some(shape);
    }

    /// Whether all members travel in the body, whatever other parts of the message they are bound to.
    pub fn is_whole(&self) -> bool {
        self.layout.is_whole
    }

    /// Ends reading.
    ///
    /// # Errors
    ///
    /// Something did not fit; the message keeps the fault.
    pub fn finish<T>(&self, value: T) -> Result<T, Stop> {
        if self.fault.is_none() { Ok(value) } else { Err(Stop) }
    }

    fn member(&self, index: usize) -> Option<&'static MemberShape> {
        self.shape.and_then(|shape| shape.members.get(index))
    }

    fn name(&self, index: usize) -> &'static str {
        self.member(index).map_or("", |member| member.name)
    }

    /// The name of a header or parameter that is a key of a map, as messages tell it.
    fn key<'k>(&self, index: usize, key: &'k str) -> &'k str {
        if self.member(index).is_some_and(|member| member.hides_keys) { REDACTED } else { key }
    }

    fn fail(&mut self, index: usize, reason: String) {
        let path = vec![Segment::Member(self.name(index))];
        self.fault.get_or_insert(Fault { path, reason });
    }

    fn miss(&mut self, index: usize) {
        if self.member(index).is_some_and(|member| member.required) {
            let path = vec![Segment::Member(self.name(index))];
            self.findings.miss(path);
        }
    }

    fn offsets(&self) -> Offsets {
        if self.reader.mode == Mode::Request { Offsets::Refuse } else { Offsets::Accept }
    }

    fn set<T: FromTexts>(&mut self, index: usize, place: &str, texts: &[&str], format: TextFormat, target: &mut T) {
        let offsets = self.offsets();
        let read = lenient::read_texts(texts, format, self.reader, &mut |texts, format| {
            *target = T::from_texts(texts, format, offsets)?;
            Ok(())
        });
        match read {
            Ok(None) => {}
            Ok(Some(kind)) => self.findings.differ(vec![Segment::Member(self.name(index))], kind),
            Err(reason) => self.fail(index, format!("{place}: {reason}")),
        }
    }

    /// Reads the label at this place of the path.
    pub fn label<T: FromTexts>(&mut self, index: usize, place: usize, target: &mut T) {
        self.label_as(index, place, TextFormat::Plain, target);
    }

    /// Reads the label at this place of the path, in this format.
    pub fn label_as<T: FromTexts>(&mut self, index: usize, place: usize, format: TextFormat, target: &mut T) {
        let Some(&text) = self.labels.get(place) else { return self.miss(index) };
        match decode_label(text) {
            Ok(text) => self.set(index, "path label", &[&text], format, target),
            Err(reason) => self.fail(index, format!("path label: {reason}")),
        }
    }

    /// Reads the query parameters of this name.
    pub fn query<T: FromTexts>(&mut self, index: usize, name: &str, target: &mut T) {
        self.query_as(index, name, TextFormat::Plain, target);
    }

    /// Reads the query parameters of this name, in this format.
    pub fn query_as<T: FromTexts>(&mut self, index: usize, name: &str, format: TextFormat, target: &mut T) {
        let texts: Vec<&str> =
            self.query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect();
        if texts.is_empty() {
            self.miss(index);
        } else {
            self.set(index, &format!("query parameter {name}"), &texts, format, target);
        }
    }

    /// Reads all query parameters (`httpQueryParams` trait).
    pub fn query_params<V: FromTexts>(&mut self, index: usize, target: &mut impl QueryParams<V>) {
        if self.query.is_empty() {
            return self.miss(index);
        }
        // The sort keeps values of one name in their order.
        let mut parameters: Vec<(&str, &str)> = self.query.iter().map(|(name, value)| (&**name, &**value)).collect();
        parameters.sort_by_key(|(name, _)| *name);
        for group in parameters.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((name, _)) = group.first() else { continue };
            let texts: Vec<&str> = group.iter().map(|(_, value)| *value).collect();
            match V::from_texts(&texts, TextFormat::Plain, self.offsets()) {
                Ok(value) => target.put(name, value),
                Err(reason) => self.fail(index, format!("query parameter {}: {reason}", self.key(index, name))),
            }
        }
    }

    /// Reads a header.
    pub fn header<T: FromTexts>(&mut self, index: usize, name: &str, target: &mut T) {
        self.header_as(index, name, TextFormat::Plain, target);
    }

    /// Reads a header in this format.
    pub fn header_as<T: FromTexts>(&mut self, index: usize, name: &str, format: TextFormat, target: &mut T) {
        if !self.headers.contains_key(name) {
            return self.miss(index);
        }
        match header_texts::<T>(self.headers, name, format) {
            Ok(texts) if texts.is_empty() && !T::LIST => self.miss(index),
            Ok(texts) => {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                self.set(index, &format!("header {name}"), &texts, format, target);
            }
            Err(reason) => self.fail(index, format!("header {name}: {reason}")),
        }
    }

    /// Reads every header that begins with the prefix (`httpPrefixHeaders` trait). For clients, none is an empty map
    /// (protocol test `HttpPrefixHeadersAreNotPresent`).
    pub fn prefix_headers<V: FromTexts>(&mut self, index: usize, prefix: &str, target: &mut impl QueryParams<V>) {
        let headers = self.headers;
        let mut found = false;
        for name in headers.keys() {
            let Some(key) = strip_prefix_ignoring_case(name.as_str(), prefix) else { continue };
            let value = header_texts::<V>(headers, name.as_str(), TextFormat::Plain).and_then(|texts| {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                V::from_texts(&texts, TextFormat::Plain, self.offsets())
            });
            found = true;
            match value {
                Ok(value) => target.put(key, value),
                Err(reason) => self.fail(index, format!("header {prefix}{}: {reason}", self.key(index, key))),
            }
        }
        if !found && self.reader.mode == Mode::Response {
            target.begin();
        } else if !found {
            self.miss(index);
        }
    }

    /// The status of a response (`httpResponseCode` trait).
    pub fn status(&self) -> i32 {
        self.status.into()
    }

    /// Refuses to read a message whose stream the protocol cannot hold as the model has it.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn unsupported<T>(&mut self) -> Result<T, Stop> {
        self.fault.get_or_insert_with(|| Fault::new(UNSUPPORTED));
        Err(Stop)
    }
}
