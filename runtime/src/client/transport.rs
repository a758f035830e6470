//! What carries requests: any service of the tower ecosystem.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http_body::{Body as HttpBody, Frame, SizeHint};
use tower_service::Service;

use crate::body::Body;
use crate::cause::BoxError;

/// What a client sends its requests through.
///
/// Every `tower::Service<http::Request<Body>>` that returns an `http::Response` is one, if it is
/// `Clone + Send + Sync + 'static` and its future is `Send`: a hyper client, a stack of tower layers, a router in the
/// same process, a test double.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot carry a client's requests",
    note = "a client needs the feature `http` of the generated crate, or a transport of your own: `.transport(…)`",
    note = "a transport is a `tower::Service<http::Request<Body>, Response = http::Response<_>>` that is `Clone + Send + Sync + 'static`, with a future that is `Send`"
)]
pub trait Transport: sealed::Sealed + Clone + Send + Sync + 'static {
    /// Sends one request.
    ///
    /// # Errors
    ///
    /// What the service reports.
    #[doc(hidden)]
    fn send(&self, request: http::Request<Body>)
    -> impl Future<Output = Result<http::Response<Body>, BoxError>> + Send;
}

mod sealed {
    pub trait Sealed {}

    impl<S: super::Service<http::Request<super::Body>>> Sealed for S {}
}

impl<S, B> Transport for S
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: HttpBody + Send + 'static,
    B::Error: Into<BoxError>,
{
    async fn send(&self, request: http::Request<Body>) -> Result<http::Response<Body>, BoxError> {
        // A service is ready for one call, and a clone of a ready service may not be: the same one is asked and called.
        let mut service = self.clone();
        if let Err(error) = poll_fn(|cx| service.poll_ready(cx)).await {
            return Err(Box::new(NotSent(error.into())));
        }
        match service.call(request).await {
            Ok(response) => Ok(response.map(erase)),
            Err(error) => Err(error.into()),
        }
    }
}

fn erase<B>(mut body: B) -> Body
where
    B: HttpBody + Send + 'static,
    B::Error: Into<BoxError>,
{
    // A server in the same process answers with this very type.
    match (&mut body as &mut dyn Any).downcast_mut::<Body>() {
        Some(body) => std::mem::take(body),
        None => Body::stream(ToBytes { body }),
    }
}

pin_project_lite::pin_project! {
    /// A body whose pieces are `Bytes`, which costs nothing where they are already.
    struct ToBytes<B> {
        #[pin]
        body: B,
    }
}

impl<B: HttpBody> HttpBody for ToBytes<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let to_bytes = |mut data: B::Data| data.copy_to_bytes(data.remaining());
        self.project().body.poll_frame(cx).map_ok(|frame| frame.map_data(to_bytes))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A transport's error that promises that nothing of the request was sent, so that the call may be repeated. It displays
/// as the error within.
#[derive(Debug)]
pub struct NotSent(pub BoxError);

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for NotSent {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// Whether a part of the request may have reached the service, according to the error and its causes.
pub(super) fn maybe_sent(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(cause) = next {
        if cause.is::<NotSent>() || is_refusal(cause) || is_connect(cause) {
            return false;
        }
        next = inner(cause).or_else(|| cause.source());
    }
    true
}

/// What an I/O error wraps, which it leaves out of its causes.
fn inner<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    let inner = error.downcast_ref::<io::Error>()?.get_ref()?;
    Some(inner)
}

fn is_refusal(error: &(dyn StdError + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

#[cfg(feature = "http")]
fn is_connect(error: &(dyn StdError + 'static)) -> bool {
    error.downcast_ref::<hyper_util::client::legacy::Error>().is_some_and(|error| error.is_connect())
}

#[cfg(not(feature = "http"))]
fn is_connect(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// The transport of clients that were given none.
#[cfg(feature = "http")]
pub type DefaultTransport = super::Http;

/// The transport of clients that were given none.
#[cfg(not(feature = "http"))]
pub type DefaultTransport = NoTransport;

/// Stands where a transport must be given, because the feature `http` is off.
#[cfg(not(feature = "http"))]
#[derive(Debug, Clone, Copy)]
pub enum NoTransport {}

#[cfg(not(feature = "http"))]
impl NoTransport {
    pub(super) fn open(_: &super::Endpoint) -> Result<Self, super::BuildError> {
        Err(super::BuildError::NoTransport)
    }
}
