//! A message being read: a request by a server, a response by a client.

mod params;
#[cfg(feature = "server")]
mod sent;

use bytes::Bytes;
use http::HeaderMap;

use params::QueryParams;

#[cfg(feature = "server")]
pub(crate) use sent::Sent;

use super::headers::{FromTexts, header_texts, strip_prefix_ignoring_case};
use super::lenient;
#[cfg(feature = "client")]
use super::modeled::ErrorShape;
use super::uri::decode_label;
use super::{Layout, UNSUPPORTED};
use crate::Blob;
use crate::body::Body;
#[cfg(feature = "client")]
use crate::lenient::Leniency;
#[cfg(any(feature = "client", feature = "server"))]
use crate::memory::DEFAULT_MEMORY;
use crate::stream::ByteStream;
use crate::text::REDACTED;
use crate::text::TextFormat;
use crate::timestamp::Offsets;
use crate::wire::{
    Decode, Fault, Findings, MemberShape, Members, Mode, Outside, Reader, Segment, Shape, Stop, below, fill_read,
};

/// A message being read. The methods do not fail: the first fault is kept, and [`finish`](Self::finish) tells.
#[derive(Debug)]
pub struct Incoming<'a> {
    pub(crate) reader: Reader,
    pub(crate) layout: Layout,
    is_error: bool,
    shape: Option<&'static Shape>,
    /// The labels of a request's path, in their order, still encoded.
    labels: &'a [&'a str],
    /// The query parameters of a request.
    query: &'a [(String, String)],
    headers: &'a HeaderMap,
    status: u16,
    /// The whole body; empty where it is a stream.
    body: &'a Bytes,
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
            Ok(text) => self.set(index, "label of the path", &[&text], format, target),
            Err(reason) => self.fail(index, format!("label of the path: {reason}")),
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

    /// Reads every header that begins with the prefix (`httpPrefixHeaders` trait).
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
        if !found {
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

    /// Whether there is nothing. To a server blanks are something, which fits no value.
    fn is_blank(&self) -> bool {
        self.body.is_empty() || (self.reader.mode == Mode::Response && self.body.trim_ascii().is_empty())
    }

    /// Reads the members that are bound to the body.
    pub fn members(&mut self, target: &mut dyn Members) {
        let is_response = self.reader.mode == Mode::Response;
        // A client has no use for a body without members, whatever it is.
        let Layout { format, is_whole } = self.layout;
        if is_response && target.shape().members.iter().all(|member| member.outside_response && !is_whole) {
            return self.fill(target);
        }
        let body = if self.is_blank() { format.empty() } else { self.body };
        let outside = match (is_whole, is_response) {
            (true, _) => Outside::Nothing,
            (false, true) => Outside::Response,
            (false, false) => Outside::Request,
        };
        let read = match self.is_error {
            true => format.decode_error(target, body, self.reader, outside),
            false => format.decode_members(target, body, self.reader, outside),
        };
        match read {
            Ok(findings) => self.findings.extend(findings),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// Fills in the defaults of absent members that the reader is responsible for. Reading an object does
    /// that, too.
    pub fn fill(&self, target: &mut dyn Members) {
        fill_read(target, self.reader.mode);
    }

    /// Reads one member from the body.
    pub fn value_payload(&mut self, index: usize, target: &mut dyn Decode) {
        if self.is_blank() {
            return self.miss(index);
        }
        let member = self.member(index);
        match self.layout.format.decode(target, self.body, self.reader) {
            // Null says that a member is absent, here as in an object.
            Ok(None) => self.miss(index),
            Ok(Some(findings)) => self.findings.extend(findings.below(member)),
            Err(Fault { path, reason }) => {
                self.fault.get_or_insert(Fault { path: below(member, path), reason });
            }
        }
    }

    /// Reads one string or enum member from the body. Without bytes it is absent.
    pub fn text_payload<T: FromTexts>(&mut self, index: usize, target: &mut T) {
        if !self.body.is_empty() {
            self.required_text_payload(index, target);
        }
    }

    /// Reads one string or enum member from the body. Without bytes it is an empty text, which a required member may
    /// be: HTTP does not tell an empty body from none.
    pub fn required_text_payload<T: FromTexts>(&mut self, index: usize, target: &mut T) {
        let body = self.body;
        match std::str::from_utf8(body) {
            Ok(text) => self.set(index, "body", &[text], TextFormat::Plain, target),
            Err(_) => self.fail(index, "body: the text is not UTF-8".to_owned()),
        }
    }

    /// Reads one blob member from the body. Without bytes it is absent.
    pub fn blob_payload(&mut self, target: &mut impl From<Blob>) {
        if !self.body.is_empty() {
            *target = self.required_blob_payload().into();
        }
    }

    /// The body as one blob member that is present without bytes, too.
    pub fn required_blob_payload(&self) -> Blob {
        Blob::from(self.body.clone())
    }

    /// The body as a stream.
    pub fn stream_payload(&mut self) -> ByteStream {
        self.take_stream().into()
    }

    pub(crate) fn take_stream(&mut self) -> Body {
        let stream = self.stream.take().unwrap_or_else(|| Body::from(self.body.clone()));
        #[cfg(all(feature = "server", feature = "gzip"))]
        if self.sent.is_gzip {
            return crate::compress::inflate_stream(stream);
        }
        stream
    }
}

/// Reads a message of which every member travels in the body.
///
/// # Errors
///
/// The fault is kept by the message.
pub fn whole_message<T: Members>(from: &mut Incoming<'_>) -> Result<T, Stop> {
    let mut message = T::placeholder();
    from.begin(message.shape());
    from.members(&mut message);
    from.finish(message)
}

/// Reads an error.
///
/// # Errors
///
/// The fault is kept by the message.
#[cfg(feature = "client")]
pub(crate) fn read_error(error: &mut dyn ErrorShape, from: &mut Incoming<'_>) -> Result<(), Stop> {
    from.begin(error.shape());
    from.is_error = true;
    if from.is_whole() || !error.read(from) {
        from.members(error);
    }
    from.finish(())
}
