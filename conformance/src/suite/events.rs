//! Streams of events, on one side.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, header};
use shapewright_runtime::Body;

use super::run::{HOST, answer, make, read, sent};
use super::{Answer, Receive, SameInput, Sender};
use crate::capture::Wire;
use crate::case::{Direction, EventCase, EventParts, Expectation, bytes};
use crate::compare::{Comparison, Difference};
use crate::expect::{self, Message};
use crate::frames::Frame;
use crate::stub::{Server, Stub};

/// The content type of streams of events (Smithy 2.0, "Amazon Event Stream Specification").
const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/vnd.amazon.eventstream");

/// Both ends of a call whose messages are streams of events.
pub(super) struct Ends<'f> {
    /// Sends an input that is made up.
    pub(super) sample: &'f Sender<'f>,
    /// Sends the input that the test describes, if it has a value.
    pub(super) send: Option<&'f Sender<'f>>,
    pub(super) same: &'f SameInput<'f>,
    pub(super) receive: &'f Receive<'f>,
    /// The output that the test describes, if it has a value.
    pub(super) answer: Option<&'f Answer<'f>>,
}

/// A client has to write the events of the request and to read those of the response.
pub(super) fn client(case: &EventCase, ends: &Ends<'_>) -> Result<(), String> {
    if case.has(Direction::Request) {
        match ends.send {
            Some(send) if case.has_values(Direction::Request) => client_sends(case, send)?,
            _ => case.may_lack_values()?,
        }
    }
    if case.has(Direction::Response) {
        case.judge(client_receives(case, ends.receive)?)?;
    }
    Ok(())
}

/// A server has to read the events of the request and to write those of the response.
pub(super) fn server(case: &EventCase, ends: &Ends<'_>, server: &Server, stub: &Stub) -> Result<(), String> {
    if case.has(Direction::Request) {
        case.judge(server_receives(case, ends, server, stub)?)?;
    }
    if case.has(Direction::Response) {
        match ends.answer {
            Some(answer) if case.has_values(Direction::Response) => {
                server_sends(case, ends.sample, answer, server, stub)?;
            }
            _ => case.may_lack_values()?,
        }
    }
    Ok(())
}

impl EventCase {
    /// Whether the test says something about this direction.
    fn has(&self, direction: Direction) -> bool {
        let initial = match direction {
            Direction::Request => self.initial_request.is_some(),
            Direction::Response => self.initial_response.is_some(),
        };
        initial || self.events(direction).next().is_some()
    }

    fn events(&self, direction: Direction) -> impl Iterator<Item = &EventParts> {
        self.events.iter().filter(move |event| event.direction == direction)
    }

    /// Whether all events of a direction are ones that the model knows.
    fn has_values(&self, direction: Direction) -> bool {
        self.events(direction).all(|event| event.params.is_some())
    }

    /// The bytes that are received.
    fn bytes(&self, direction: Direction) -> Result<Vec<u8>, String> {
        let mut all = Vec::new();
        for event in self.events(direction) {
            match &event.bytes {
                Some(text) => all.extend(STANDARD.decode(text).map_err(|error| format!("the test's bytes: {error}"))?),
                None => {
                    let headers = event.headers.clone().into_iter().collect();
                    let text = event.body.as_deref().unwrap_or_default();
                    let payload = bytes(text, event.body_media_type.as_deref())?;
                    all.extend(Frame { headers, payload }.encode());
                }
            }
        }
        Ok(all)
    }

    /// Whoever sends what the other side is to refuse may be unable to.
    fn may_lack_values(&self) -> Result<(), String> {
        match self.expectation {
            Expectation::Failure(_) => Ok(()),
            Expectation::Unsaid | Expectation::Success(_) => Err("the test has events without parameters".to_owned()),
        }
    }

