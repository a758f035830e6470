//! A transport that answers from a script and remembers what it was sent.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use shapewright_runtime::{Body, BoxError};
use tokio::time::Instant;
use tower_service::Service;

use crate::sample::Client;

/// What happens to one request.
pub enum Reply {
    /// An answer.
    Answer(http::Response<Body>),
    /// An error of the transport.
    Fail(BoxError),
    /// An answer that comes late.
    Late(Duration, http::Response<Body>),
    /// An error of the transport before it takes the request.
    NotReady(BoxError),
}

/// A request as it came.
#[derive(Debug)]
pub struct Seen {
    pub parts: http::request::Parts,
    pub body: Bytes,
    pub at: Instant,
}

/// A transport that answers from a script. As tower allows, a clone is not ready before it was asked.
#[derive(Default)]
pub struct Canned {
    shared: Arc<Shared>,
    ready: bool,
}

#[derive(Default)]
struct Shared {
    script: Mutex<VecDeque<Reply>>,
    seen: Mutex<Vec<Seen>>,
}

impl Canned {
    pub fn new(script: impl IntoIterator<Item = Reply>) -> Self {
        let canned = Self::default();
        canned.refill(script);
        canned
    }

    /// Appends to the script.
    pub fn refill(&self, script: impl IntoIterator<Item = Reply>) {
        self.shared.script.lock().unwrap().extend(script);
    }

    /// One answer.
    pub fn answering(status: u16, headers: &[(&str, &str)], body: &'static str) -> Self {
        Self::new([answer(status, headers, body)])
    }

    /// A client of this transport.
    pub fn client(&self) -> Client<Canned> {
        Client::builder().endpoint("http://example.com").transport(self.clone()).build().unwrap()
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.shared.seen.lock().unwrap())
    }

    /// The only request.
    pub fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "requests sent");
        seen.remove(0)
    }
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

pub fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> http::Response<Body> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

pub fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> Reply {
    Reply::Answer(response(status, headers, body))
}

/// A body of unknown length, in these pieces.
pub fn streamed(pieces: &'static [&'static str]) -> Body {
    Body::stream(Pieces { pieces: pieces.iter(), broken: false })
}

/// A body that breaks off behind this piece.
pub fn broken(pieces: &'static [&'static str]) -> Body {
    Body::stream(Pieces { pieces: pieces.iter(), broken: true })
}

struct Pieces {
    pieces: std::slice::Iter<'static, &'static str>,
    broken: bool,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        Poll::Ready(match self.pieces.next() {
            Some(piece) => Some(Ok(http_body::Frame::data(Bytes::from_static(piece.as_bytes())))),
            None if self.broken => Some(Err("the wire was cut".into())),
            None => None,
        })
    }
}

impl Clone for Canned {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone(), ready: false }
    }
}

impl Service<http::Request<Body>> for Canned {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        let mut script = self.shared.script.lock().unwrap();
        if let Some(Reply::NotReady(_)) = script.front() {
            let Some(Reply::NotReady(error)) = script.pop_front() else { unreachable!() };
            return Poll::Ready(Err(error));
        }
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        assert!(std::mem::take(&mut self.ready), "called before it was ready");
        let shared = self.shared.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect(usize::MAX).await.unwrap();
            shared.seen.lock().unwrap().push(Seen { parts, body, at: Instant::now() });
            let reply = shared.script.lock().unwrap().pop_front();
            match reply.unwrap_or_else(|| panic!("more requests than replies")) {
                Reply::Answer(response) => Ok(response),
                Reply::Fail(error) | Reply::NotReady(error) => Err(error),
                Reply::Late(wait, response) => {
                    tokio::time::sleep(wait).await;
                    Ok(response)
                }
            }
        })
    }
}
