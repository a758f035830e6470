//! Faults of the server itself, which clients see as an opaque status of 500: what is reported of them, and to whom.

use std::error::Error as StdError;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Response, StatusCode};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::matched::MatchedOperation;
use super::refusal::Cause;
use super::reply::Reply;
use crate::body::Body;
use crate::cause::BoxError;
use crate::request_id::{REQUEST_ID, RequestId};

/// A fault of the server: the client gets a status of 500 without details, or a response that breaks off.
///
/// Each is reported twice: as an event of [`tracing`](https://docs.rs/tracing) at level `ERROR` with the target
/// `shapewright::server`, if the feature `tracing` is on, and to the function that
/// [`Router::on_fault`](super::Router::on_fault) was given. Neither shows anything of the request's input; the error is
/// what the handler returned, whose texts are its author's choice.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ServerFault<'a> {
    /// What failed.
    pub kind: FaultKind,
    /// The operation that was called, if a route was found.
    pub operation: Option<MatchedOperation>,
    /// The status of the response.
    pub status: StatusCode,
    /// The id of the request, which the response has in the header `x-amzn-requestid`.
    pub request_id: &'a RequestId,
    /// What went wrong, with its causes as [`source`](StdError::source). For a handler that failed with
    /// [`Error::internal`](crate::Error::internal), it is the error inside, so that it can be downcast.
    pub error: &'a (dyn StdError + Send + Sync + 'static),
}

/// What kind of fault a [`ServerFault`] is; among the extensions of a response with status 500, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The handler returned an error that is not one of the operation's own.
    Handler,
    /// The handler panicked.
    Panic,
    /// What the handler returned cannot be sent as a response, for example because a header would have a line break.
    Response,
    /// The stream of the response broke off after the response had begun: the client has the status and a part of the
    /// body.
    Stream,
    /// Generated code contradicts itself.
    Router,
}

impl FaultKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Handler => "the handler failed",
            Self::Panic => "the handler panicked",
            Self::Response => "cannot send the response",
            Self::Stream => "streaming the response failed",
            Self::Router => "the generated code is inconsistent",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl ServerFault<'_> {
    /// The error and its sources in one line.
    pub fn chain(&self) -> String {
        let mut text = self.error.to_string();
        let mut last = text.clone();
        for source in std::iter::successors(self.error.source(), |&error| error.source()) {
            let source = source.to_string();
            // Many errors repeat their source.
            if !last.ends_with(&source) {
                text.push_str(": ");
                text.push_str(&source);
            }
            last = source;
        }
        text
    }
}

/// `Panorama.CreatePackage: the handler failed: no connection: refused (request 4b3c…)`.
impl fmt::Display for ServerFault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{}: {} (request {})", self.kind, self.chain(), self.request_id)
    }
}

/// What a user does about faults.
pub(super) type OnFault = Arc<dyn Fn(&ServerFault<'_>) + Send + Sync>;

/// What is known of a request when its response is ready, and where faults are reported.
#[derive(Clone)]
pub(super) struct Observer {
    pub(super) operation: Option<MatchedOperation>,
    pub(super) reply: Reply,
    pub(super) on_fault: Option<OnFault>,
}

impl Observer {
    /// Adds what every response has, and reports the fault that a response stands for.
    pub(super) fn finish(&self, response: &mut Response<Body>) {
        if let Some(operation) = self.operation {
            response.extensions_mut().insert(operation);
        }
        if let Some(id) = self.reply.id.to_header() {
            response.headers_mut().entry(REQUEST_ID).or_insert(id);
        }
        let extensions = response.extensions();
        if let (Some(kind), Some(Cause(error))) = (extensions.get::<FaultKind>(), extensions.get()) {
            self.report(*kind, response.status(), &**error);
        }
        if response.body().as_bytes().is_none() {
            let (status, observer) = (response.status(), self.clone());
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::stream(Watched { body, status, observer });
        }
    }

    #[cold]
    fn report(&self, kind: FaultKind, status: StatusCode, error: &(dyn StdError + Send + Sync + 'static)) {
        let fault = ServerFault { kind, operation: self.operation, status, request_id: &self.reply.id, error };
        trace(&fault);
        if let Some(on_fault) = &self.on_fault {
            // The response goes out whatever becomes of the report; the panic itself was printed.
            drop(catch_unwind(AssertUnwindSafe(|| on_fault(&fault))));
        }
    }
}

#[cfg(feature = "tracing")]
fn trace(fault: &ServerFault<'_>) {
    tracing::error!(
        target: "shapewright::server",
        service = fault.operation.map(|matched| matched.service),
        operation = fault.operation.map(|matched| matched.operation),
        status = fault.status.as_u16(),
        request_id = %fault.request_id,
        error = fault.chain(),
        "{}",
        fault.kind,
    );
}

#[cfg(not(feature = "tracing"))]
fn trace(_: &ServerFault<'_>) {}

/// What a panic said.
pub(super) fn panicked(payload: &(dyn std::any::Any + Send)) -> BoxError {
    let text = payload.downcast_ref::<&str>().copied();
    match text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)) {
        Some(text) => format!("panicked: {text}").into(),
        None => "panicked".into(),
    }
}

/// The stream of a response, of which it is told when it breaks off.
struct Watched {
    body: Body,
    status: StatusCode,
    observer: Observer,
}

impl Watched {
    fn broke(&mut self, kind: FaultKind, error: BoxError) -> BoxError {
        let error = Arc::<dyn StdError + Send + Sync>::from(error);
        self.observer.report(kind, self.status, &*error);
        Box::new(Cause(error))
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = catch_unwind(AssertUnwindSafe(|| Pin::new(&mut self.body).poll_frame(cx)));
        Poll::Ready(match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Some(Err(error)))) => Some(Err(self.broke(FaultKind::Stream, error))),
            Ok(Poll::Ready(frame)) => frame,
            Err(payload) => {
                // What panicked is not looked at again.
                self.body = Body::empty();
                Some(Err(self.broke(FaultKind::Panic, panicked(&*payload))))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