    /// Whether a receiver ended as it should.
    fn judge(&self, outcome: Comparison) -> Result<(), String> {
        let Expectation::Failure(failure) = &self.expectation else {
            return outcome.map_err(Difference::into_text);
        };
        match (&failure.error_id, outcome) {
            (None, Err(Difference::Broken(_) | Difference::Failed { .. })) => Ok(()),
            (None, Ok(())) => Err("a failure is expected, but all went well".to_owned()),
            // An error that the model names for a stream arrives as an event that holds it.
            (Some(_), Ok(())) if !self.events.is_empty() => Ok(()),
            (Some(id), Ok(())) => Err(format!("the error {id} is expected, but all went well")),
            (Some(id), Err(Difference::Failed { code: Some(code), .. })) if id.rsplit('#').next() == Some(&code) => {
                Ok(())
            }
            (Some(id), Err(difference)) => Err(format!("the error {id} is expected\n{}", difference.into_text())),
            (None, Err(difference)) => Err(format!("a failure is expected\n{}", difference.into_text())),
        }
    }

    /// Looks at the messages that were sent.
    fn sent(&self, direction: Direction, body: &[u8]) -> Result<(), String> {
        let frames = Frame::decode_all(body).map_err(|error| format!("the body is no stream of events: {error}"))?;
        let count = self.events(direction).count();
        if frames.len() != count {
            return Err(format!("{count} events are expected, but {} were sent:\n{frames:#?}", frames.len()));
        }
        for (expected, frame) in self.events(direction).zip(&frames) {
            expect::event(expected, frame)?;
        }
        Ok(())
    }
}

fn client_sends(case: &EventCase, send: &Sender<'_>) -> Result<(), String> {
    let host = case.initial_request.as_ref().and_then(|request| request.host.as_deref());
    let (parts, body) = sent(host, send)?.into_parts();
    let body = read(body)?;
    if let Some(expected) = &case.initial_request {
        let start = format!("{} {}", parts.method, parts.uri);
        let message = Message { start, headers: parts.headers, body: body.clone() };
        expect::request(expected, parts.method.as_str(), &parts.uri, &message)?;
    }
    case.sent(Direction::Request, &body)
}

fn client_receives(case: &EventCase, receive: &Receive<'_>) -> Result<Comparison, String> {
    let mut response = http::Response::new(Body::from(case.bytes(Direction::Response)?));
    if let Some(initial) = &case.initial_response {
        *response.headers_mut() = expect::headers(&initial.content)?;
        *response.status_mut() = http::StatusCode::from_u16(initial.code).map_err(|error| error.to_string())?;
        if initial.content.body.is_some() {
            *response.body_mut() = Body::from(initial.content.bytes()?);
        }
    }
    response.headers_mut().entry(header::CONTENT_TYPE).or_insert(CONTENT_TYPE);
    let wire = Wire::to(HOST);
    wire.answer(response);
    Ok(receive(&wire))
}

fn server_receives(case: &EventCase, ends: &Ends<'_>, server: &Server, stub: &Stub) -> Result<Comparison, String> {
    let mut request = match &case.initial_request {
        Some(initial) => make(initial)?,
        None => {
            // Where to is what a client would say; all else is up to the test.
            let mut request = sent(None, ends.sample)?;
            request.headers_mut().clear();
            request
        }
    };
    *request.body_mut() = Body::from(case.bytes(Direction::Request)?);
    request.headers_mut().entry(header::CONTENT_TYPE).or_insert(CONTENT_TYPE);
    stub.clear();
    let (_, message) = answer(request, server)?;
    Ok(match stub.seen() {
        Some(seen) => (ends.same)(seen),
        None => {
            let code = message.headers.get("x-amzn-errortype").and_then(|code| code.to_str().ok()).map(str::to_owned);
            Err(Difference::Failed { code, text: message.show() })
        }
    })
}

fn server_sends(
    case: &EventCase,
    send: &Sender<'_>,
    params: &Answer<'_>,
    server: &Server,
    stub: &Stub,
) -> Result<(), String> {
    let request = sent(None, send)?;
    stub.clear();
    stub.prepare(params());
    let (code, message) = answer(request, server)?;
    if stub.seen().is_none() {
        return Err(format!("the handler was not called. The response:\n{}", message.show()));
    }
    if let Some(expected) = &case.initial_response {
        expect::response(expected, code, &message)?;
    }
    case.sent(Direction::Response, &message.body)
}
