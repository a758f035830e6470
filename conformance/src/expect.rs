//! Holds HTTP messages against what a test demands of them.

use std::fmt::Write as _;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::case::{
    Assertion, Content, EventParts, MalformedBody, MalformedResponse, RequestParts, ResponseParts, bytes,
};
use crate::frames::Frame;
use crate::{cbor, diff, json, xml};

/// A message that was sent, read whole.
#[derive(Debug)]
pub(crate) struct Message {
    /// The first line, for people.
    pub(crate) start: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Collects everything that is wrong with a message.
#[derive(Debug, Default)]
struct Faults(String);

impl Faults {
    fn add(&mut self, fault: impl AsRef<str>) {
        self.0.push_str(fault.as_ref().trim_end());
        self.0.push('\n');
    }

    fn equal(&mut self, what: &str, expected: &str, actual: &str) {
        if expected != actual {
            self.add(format!("{what}:\n  expected `{expected}`\n  found    `{actual}`"));
        }
    }

    /// All faults, and the message that they were found in.
    fn finish(self, message: &Message) -> Result<(), String> {
        if self.0.is_empty() { Ok(()) } else { Err(format!("{}The message:\n{}", self.0, message.show())) }
    }
}

impl Message {
    /// The whole message, for people.
    pub(crate) fn show(&self) -> String {
        let mut text = format!("  {}\n", self.start);
        for (name, value) in &self.headers {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "  {name}: {}", String::from_utf8_lossy(value.as_bytes()));
        }
        if !self.body.is_empty() {
            let _ = writeln!(text, "\n  {}", String::from_utf8_lossy(&self.body).replace('\n', "\n  "));
        }
        text
    }

