//! One test of one side.

use http_body::Body as _;
use shapewright_runtime::Body;
use shapewright_runtime::server::RequestId;

use super::{Answer, Receive, SameInput, Sender};
use crate::capture::Wire;
use crate::case::{MalformedCase, RequestParts, ResponseParts};
use crate::compare::Difference;
use crate::expand::expand;
use crate::expect::{self, Message};
use crate::stub::{Server, Stub, block_on};
use crate::xml;

/// Where clients send to unless a test says otherwise.
pub(super) const HOST: &str = "example.com";

/// A client has to make the request out of the parameters.
pub(super) fn client_request(expected: &RequestParts, send: &Sender<'_>) -> Result<(), String> {
    let (parts, body) = sent(expected.host.as_deref(), send)?.into_parts();
    let start = format!("{} {}", parts.method, parts.uri);
    let message = Message { start, headers: parts.headers, body: read(body)? };
    expect::request(expected, parts.method.as_str(), &parts.uri, &message)
}

/// A handler has to get the parameters out of the request.
pub(super) fn server_request(
    request: &RequestParts,
    server: &Server,
    stub: &Stub,
    same: &[&SameInput<'_>],
) -> Result<(), String> {
    let mut faults = Vec::new();
    for same in same {
        // What a handler is given cannot be copied, so that each comparison has a request of its own.
        stub.clear();
        let (_, message) = answer(make(request)?, server)?;
        let outcome = match stub.seen() {
            Some(seen) => same(seen).map_err(Difference::into_text),
            None => Err(format!("the handler was not called. The response:\n{}", message.show())),
        };
        match outcome {
            Ok(()) => return Ok(()),
            Err(fault) => faults.push(fault),
        }
    }
    // The first comparison is the one that the test is about.
    Err(faults.into_iter().next().unwrap_or_default())
}

/// A client has to get the parameters out of the response.
pub(super) fn client_response(response: &ResponseParts, receive: &Receive<'_>) -> Result<(), String> {
    let ResponseParts { code, content } = response;
    let body = content.bytes()?;
    let mut answer = http::Response::new(Body::from(body));
    *answer.headers_mut() = expect::headers(content)?;
    *answer.status_mut() = http::StatusCode::from_u16(*code).map_err(|error| error.to_string())?;
    let wire = Wire::to(HOST);
    wire.answer(answer);
    receive(&wire).map_err(Difference::into_text)
}

/// A router has to make the response out of the parameters.
pub(super) fn server_response(
    expected: &ResponseParts,
    server: &Server,
    stub: &Stub,
    send: &Sender<'_>,
    params: &Answer<'_>,
) -> Result<(), String> {
    let mut request = sent(None, send)?;
    // The id of the request is not among the parameters.
    let id = expected.content.body.as_deref().and_then(xml::request_id);
    if let Some(id) = id.and_then(|id| id.parse::<RequestId>().ok()) {
        request.extensions_mut().insert(id);
    }
    stub.clear();
    stub.prepare(params());
    let (code, message) = answer(request, server)?;
    if stub.seen().is_none() {
        return Err(format!("the handler was not called. The response:\n{}", message.show()));
    }
    expect::response(expected, code, &message)
}

/// A router has to refuse the request, with each set of parameters.
pub(super) fn malformed_request(case: MalformedCase, server: &Server, stub: &Stub) -> Result<(), String> {
    let mut faults = String::new();
    for one in expand(case)? {
        stub.clear();
        let (code, message) = answer(make(&one.request)?, server)?;
        if let Err(fault) = expect::refusal(&one.response, code, &message) {
            let label = if one.label.is_empty() { String::new() } else { format!("With {}:\n", one.label) };
            faults.push_str(&format!("{label}{}\n", fault.trim_end()));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The request that a client sends to a host.
pub(super) fn sent(host: Option<&str>, send: &Sender<'_>) -> Result<http::Request<Body>, String> {
    let wire = Wire::to(host.unwrap_or(HOST));
    let failure = send(&wire);
    wire.sent().ok_or_else(|| format!("the client sent nothing: {}", failure.unwrap_or_default()))
}

/// The request that a test describes.
pub(super) fn make(parts: &RequestParts) -> Result<http::Request<Body>, String> {
    let RequestParts { method, uri, query_params, content, .. } = parts;
    let query = if query_params.is_empty() { String::new() } else { format!("?{}", query_params.join("&")) };
    let body = content.bytes()?;
    let request = http::Request::builder().method(method.as_str()).uri(format!("{uri}{query}")).body(Body::from(body));
    let mut request = request.map_err(|error| format!("the test's request is none that HTTP can carry: {error}"))?;
    *request.headers_mut() = expect::headers(content)?;
    Ok(request)
}

/// What a router answers.
pub(crate) fn answer(request: http::Request<Body>, server: &Server) -> Result<(u16, Message), String> {
    let response = server(request).ok_or("the server does not come to an end")?;
    let (mut parts, body) = response.into_parts();
    expect::set_length(&mut parts.headers, body.size_hint().exact());
    let start = format!("{:?} {}", parts.version, parts.status);
    Ok((parts.status.as_u16(), Message { start, headers: parts.headers, body: read(body)? }))
}

pub(crate) fn read(body: Body) -> Result<bytes::Bytes, String> {
    match block_on(body.collect(usize::MAX)) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(error)) => Err(format!("{error:#}")),
        None => Err("the body does not end".to_owned()),
    }
}
