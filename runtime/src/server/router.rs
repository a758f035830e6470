//! The tower service around an implementation of a generated service trait.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http_body::Body as HttpBody;
use tower_service::Service;

use super::call::{Call, Content};
use super::fault::{Observer, OnFault, ServerFault};
use super::find::{Found, Unfound, find, inside, posted, with_form};
use super::future::{HandlerFuture, ResponseFuture};
use super::matched::MatchedOperation;
use super::negotiate;
use super::refusal::Refusal;
use super::reply::Reply;
use super::route::Node;
use super::transfer::{Transfer, is_length_known};
use crate::body::Body;
use crate::cause::BoxError;
use crate::protocol::{Behavior, RequestHead, ServiceSpec};
use crate::request_id::RequestId;
use crate::spec::{BodyKind, OperationSpec};

/// The default of [`Router::with_body_limit`], in bytes: 2 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Serves an implementation of a service trait: a `tower` service, which axum, hyper and Lambda adapters accept.
///
/// Generated code has an alias of this type for each service, `Router<T>`, which fills in the routes `R`. `T` is the
/// implementation, or [`Handlers`](super::Handlers). Clones share it.
pub struct Router<T, R> {
    pub(super) service: Arc<T>,
    pub(super) body_limit: usize,
    on_fault: Option<OnFault>,
    routes: PhantomData<fn() -> R>,
}

impl<T, R: Dispatch<T>> Router<T, R> {
    /// Serves this implementation of the service's trait, or these [`Handlers`](super::Handlers) of its operations.
    pub fn new<S>(service: S) -> Self
    where
        R: Accepts<S, Service = T>,
    {
        Self::from_arc(Arc::new(R::accept(service)))
    }

    /// Serves an implementation that the caller keeps a handle to, or that several routers share.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self { service, body_limit: DEFAULT_BODY_LIMIT, on_fault: None, routes: PhantomData }
    }

    /// Sets the maximum length of a request's body, in bytes. A longer one gets status 413. Streams are read by the
    /// handler and have no limit.
    ///
    /// The memory for a decoded body is limited, too: to the same number of bytes, or to 16 times the length of the body
    /// if that is more. A body of very many small structures may exceed that, and gets status 400.
    #[must_use]
    pub fn with_body_limit(self, bytes: usize) -> Self {
        Self { body_limit: bytes, ..self }
    }

    /// Sets a function that is called for every fault of the server: an internal error or a panic of a handler, a response
    /// that cannot be sent, a stream that breaks off after the response has begun. Clients see a status of 500 without
    /// details, or a body that ends early.
    ///
    /// Faults are also logged as `tracing` events (see [`ServerFault`]); this is for anything else, such as metrics. The
    /// function is called before the response is sent, and must not block. A panic in it is caught.
    ///
    /// ```
    /// # use shapewright_runtime::server::{Dispatch, Router};
    /// # use shapewright_runtime::server::Accepts;
    /// # fn serve<T: Send + Sync + 'static, R: Dispatch<T> + Accepts<T, Service = T>>(store: T) -> Router<T, R> {
    /// Router::new(store).on_fault(|fault| eprintln!("{fault}"))
    /// # }
    /// ```
    #[must_use]
    pub fn on_fault(self, report: impl Fn(&ServerFault<'_>) + Send + Sync + 'static) -> Self {
        Self { on_fault: Some(Arc::new(report)), ..self }
    }

    /// The operation that a request calls, for middleware that needs it before the router is called; `None` if no
    /// route matches, or if only the body of the request names the operation.
    pub fn operation_of<B>(&self, request: &http::Request<B>) -> Option<MatchedOperation> {
        let head = RequestHead { method: request.method(), uri: request.uri(), headers: request.headers() };
        let found = find::<R>(head, None).ok()?;
        Some(MatchedOperation::new(R::SERVICE.name, found.spec.name))
    }
}

/// What generated code knows of a service.
#[doc(hidden)]
pub trait Api: 'static {
    /// What the model says of the service.
    const SERVICE: &'static ServiceSpec;
    /// The tree of routes, whose endpoints name operations by their index in [`OPERATIONS`](Self::OPERATIONS).
    const TREE: &'static Node;
    /// The operations, sorted by name.
    const OPERATIONS: &'static [&'static OperationSpec];
}

/// What a router of a service can be made of.
#[doc(hidden)]
pub trait Accepts<S>: Api {
    /// What the router then holds.
    type Service;

    /// Makes it that.
    fn accept(service: S) -> Self::Service;
}

/// How a service's operations are called on implementations of type `T`.
#[doc(hidden)]
pub trait Dispatch<T>: Api {
    /// Hands a request to the handler of its operation.
    fn dispatch(service: Arc<T>, call: Call) -> HandlerFuture;
}

impl<T, R, B> Service<http::Request<B>> for Router<T, R>
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
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
        match inside(R::SERVICE, RequestHead::of(&parts)) {
            None => {
                let found = find::<R>(RequestHead::of(&parts), None);
                self.serve(parts, own(body), found)
            }
            Some(protocol) => {
                let (reply, router) = (Reply::new(protocol, R::SERVICE, &parts), self.clone());
                with_form(reply, parts, own(body), self.body_limit, move |parts, body, form| {
                    let form = form.map_err(|refusal| Unfound { refusal, protocol, service: R::SERVICE });
                    let found = form.and_then(|form| find::<R>(RequestHead::of(&parts), Some(&form)));
                    router.serve(parts, body, found)
                })
            }
        }
    }
}

