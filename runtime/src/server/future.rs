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
    answer: HandlerFuture,
    /// How the request is replied to if the handler panics, and what finishes the response.
    observer: Observer,
    /// Whether another future of this kind, inside, finishes the response.
    is_nested: bool,
}

/// The future of a response that is not finished, and that panics if a handler does: what a [`ResponseFuture`] is around.
///
/// It passes through several functions, so that it is small.
#[doc(hidden)]
pub struct HandlerFuture(Pin<Box<dyn Future<Output = Response<Body>> + Send>>);

impl HandlerFuture {
    pub(super) fn new(future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self::made(|| future)
    }

    /// The future that the function makes, in the place where it stays: it is large.
    #[inline]
    pub(super) fn made<F>(make: impl FnOnce() -> F) -> Self
    where
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let future: Box<F> = Box::write(Box::new_uninit(), make());
        Self(Box::into_pin(future))
    }

    pub(super) fn ready(response: Response<Body>) -> Self {
        Self::new(std::future::ready(response))
    }

    /// The response that says why a request is refused.
    #[cold]
    pub(super) fn refused(reply: &Reply, refusal: Refusal) -> Self {
        Self::ready(refusal.into_response(reply))
    }
}

impl Future for HandlerFuture {
    type Output = Response<Body>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response<Body>> {
        self.0.as_mut().poll(cx)
    }
}

impl ResponseFuture {
    /// The answer that the function makes, finished by this observer.
    pub(super) fn new(observer: Observer, make: impl FnOnce(&Reply) -> HandlerFuture) -> Self {
        let made = catch_unwind(AssertUnwindSafe(|| make(&observer.reply)));
        let answer = made.unwrap_or_else(|payload| HandlerFuture::refused(&observer.reply, panicked(&*payload)));
        Self { answer, observer, is_nested: false }
    }

    /// The response of another such future that this one waits for.
    pub(super) fn around(reply: Reply, future: impl Future<Output = Self> + Send + 'static) -> Self {
        let answer = HandlerFuture::new(async move {
            let Ok(response) = future.await.await;
            response
        });
        Self { answer, observer: Observer { operation: None, reply, on_fault: None }, is_nested: true }
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // A future that panicked is dropped without being looked at again, so that broken invariants in it are not
        // seen; what it shares with other requests is guarded by locks that know of poisoning.
        let poll = catch_unwind(AssertUnwindSafe(|| Pin::new(&mut self.answer).poll(cx)));
        let mut response = match poll {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => response,
            Err(payload) => panicked(&*payload).into_response(&self.observer.reply),
        };
        if !self.is_nested {
            self.observer.finish(&mut response);
        }
        Poll::Ready(Ok(response))
    }
}

impl fmt::Debug for ResponseFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}

impl fmt::Debug for HandlerFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandlerFuture")
    }
}

#[cold]
fn panicked(payload: &(dyn Any + Send)) -> Refusal {
    Refusal::Internal(FaultKind::Panic, fault::panicked(payload))
}
