//! The future of a response, which no panic gets out of.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Response;

use super::fault::{self, FaultKind, Observer};
use super::refusal::Refusal;
use super::reply::Reply;
use crate::body::Body;

/// The future of a response. If a handler panics, it is a response with status 500, so that other requests of the same
/// connection go on.
pub struct ResponseFuture {
    response: Pin<Box<dyn Future<Output = Response<Body>> + Send>>,
    /// How the request is replied to if the handler panics.
    reply: Reply,
    /// What finishes the response.
    observer: Option<Observer>,
}

impl ResponseFuture {
    pub(super) fn new(reply: Reply, future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self::made(reply, || future)
    }

    /// The future that the function makes, in the place where it stays: it is large.
    #[inline]
    pub(super) fn made<F>(reply: Reply, make: impl FnOnce() -> F) -> Self
    where
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let future: Box<F> = Box::write(Box::new_uninit(), make());
        Self { response: Box::into_pin(future), reply, observer: None }
    }

    pub(super) fn ready(reply: Reply, response: Response<Body>) -> Self {
        Self::new(reply, std::future::ready(response))
    }

    /// The response that says why a request is refused.
    #[cold]
    pub(super) fn refused(reply: Reply, refusal: Refusal) -> Self {
        let response = refusal.into_response(&reply);
        Self::ready(reply, response)
    }

    /// The future that the function makes.
    pub(super) fn guarded(reply: Reply, make: impl FnOnce() -> Self) -> Self {
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|payload| Self::refused(reply, panicked(&*payload)))
    }

    /// Has the response finished by this observer.
    pub(super) fn observed(self, observer: Observer) -> Self {
        Self { observer: Some(observer), ..self }
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
            Err(payload) => panicked(&*payload).into_response(&self.reply),
        };
        if let Some(observer) = &self.observer {
            observer.finish(&mut response);
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
fn panicked(payload: &(dyn Any + Send)) -> Refusal {
    Refusal::Internal(FaultKind::Panic, fault::panicked(payload))
}