    /// All values of a header as one (RFC 9110, section 5.3).
    fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> =
            self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

/// Adds the length as HTTP libraries do below a client or router, where the message does not say it itself.
pub(crate) fn set_length(headers: &mut HeaderMap, length: Option<u64>) {
    let name = http::header::CONTENT_LENGTH;
    if let Some(length) = length
        && !headers.contains_key(&name)
        && !headers.contains_key(http::header::TRANSFER_ENCODING)
    {
        headers.insert(name, length.into());
    }
}

/// Looks at a request that a client made.
pub(crate) fn request(expected: &RequestParts, method: &str, uri: &http::Uri, message: &Message) -> Result<(), String> {
    let mut faults = Faults::default();
    faults.equal("method", &expected.method, method);
    faults.equal("path", &expected.uri, uri.path());
    if let Some(host) = &expected.resolved_host {
        faults.equal("host", host, uri.authority().map_or("", |authority| authority.as_str()));
    }
    query(expected, uri.query().unwrap_or_default(), &mut faults);
    content(&expected.content, message, &mut faults);
    faults.finish(message)
}

fn query(expected: &RequestParts, query: &str, faults: &mut Faults) {
    let mut found: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
    let names: Vec<&str> = found.iter().map(|part| part.split('=').next().unwrap_or_default()).collect();
    for part in &expected.query_params {
        // Each part is used up, so that a part that is expected twice must be there twice.
        match found.iter().position(|one| one == part) {
            Some(position) => drop(found.swap_remove(position)),
            None => faults.add(format!("query: `{part}` is missing in `{query}`")),
        }
    }
    for name in &expected.require_query_params {
        if !names.contains(&name.as_str()) {
            faults.add(format!("query: a parameter `{name}` is missing in `{query}`"));
        }
    }
    for name in &expected.forbid_query_params {
        if names.contains(&name.as_str()) {
            faults.add(format!("query: the parameter `{name}` must not be in `{query}`"));
        }
    }
}

/// Looks at a response that a router made.
pub(crate) fn response(expected: &ResponseParts, code: u16, message: &Message) -> Result<(), String> {
    let mut faults = Faults::default();
    faults.equal("status", &expected.code.to_string(), &code.to_string());
    content(&expected.content, message, &mut faults);
    faults.finish(message)
}

/// Looks at the response to a malformed request.
pub(crate) fn refusal(expected: &MalformedResponse, code: u16, message: &Message) -> Result<(), String> {
    let MalformedResponse { code: expected_code, headers, body } = expected;
    let mut faults = Faults::default();
    faults.equal("status", &expected_code.to_string(), &code.to_string());
    let mut expected = Content { headers: headers.clone(), ..Content::default() };
    if let Some(MalformedBody { assertion, media_type }) = body {
        match assertion {
            Assertion::Contents(contents) => {
                expected.body = Some(contents.clone());
                expected.body_media_type = Some(media_type.clone());
            }
            Assertion::MessageRegex(regex) => message_matches(regex, &message.body, &mut faults),
        }
    }
    content(&expected, message, &mut faults);
    faults.finish(message)
}

/// The pattern may match anywhere in the member `message` of the body.
fn message_matches(regex: &str, body: &[u8], faults: &mut Faults) {
    let text = serde_json::from_slice(body).ok().and_then(|body: serde_json::Value| {
        ["message", "Message"].iter().find_map(|key| body.get(key)?.as_str().map(str::to_owned))
    });
    match (regex_lite::Regex::new(regex), text) {
        (Err(error), _) => faults.add(format!("the test's pattern `{regex}` cannot be read: {error}")),
        (Ok(_), None) => faults.add("body: there is no member `message`"),
        (Ok(pattern), Some(text)) if !pattern.is_match(&text) => {
            faults.add(format!("message:\n  expected a match of `{regex}`\n  found    `{text}`"));
        }
        (Ok(_), Some(_)) => {}
    }
}

/// Looks at a message of a stream.
pub(crate) fn event(expected: &EventParts, frame: &Frame) -> Result<(), String> {
    let EventParts {
        headers,
        forbid_headers,
        require_headers,
        body,
        body_media_type,
        direction: _,
        params: _,
        bytes: _,
    } = expected;
    let mut faults = Faults::default();
    for (name, value) in headers {
        match frame.header(name) {
            Some(found) => faults.equal(&format!("header {name}"), &format!("{value:?}"), &format!("{found:?}")),
            None => faults.add(format!("header {name}: is missing, which should be `{value:?}`")),
        }
    }
    for name in require_headers.iter().filter(|name| frame.header(name).is_none()) {
        faults.add(format!("header {name}: is missing"));
    }
    for name in forbid_headers.iter().filter(|name| frame.header(name).is_some()) {
        faults.add(format!("header {name}: must not be there"));
    }
    if let Some(expected) = body {
        self::body(expected, body_media_type.as_deref(), &frame.payload, &mut faults);
    }
    if faults.0.is_empty() { Ok(()) } else { Err(format!("{}The event:\n{frame:#?}", faults.0)) }
}

fn content(expected: &Content, message: &Message, faults: &mut Faults) {
    let Content { headers, forbid_headers, require_headers, body, body_media_type } = expected;
    for (name, value) in headers {
        match message.header(name) {
            Some(found) => faults.equal(&format!("header {name}"), value, &found),
            None => faults.add(format!("header {name}: is missing, which should be `{value}`")),
        }
    }
    for name in require_headers {
        if message.header(name).is_none() {
            faults.add(format!("header {name}: is missing"));
        }
    }
    for name in forbid_headers {
        if let Some(found) = message.header(name) {
            faults.add(format!("header {name}: must not be there, but is `{found}`"));
        }
    }
    if let Some(expected) = body {
        self::body(expected, body_media_type.as_deref(), &message.body, faults);
    }
}

/// Compares a body in the way of its media type.
fn body(expected: &str, media_type: Option<&str>, actual: &[u8], faults: &mut Faults) {
    if !expected.is_empty() && media_type == Some("application/cbor") {
        if let Err(fault) = bytes(expected, media_type).and_then(|expected| cbor::compare(&expected, actual)) {
            faults.add(format!("body: {fault}"));
        }
        return;
    }
    let Ok(text) = std::str::from_utf8(actual) else {
        return faults.add(format!("body: is {} bytes that are no UTF-8, which should be `{expected}`", actual.len()));
    };
    if !expected.is_empty() && media_type.is_some_and(is_json) {
        return match json::difference(expected, text) {
            Ok(None) => {}
            Ok(Some(difference)) => faults.add(format!("body: {difference}")),
            Err(error) => faults.add(format!("body: {error}\n  expected `{expected}`\n  found    `{text}`")),
        };
    }
    if !expected.is_empty() && media_type == Some("application/xml") {
        if let Err(fault) = xml::compare(expected, text) {
            faults.add(format!("body: {fault}"));
        }
        return;
    }
    if !expected.is_empty() && media_type == Some("application/x-www-form-urlencoded") {
        let (expected, found) = (form(expected), form(text));
        if expected != found {
            faults.add(format!("body:\n  expected {expected:?}\n  found    {found:?}"));
        }
        return;
    }
    if expected != text {
        faults.add(format!("body:\n{}", diff::diff(expected, text)));
    }
}

/// The parameters of a form, which have no order.
fn form(body: &str) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(body.trim().as_bytes());
    let mut pairs: Vec<_> = pairs.map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
    pairs.sort();
    pairs
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json") || essence.starts_with("application/x-amz-json")
}

/// The headers of a message that is to be sent.
///
/// # Errors
///
/// A header is none that HTTP can carry.
pub(crate) fn headers(content: &Content) -> Result<HeaderMap, String> {
    content.headers.iter().map(|(name, value)| header(name, value)).collect()
}

/// A header of a message that is to be sent.
///
/// # Errors
///
/// HTTP cannot carry it.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let fault = |what: &str| format!("the test's header `{name}: {value}` has no valid {what}");
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| fault("name"))?;
    Ok((key, HeaderValue::from_bytes(value.as_bytes()).map_err(|_| fault("value"))?))
}
