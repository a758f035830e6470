//! The future of a response, which no panic gets out of.

use std::convert::Infallible;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Response;

use super::id::{self, RequestId};
use super::refusal::Refusal;
use crate::body::Body;

/// What becomes a response. A panic on the way makes it a response with status 500, so that other requests of the
/// same connection go on.
pub struct ResponseFuture {
    response: Pin<Box<dyn Future<Output = Response<Body>> + Send>>,
    /// What the response gets as its request's id.
    id: Option<RequestId>,
}

impl ResponseFuture {
    pub(super) fn new(future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self { response: Box::pin(future), id: None }
    }

    pub(super) fn ready(response: Response<Body>) -> Self {
        Self::new(std::future::ready(response))
    }

    /// The future that the function makes.
    pub(super) fn guarded(make: impl FnOnce() -> Self) -> Self {
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| Self::ready(panicked()))
    }

    /// Gives the response the id of its request, unless it has one.
    pub(super) fn with_id(self, id: RequestId) -> Self {
        Self { id: Some(id), ..self }
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // A future that panicked is dropped without being looked at again, so that broken invariants in it are not
        // seen; what it shares with other requests is guarded by locks that know of poisoning.
        let poll = catch_unwind(AssertUnwindSafe(|| self.response.as_mut().poll(cx)));
        let mut response = match poll {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => response,
            Err(_) => panicked(),
        };
        if let Some(id) = self.id.take().and_then(RequestId::into_header) {
            response.headers_mut().entry(id::HEADER).or_insert(id);
        }
        Poll::Ready(Ok(response))
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}

#[cold]
fn panicked() -> Response<Body> {
    Refusal::Internal(Some("the handler panicked".into())).into_response()
}