impl<T, R> Router<T, R>
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    /// Answers a request for which this was found.
    pub(super) fn serve(&self, mut parts: Parts, body: Body, found: Result<Found, Unfound>) -> ResponseFuture {
        let (id, on_fault) = (RequestId::of(&parts), self.on_fault.clone());
        let Found { route, spec, protocol } = match found {
            Ok(found) => found,
            Err(Unfound { refusal, protocol, service }) => {
                let observer = Observer { operation: None, reply: Reply { protocol, service, id }, on_fault };
                return ResponseFuture::new(observer, |reply| HandlerFuture::refused(reply, refusal));
            }
        };
        let body = posted(protocol, &mut parts).unwrap_or(body);
        let operation = MatchedOperation::new(R::SERVICE.name, spec.name);
        parts.extensions.insert(operation);
        let reply = Reply { protocol, service: R::SERVICE, id };
        let observer = Observer { operation: Some(operation), reply, on_fault };
        ResponseFuture::new(observer, |reply| {
            // Made where it stays, because it is large.
            let content = Box::write(
                Box::new_uninit(),
                Content {
                    route,
                    spec,
                    reply: reply.clone(),
                    parts,
                    body: Bytes::new(),
                    stream: None,
                    is_bodiless: body.is_end_stream(),
                    memory: self.body_limit,
                    transfer: Transfer::new(self.body_limit),
                },
            );
            self.respond(reply, content, body)
        })
    }

    fn respond(&self, reply: &Reply, mut content: Box<Content>, body: Body) -> HandlerFuture {
        let (protocol, spec) = (reply.protocol, content.spec);
        let service = Arc::clone(&self.service);
        if let Err(refusal) = admit(protocol, spec, &content.parts, &body) {
            return HandlerFuture::refused(reply, refusal);
        }
        let kind = protocol.request_body(spec);
        match kind {
            BodyKind::Stream { .. } | BodyKind::Events | BodyKind::InitialMessage => {
                let Content { transfer, parts, .. } = &mut *content;
                content.stream = Some(transfer.unwrap_stream(spec, &mut parts.headers, body));
                #[cfg(feature = "event-stream")]
                if kind == BodyKind::InitialMessage {
                    let (call, limit) = (Call::new(content), self.body_limit);
                    return Self::later(service, reply.clone(), call.with_initial(limit));
                }
            }
            BodyKind::None => {}
            _ if body.is_end_stream() => {}
            _ => {
                let (call, limit) = (Call::new(content), self.body_limit);
                // What is there already is not waited for.
                if let Some(bytes) = body.as_bytes().filter(|bytes| bytes.len() <= limit) {
                    return match call.with_body(bytes.clone()) {
                        Ok(call) => R::dispatch(service, call),
                        Err(refusal) => HandlerFuture::refused(reply, refusal),
                    };
                }
                return Self::later(service, reply.clone(), call.collect(body, limit));
            }
        }
        R::dispatch(service, Call::new(content))
    }

    /// Dispatches a call for which there is something to wait.
    fn later(
        service: Arc<T>,
        reply: Reply,
        call: impl Future<Output = Result<Call, Refusal>> + Send + 'static,
    ) -> HandlerFuture {
        HandlerFuture::new(async move {
            match call.await {
                Ok(call) => R::dispatch(service, call).await,
                Err(refusal) => refusal.into_response(&reply),
            }
        })
    }
}

/// A body as one type. One that is of it already, from a client in the same process, stays as it is.
pub(super) fn own<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    if body.is_end_stream() {
        return Body::empty();
    }
    let mut body = Some(body);
    let own = (&mut body as &mut dyn Any).downcast_mut().and_then(Option::take);
    own.or_else(|| body.map(Body::stream)).unwrap_or_default()
}

/// Checks what can be checked before the body is read.
fn admit(protocol: &'static dyn Behavior, spec: &OperationSpec, parts: &Parts, body: &Body) -> Result<(), Refusal> {
    negotiate::check(protocol, spec, &parts.headers)?;
    match protocol.request_body(spec) {
        BodyKind::Stream { sized, .. } => {
            negotiate::check_untyped(protocol, spec, &parts.headers, body.is_end_stream())?;
            if sized && !is_length_known(&parts.headers, body) { Err(Refusal::LengthRequired) } else { Ok(()) }
        }
        BodyKind::Events | BodyKind::InitialMessage => {
            negotiate::check_untyped(protocol, spec, &parts.headers, body.is_end_stream())
        }
        _ => Ok(()),
    }
}

impl<T, R> Clone for Router<T, R> {
    fn clone(&self) -> Self {
        let (service, on_fault) = (Arc::clone(&self.service), self.on_fault.clone());
        Self { service, body_limit: self.body_limit, on_fault, routes: PhantomData }
    }
}

impl<T, R: Dispatch<T>> fmt::Debug for Router<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router").field("service", &R::SERVICE.name).field("body_limit", &self.body_limit).finish()
    }
}
