//! A message being written: a request by a client, a response by a server.

use std::collections::BTreeMap;
use std::ops::Range;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::headers::{ToTexts, join};
use super::uri::{push_encoded, push_encoded_greedy};
use super::{Layout, UNSUPPORTED};
use crate::Blob;
use crate::body::Body;
use crate::format::{ErrorHead, Heading, hides};
#[cfg(feature = "server")]
use crate::request_id::RequestId;
use crate::stream::ByteStream;
use crate::text::{Text, TextFormat};
use crate::wire::{
    Encode, Fault, Key, MemberShape, Members, Namespace, Outside, Root, Segment, Shape, Writer, below, fill_written,
};

/// A structure without members.
struct Nothing;

impl Members for Nothing {
    fn placeholder() -> Self {
        Self
    }

    fn table() -> &'static Shape {
        const TABLE: Shape = Shape::structure("Nothing", &[]);
        &TABLE
    }

    fn shape(&self) -> &'static Shape {
        Self::table()
    }
}

/// A message being written. The methods do not fail: the first fault is kept, so that generated code is a plain list
/// of bindings.
#[derive(Debug)]
pub struct Outgoing {
    pub(crate) request: bool,
    pub(crate) layout: Layout,
    /// The namespace of a body that begins none of its own.
    pub(crate) namespace: Option<Namespace>,
    /// Whether errors are not wrapped in another element.
    #[allow(dead_code, reason = "only some formats wrap errors")]
    pub(crate) has_bare_errors: bool,
    /// The id of the request that a response is for.
    #[cfg(feature = "server")]
    #[allow(dead_code, reason = "not every format has a place for it")]
    pub(crate) request_id: Option<RequestId>,
    /// What the body says beside the members, if it says so.
    pub(crate) heading: Option<Heading>,
    /// What the body says of an error beside its members, if it is one that says so.
    pub(crate) error_head: Option<ErrorHead>,
    /// The path of a request, encoded.
    pub(crate) path: String,
    /// How much of the path comes before that of the operation.
    pub(crate) base: usize,
    /// The label with which the path of the operation begins, if there is one: its place in the path.
    pub(crate) first_label: Option<Range<usize>>,
    /// The query string of a request, encoded.
    pub(crate) query: String,
    /// What a request puts in front of the endpoint's host.
    pub(crate) host_prefix: String,
    /// The status of a response.
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) fault: Option<Fault>,
}

impl Outgoing {
    /// An empty request.
    #[cfg(feature = "client")]
    pub(crate) fn request(layout: Layout) -> Self {
        Self::new(true, 0, layout)
    }

    /// An empty response.
    #[cfg(feature = "server")]
    pub(crate) fn response(status: u16, layout: Layout) -> Self {
        Self::new(false, status, layout)
    }

    #[cfg(any(feature = "client", feature = "server"))]
    fn new(request: bool, status: u16, layout: Layout) -> Self {
        Self {
            request,
            layout,
            namespace: None,
            has_bare_errors: false,
            #[cfg(feature = "server")]
            request_id: None,
            heading: None,
            error_head: None,
            path: String::new(),
            base: 0,
            first_label: None,
            query: String::new(),
            host_prefix: String::new(),
            status,
            headers: HeaderMap::new(),
            body: Body::empty(),
            fault: None,
        }
    }

    fn fail(&mut self, member: &'static str, reason: impl Into<String>) {
        self.fault.get_or_insert(Fault { path: vec![Segment::Member(member)], reason: reason.into() });
    }

    fn writer(&self) -> Writer {
        if self.request { Writer::Client } else { Writer::Server }
    }

    /// Whether all members travel in the body, whatever other parts of the message they are bound to.
    pub fn is_whole(&self) -> bool {
        self.layout.is_whole
    }

    /// Fills in the defaults of absent members that the writer is responsible for.
    pub fn fill(&self, message: &mut dyn Members) {
        fill_written(message, self.writer());
    }

    /// Whether the message's member at this index is left out because it has its default, which is internal.
    pub fn hides_default(&self, message: &dyn Members, index: usize) -> bool {
        hides(message, index, self.writer())
    }

    /// Appends a literal part of the path, already encoded.
    pub fn path(&mut self, literal: &str) {
        self.path.push_str(literal);
    }

    /// Appends a label.
    pub fn label(&mut self, member: &'static str, value: &impl ToTexts) {
        self.label_as(member, TextFormat::Plain, value);
    }

    /// Appends a label in this format.
    pub fn label_as(&mut self, member: &'static str, format: TextFormat, value: &impl ToTexts) {
        self.push_label(member, format, value, push_encoded);
    }

