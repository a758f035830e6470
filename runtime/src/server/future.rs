//! The future of a response, which no panic gets out of.

use std::convert::Infallible;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Response;

use super::refusal::Refusal;
use crate::body::Body;

/// What becomes a response. A panic on the way makes it a response with status 500, so that other requests of the
/// same connection go on.
pub struct ResponseFuture(Pin<Box<dyn Future<Output = Response<Body>> + Send>>);

impl ResponseFuture {
    pub(super) fn new(future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self(Box::pin(future))
    }

    pub(super) fn ready(response: Response<Body>) -> Self {
        Self::new(std::future::ready(response))
    }

    /// The future that the function makes.
    pub(super) fn guarded(make: impl FnOnce() -> Self) -> Self {
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| Self::ready(panicked()))
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // A future that panicked is dropped without being looked at again, so that broken invariants in it are not
        // seen; what it shares with other requests is guarded by locks that know of poisoning.
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Ok(panicked())),
        }
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
