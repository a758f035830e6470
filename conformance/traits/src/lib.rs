//! What tests of generated clients and servers share: a transport that answers from a script, and requests to a router.
//!
//! The tests themselves are in `tests`; they use the crate `generated`, which is made from `models`.

#![allow(clippy::expect_used, reason = "these are tests")]

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header};
use http_body::Frame;
use shapewright_runtime::{Body, BoxError};
use tower_service::Service;

/// The headers of a JSON body.
pub const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

/// A request or response with its whole body.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The method of a request.
    pub method: String,
    /// The URI of a request.
    pub uri: String,
    /// The status of a response.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Message {
    /// A header's value, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A response; `body` is what it holds.
///
/// # Panics
/// When a header is not valid HTTP: a mistake in a test.
pub fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    append(response.headers_mut(), headers);
    response
}

/// A body that is a stream: it comes in these pieces, and its length is not known before.
pub fn stream(pieces: impl IntoIterator<Item = impl Into<Bytes>>) -> Body {
    Body::stream(Pieces(pieces.into_iter().map(Into::into).collect()))
}

struct Pieces(VecDeque<Bytes>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }
}

/// A transport that sends responses from a script and remembers the requests. Clones share both.
#[derive(Clone, Debug, Default)]
pub struct Canned {
    script: Arc<Mutex<VecDeque<Response<Body>>>>,
    requests: Arc<Mutex<Vec<Message>>>,
}

impl Canned {
    /// A transport that sends these responses, one for each request, and fails after the last.
    pub fn new(responses: impl IntoIterator<Item = Response<Body>>) -> Self {
        Self { script: Arc::new(Mutex::new(responses.into_iter().collect())), requests: Arc::default() }
    }

    /// A transport that sends one response.
    pub fn one(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> Self {
        Self::new([response(status, headers, body)])
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Message> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The last request; an empty one if there was none.
    pub fn last(&self) -> Message {
        self.requests().pop().unwrap_or_default()
    }
}

impl Service<Request<Body>> for Canned {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let Self { script, requests } = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let (method, uri) = (parts.method.to_string(), parts.uri.to_string());
            let seen = Message { method, uri, headers: parts.headers, body, ..Message::default() };
            requests.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
            let next = script.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            next.ok_or_else(|| "the script has no more responses".into())
        })
    }
}

/// Sends a request to a router, or to any other service, and collects the response.
///
/// # Panics
/// When the request is not valid HTTP or the service fails: a mistake in a test.
pub async fn serve<S>(service: &S, method: &str, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Message
where
    S: Service<Request<Body>, Response = Response<Body>, Error: std::fmt::Debug> + Clone,
{
    let mut request = Request::new(body.into());
    *request.method_mut() = method.parse().expect("a method");
    *request.uri_mut() = uri.parse().expect("a URI");
    append(request.headers_mut(), headers);
    let response = service.clone().call(request).await.expect("a response");
    let (parts, body) = response.into_parts();
    let body = body.collect(usize::MAX).await.expect("a whole body");
    Message { status: parts.status, headers: parts.headers, body, ..Message::default() }
}

fn append(to: &mut HeaderMap, headers: &[(&str, &str)]) {
    for (name, value) in headers {
        let name = header::HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
        to.append(name, header::HeaderValue::from_bytes(value.as_bytes()).expect("a header's value"));
    }
}

/// A router takes no handler for an operation of another service:
///
/// ```compile_fail,E0271
/// use traits::serving::server::Router;
/// use traits::beside::{operations, types::ListTagsOutput};
///
/// let router = Router::handlers().on(operations::ListTags, |_| async { Ok(ListTagsOutput::new()) });
/// ```
///
/// nor handlers that were put together before:
///
/// ```compile_fail,E0277
/// use traits::serving::server::Router;
/// use traits::beside::{operations, types::ListTagsOutput};
/// use traits::server::Handlers;
///
/// let router = Router::new(Handlers::new().on(operations::ListTags, |_| async { Ok(ListTagsOutput::new()) }));
/// ```
///
/// but it takes its own:
///
/// ```
/// use traits::serving::server::Router;
/// use traits::serving::{operations, types::ListTagsOutput};
/// use traits::server::Handlers;
///
/// let router = Router::handlers().on(operations::ListTags, |_| async { Ok(ListTagsOutput::new()) });
/// let router = Router::new(Handlers::new().on(operations::ListTags, |_| async { Ok(ListTagsOutput::new()) }));
/// ```
#[cfg(doctest)]
pub mod handlers_of_another_service {}

/// A required member that is left out does not compile:
///
/// ```compile_fail,E0063
/// use traits::named::types::{CopyObjectInput, CopyObjectInputRequired};
///
/// let input = CopyObjectInput::from(CopyObjectInputRequired { source: "a".to_owned() });
/// ```
///
/// nor does one that the model does not require:
///
/// ```compile_fail,E0560
/// use traits::named::types::{CopyObjectInput, CopyObjectInputRequired};
///
/// let required = CopyObjectInputRequired { source: "a".to_owned(), target: "b".to_owned(), note: None };
/// ```
///
/// but all of them do, in any order:
///
/// ```
/// use traits::named::types::{CopyObjectInput, CopyObjectInputRequired};
///
/// let input = CopyObjectInput::from(CopyObjectInputRequired { target: "b".to_owned(), source: "a".to_owned() });
/// ```
#[cfg(doctest)]
pub mod required_members_by_name {}
