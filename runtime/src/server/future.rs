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
use crate::body::Body;
use crate::protocol::Behavior;

/// The future of a response. If a handler panics, it is a response with status 500, so that other requests of the same
/// connection go on.
pub struct ResponseFuture {
    response: Pin<Box<dyn Future<Output = Response<Body>> + Send>>,
    /// The protocol of the response.
    protocol: &'static dyn Behavior,
    /// What finishes the response.
    observer: Option<Observer>,
}

impl ResponseFuture {
    pub(super) fn new(
        protocol: &'static dyn Behavior,
        future: impl Future<Output = Response<Body>> + Send + 'static,
    ) -> Self {
        Self::made(protocol, || future)
    }

    /// The future that the function makes, in the place where it stays: it is large.
    #[inline]
    pub(super) fn made<F>(protocol: &'static dyn Behavior, make: impl FnOnce() -> F) -> Self
    where
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        let future: Box<F> = Box::write(Box::new_uninit(), make());
        Self { response: Box::into_pin(future), protocol, observer: None }
    }

    pub(super) fn ready(protocol: &'static dyn Behavior, response: Response<Body>) -> Self {
        Self::new(protocol, std::future::ready(response))
    }

    /// The response that says why a request is refused.
    #[cold]
    pub(super) fn refused(protocol: &'static dyn Behavior, refusal: Refusal) -> Self {
        Self::ready(protocol, refusal.into_response(protocol))
    }

    /// The future that the function makes.
    pub(super) fn guarded(protocol: &'static dyn Behavior, make: impl FnOnce() -> Self) -> Self {
        catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|payload| Self::refused(protocol, panicked(&*payload)))
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
            Err(payload) => panicked(&*payload).into_response(self.protocol),
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