    /// Appends a greedy label.
    pub fn greedy_label(&mut self, member: &'static str, value: &impl ToTexts) {
        self.push_label(member, TextFormat::Plain, value, push_encoded_greedy);
    }

    fn push_label(
        &mut self,
        member: &'static str,
        format: TextFormat,
        value: &impl ToTexts,
        push: fn(&str, &mut String),
    ) {
        let before = self.path.len();
        match value.for_each(format, &mut |text| push(text, &mut self.path)) {
            Ok(()) if self.path.len() == before => self.fail(member, "a path label must not be empty"),
            Ok(()) if before == self.base + 1 => self.first_label = Some(before..self.path.len()),
            Ok(()) => {}
            Err(reason) => self.fail(member, reason),
        }
    }

    /// Appends a literal query parameter.
    pub fn query_literal(&mut self, literal: &str) {
        self.ampersand();
        self.query.push_str(literal);
    }

    fn ampersand(&mut self) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
    }

    fn parameter(&mut self, name: &str, value: &str) {
        self.ampersand();
        push_encoded(name, &mut self.query);
        self.query.push('=');
        push_encoded(value, &mut self.query);
    }

    /// Appends a query parameter for each text of the value.
    pub fn query(&mut self, name: &str, value: &impl ToTexts) {
        self.query_as(name, TextFormat::Plain, value);
    }

    /// Appends a query parameter for each text of the value, in this format.
    pub fn query_as(&mut self, name: &str, format: TextFormat, value: &impl ToTexts) {
        if let Err(reason) = value.for_each(format, &mut |text| self.parameter(name, text)) {
            // Names come from the model, or from the keys of a map, which may be sensitive and have no format.
            self.fault.get_or_insert(Fault::new(format!("query parameter `{name}`: {reason}")));
        }
    }

    /// Appends a query parameter for each entry of the map, but for those that are bound by themselves, which take
    /// precedence (`httpQueryParams` trait).
    pub fn query_params<K: Key, V: ToTexts>(&mut self, bound: &[&str], map: Option<&BTreeMap<K, V>>) {
        for (key, value) in map.into_iter().flatten() {
            if !bound.contains(&key.as_text()) {
                self.query(key.as_text(), value);
            }
        }
    }

    /// Puts a value in front of the endpoint's host.
    pub fn host_literal(&mut self, literal: &str) {
        self.host_prefix.push_str(literal);
    }

    /// Puts a label in front of the endpoint's host (`endpoint` and `hostLabel` traits).
    pub fn host_label(&mut self, member: &'static str, value: &impl ToTexts) {
        let before = self.host_prefix.len();
        if let Err(reason) = value.for_each(TextFormat::Plain, &mut |text| self.host_prefix.push_str(text)) {
            self.fail(member, reason);
        }
        let label = &self.host_prefix[before..];
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if label.is_empty() || label.len() > 63 || !label.bytes().all(legal) {
            self.fail(member, "a host label must be 1 to 63 letters, digits and hyphens");
        }
    }

    /// Sets a header unless the value is absent.
    pub fn header(&mut self, member: &'static str, name: &'static str, value: &impl ToTexts) {
        self.header_as(member, name, TextFormat::Plain, value);
    }

    /// Sets a header in this format unless the value is absent.
    pub fn header_as<T: ToTexts>(&mut self, member: &'static str, name: &'static str, format: TextFormat, value: &T) {
        match join(value, format) {
            Ok(Some(text)) => self.set_header(member, name, &text),
            Ok(None) => {}
            Err(reason) => self.fail(member, reason),
        }
    }

    fn set_header(&mut self, member: &'static str, name: &str, value: &str) {
        let header = HeaderName::from_bytes(name.as_bytes())
            // The name may end with a key of a map, which may be sensitive.
            .map_err(|_| "not a valid header name".to_owned())
            .and_then(|name| {
                let value = HeaderValue::from_bytes(value.as_bytes())
                    .map_err(|_| "a header value must not contain control characters".to_owned())?;
                Ok((name, value))
            });
        match header {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(reason) => self.fail(member, reason),
        }
    }

    /// Sets a header for each entry of the map; headers that are bound by themselves take precedence
    /// (`httpPrefixHeaders` trait).
    pub fn prefix_headers<K: Key, V: ToTexts>(
        &mut self,
        member: &'static str,
        prefix: &str,
        map: Option<&BTreeMap<K, V>>,
    ) {
        for (key, value) in map.into_iter().flatten() {
            let name = format!("{prefix}{}", key.as_text());
            match join(value, TextFormat::Plain) {
                Ok(Some(text)) if !self.headers.contains_key(name.as_str()) => self.set_header(member, &name, &text),
                Ok(_) => {}
                Err(reason) => self.fail(member, reason),
            }
        }
    }

    /// Sets the status of a response (`httpResponseCode` trait).
    ///
    /// A number that is not a status of three digits is a fault of the response: none other may stand for it.
    pub fn status(&mut self, member: &'static str, status: Option<i32>) {
        match status.map(u16::try_from) {
            Some(Ok(status @ 100..=999)) => self.status = status,
            Some(_) => self.fail(member, "not a valid status: it must have three digits".to_owned()),
            None => {}
        }
    }

    /// Refuses to send a message whose stream the protocol cannot hold as the model has it.
    pub fn unsupported(&mut self) {
        self.fault.get_or_insert_with(|| Fault::new(UNSUPPORTED));
    }

    /// Sets the body to the members that are bound to it.
    pub fn members(&mut self, value: &dyn Members) {
        let outside = match (self.layout.is_whole, self.request) {
            (true, _) => Outside::Nothing,
            (false, true) => Outside::Request,
            (false, false) => Outside::Response,
        };
        let format = self.layout.format;
        // A format whose elements have names has no form for nothing, and needs none.
        let is_empty = || value.shape().members.iter().enumerate().all(|(index, member)| outside.holds(index, member));
        if format.empty().is_empty() && self.error_head.is_none() && self.heading.is_none() && is_empty() {
            return;
        }
        let encoded = match (&self.error_head, &self.heading) {
            (Some(head), _) => format.encode_error(head, value, self.root(None), outside, self.writer()),
            (None, Some(heading)) => format.encode_headed(heading, value, self.writer()),
            (None, None) => format.encode_members(value, self.root(None), outside, self.writer()),
        };
        self.encoded(encoded);
    }

    /// Sets the body of a message without members, if the protocol says something there nevertheless.
    pub(crate) fn heading_alone(&mut self) {
        if self.heading.is_some() && self.body.as_bytes().is_some_and(bytes::Bytes::is_empty) {
            self.members(&Nothing);
        }
    }

    /// Sets the body to all members of an error, and its name.
    #[cfg(feature = "server")]
    pub(crate) fn error(&mut self, name: &str, error: &dyn Members) {
        let head = ErrorHead::new(name);
        let encoded = self.layout.format.encode_error(&head, error, self.root(None), Outside::Nothing, self.writer());
        self.encoded(encoded);
    }

    fn encoded(&mut self, encoded: Result<Vec<u8>, String>) {
        match encoded {
            Ok(bytes) => self.content(self.layout.format.content_type(), bytes.into()),
            Err(reason) => {
                self.fault.get_or_insert(Fault::new(reason));
            }
        }
    }

    fn root(&self, member: Option<&'static MemberShape>) -> Root {
        Root { member, namespace: self.namespace }
    }

    /// Sets the body to the value of the message's member at this index.
    pub fn value_payload(&mut self, message: &dyn Members, index: usize, value: &dyn Encode) {
        let format = self.layout.format;
        let member = message.shape().members.get(index);
        match format.encode(value, self.root(member), self.writer()) {
            Ok(bytes) => self.content(format.content_type(), bytes.into()),
            Err(reason) => {
                self.fault.get_or_insert(Fault { path: below(member, Vec::new()), reason });
            }
        }
    }

    /// Sets the body to what a request has instead of a structure that is absent: one without members, if the format has
    /// a form for it.
    pub fn absent_payload(&mut self) {
        let format = self.layout.format;
        if !format.empty().is_empty() {
            self.content(format.content_type(), Body::from(format.empty()));
        }
    }

    /// Sets the body to one string or enum member.
    pub fn text_payload(&mut self, media_type: &'static str, value: &impl Text) {
        let mut text = String::new();
        match value.push_text(TextFormat::Plain, &mut text) {
            Ok(()) => self.content(HeaderValue::from_static(media_type), text.into()),
            Err(reason) => self.fault = Some(Fault::new(reason)),
        }
    }

    /// Sets the body to one blob member.
    pub fn blob_payload(&mut self, media_type: &'static str, value: Blob) {
        self.content(HeaderValue::from_static(media_type), value.into_bytes().into());
    }

    /// Sets the body to a stream.
    pub fn stream_payload(&mut self, media_type: &'static str, stream: ByteStream) {
        self.content(HeaderValue::from_static(media_type), stream.into_body());
    }

    pub(crate) fn content(&mut self, media_type: HeaderValue, body: Body) {
        // A member that is bound to the header decides (`httpHeader` trait, "Restricted HTTP headers").
        if !self.headers.contains_key(header::CONTENT_TYPE) {
            self.headers.insert(header::CONTENT_TYPE, media_type);
        }
        self.body = body;
    }
}
