//! Requests to the sample service, and what it answers.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body::{Body as HttpBody, Frame};
use serde_json::Value;
use shapewright_runtime::Body;
use tower_service::Service;

use crate::sample::{Router, Store};

/// A request with a body of known length.
pub(crate) fn request(line: &str, headers: &[(&str, &str)], body: &str) -> Request<http_body_util::Full<Bytes>> {
    build(line, headers, Bytes::copy_from_slice(body.as_bytes()).into())
}

/// A request whose body comes in pieces, of a length that nobody knows.
pub(crate) fn chunked(line: &str, headers: &[(&str, &str)], chunks: Vec<Result<&str, &str>>) -> Request<Chunks> {
    let own = |chunk: Result<&str, &str>| chunk.map(|text| text.to_owned().into()).map_err(str::to_owned);
    build(line, headers, Chunks(chunks.into_iter().map(own).collect()))
}

fn build<B>(line: &str, headers: &[(&str, &str)], body: B) -> Request<B> {
    let (method, target) = line.split_once(' ').unwrap();
    let mut builder = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body).unwrap()
}

/// A body in pieces.
pub(crate) struct Chunks(VecDeque<Result<Bytes, String>>);

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = String;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, String>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| chunk.map(Frame::data)))
    }
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.collect(usize::MAX).await.unwrap();
        Self { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8(body.into()).unwrap() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What a router for the sample service answers.
pub(crate) async fn answer<B>(request: Request<B>) -> Answer
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<shapewright_runtime::BoxError>,
{
    Answer::read(send(Router::new(Store), request).await).await
}

/// What this router answers.
pub(crate) async fn send<B>(mut router: Router<Store>, request: Request<B>) -> Response<Body>
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<shapewright_runtime::BoxError>,
{
    let Ok(response) = router.call(request).await;
    response
}
