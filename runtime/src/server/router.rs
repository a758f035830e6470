//! The tower service around an implementation of a generated service trait.

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http_body::Body as HttpBody;
use tower_service::Service;

use super::call::Call;
use super::future::ResponseFuture;
use super::host::{has_prefix, host};
use super::id::RequestId;
use super::negotiate;
use super::refusal::{Refusal, write_violations};
use super::route::{Node, Route, Unrouted, route_among};
use super::transfer::{Transfer, is_length_known};
use crate::body::Body;
use crate::error::BoxError;
use crate::http::{Outgoing, decode_label, decode_query};
use crate::operation::{BodyKind, OperationSpec};
use crate::validate::Violations;
use crate::wire::Fault;

/// The most bytes of a body that a [`Router`] reads unless told otherwise: 2 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Serves an implementation of a service trait: a `tower` service that axum, hyper and Lambda adapters take as it is.
///
/// Each generated crate has an alias of this type for each of its services, with `R` filled in. Clones share the
/// implementation.
pub struct Router<T, R> {
    service: Arc<T>,
    body_limit: usize,
    routes: PhantomData<fn() -> R>,
}

impl<T, R: Routes<T>> Router<T, R> {
    /// Serves this implementation.
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Serves this implementation, which may be shared with others.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self { service, body_limit: DEFAULT_BODY_LIMIT, routes: PhantomData }
    }

    /// Sets how many bytes of a body are read; a longer one is answered with 413. Bodies that are streams are the
    /// handler's to read, and not limited.
    ///
    /// What a body becomes in memory is limited, too: to the same number of bytes, or to 16 times the length of the body
    /// if that is more. A body that says very little with very many structures may exceed that, and is answered with
    /// 400.
    #[must_use]
    pub fn with_body_limit(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }
}

/// What generated code knows of a service.
#[doc(hidden)]
pub trait Api: 'static {
    /// The service's name in the model.
    const SERVICE: &'static str;
    /// The tree of routes, whose endpoints name operations by their index in [`OPERATIONS`](Self::OPERATIONS).
    const TREE: &'static Node;
    /// The operations.
    const OPERATIONS: &'static [&'static OperationSpec];

    /// Writes the answer to an input that breaks constraints: status 400 and the error type `ValidationException` are
    /// set, the body is to come. Left as it is, that is the body of `smithy.framework#ValidationException`; services
    /// with an exception of their own write that.
    fn encode_violations(violations: &Violations, to: &mut Outgoing) {
        write_violations(violations, to);
    }
}

/// How a service's operations are called on implementations of type `T`.
#[doc(hidden)]
pub trait Routes<T>: Api {
    /// Hands a request to the handler of its operation.
    fn dispatch(service: Arc<T>, call: Call) -> ResponseFuture;
}

impl<T, R, B> Service<http::Request<B>> for Router<T, R>
where
    T: Send + Sync + 'static,
    R: Routes<T>,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> ResponseFuture {
        let (parts, body) = request.into_parts();
        let body = if body.is_end_stream() { Body::empty() } else { Body::stream(body) };
        self.serve(parts, body)
    }
}

impl<T, R> Router<T, R>
where
    T: Send + Sync + 'static,
    R: Routes<T>,
{
    fn serve(&self, parts: Parts, body: Body) -> ResponseFuture {
        let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(RequestId::random);
        self.respond(parts, body, id.clone()).with_id(id)
    }

    fn respond(&self, parts: Parts, body: Body, id: RequestId) -> ResponseFuture {
        let service = Arc::clone(&self.service);
        let (route, spec) = match admit(R::TREE, R::OPERATIONS, &parts, &body) {
            Ok(admitted) => admitted,
            Err(refusal) => return ResponseFuture::ready(refusal.into_response()),
        };
        let mut call = Call {
            route,
            spec,
            write_violations: R::encode_violations,
            parts,
            id,
            body: Bytes::new(),
            stream: None,
            memory: self.body_limit,
            transfer: Transfer::new(self.body_limit),
        };
        match spec.request_body {
            BodyKind::Stream { .. } | BodyKind::Events => {
                call.stream = Some(call.transfer.unwrap_stream(spec, &mut call.parts.headers, body));
            }
            BodyKind::None => {}
            _ if body.is_end_stream() => {}
            _ => {
                let limit = self.body_limit;
                return ResponseFuture::new(async move {
                    match call.collect(body, limit).await {
                        Ok(call) => {
                            let Ok(response) = R::dispatch(service, call).await;
                            response
                        }
                        Err(refusal) => refusal.into_response(),
                    }
                });
            }
        }
        ResponseFuture::guarded(|| R::dispatch(service, call))
    }
}

/// Finds the operation, and checks what can be checked before the body is read.
fn admit(
    tree: &'static Node,
    operations: &'static [&'static OperationSpec],
    parts: &Parts,
    body: &Body,
) -> Result<(Route, &'static OperationSpec), Refusal> {
    let is_at_host = |operation: usize| {
        operations.get(operation).and_then(|spec| spec.host).is_none_or(|prefix| has_prefix(host(parts), prefix))
    };
    let route = route_among(tree, parts.method.as_str(), parts.uri.path(), parts.uri.query(), &is_at_host).map_err(
        |error| match error {
            Unrouted::NotFound => not_found(parts),
            Unrouted::MethodNotAllowed { allow } => Refusal::MethodNotAllowed(allow),
        },
    )?;
    let Some(&spec) = operations.get(route.operation) else {
        return Err(Refusal::Internal(None));
    };
    negotiate::check(spec, &parts.headers)?;
    match spec.request_body {
        BodyKind::Stream { sized, .. } => {
            negotiate::check_untyped(spec, &parts.headers, body.is_end_stream())?;
            if sized && !is_length_known(&parts.headers, body) {
                Err(Refusal::LengthRequired)
            } else {
                Ok((route, spec))
            }
        }
        BodyKind::Events => {
            negotiate::check_untyped(spec, &parts.headers, body.is_end_stream())?;
            Ok((route, spec))
        }
        _ => Ok((route, spec)),
    }
}

/// A path or a query that is not text is not one that no operation has: the client encoded it wrongly.
fn not_found(parts: &Parts) -> Refusal {
    let query = decode_query(parts.uri.query().unwrap_or_default());
    let texts = [("path", decode_label(parts.uri.path()).map(drop)), ("query string", query.map(drop))];
    for (place, read) in texts {
        if let Err(reason) = read {
            return Refusal::Malformed(Fault::new(format!("{place}: {reason}")));
        }
    }
    Refusal::NotFound
}

impl<T, R> Clone for Router<T, R> {
    fn clone(&self) -> Self {
        Self { service: Arc::clone(&self.service), body_limit: self.body_limit, routes: PhantomData }
    }
}

impl<T, R: Routes<T>> fmt::Debug for Router<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router").field("service", &R::SERVICE).field("body_limit", &self.body_limit).finish()
    }
}
