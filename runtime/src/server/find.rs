//! Which operation a request calls.

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::fault::FaultKind;
use super::future::ResponseFuture;
use super::host::{has_prefix, host};
use super::refusal::Refusal;
use super::reply::Reply;
use super::route::{Node, Route, Unrouted, route_among};
use super::router::Api;
use super::transfer::unwrapped;
use crate::body::Body;
use crate::message::{decode_label, decode_query};
use crate::protocol::{Behavior, Misnamed, RequestHead, ServiceSpec};
use crate::spec::OperationSpec;
use crate::wire::Fault;

/// What a request calls.
#[derive(Debug)]
pub(super) struct Found {
    /// The operation's number, and where its labels are in the path.
    pub(super) route: Route,
    pub(super) spec: &'static OperationSpec,
    pub(super) protocol: &'static dyn Behavior,
}

/// Why a request calls nothing, and the protocol and the service to say so in.
#[derive(Debug)]
pub(super) struct Unfound {
    pub(super) refusal: Refusal,
    pub(super) protocol: &'static dyn Behavior,
    pub(super) service: &'static ServiceSpec,
}

/// Finds the operation of a service that a request calls. The form is there if [`inside`] says that it may be named there.
pub(super) fn find<R: Api>(request: RequestHead<'_>, form: Option<&[u8]>) -> Result<Found, Unfound> {
    find_among(R::SERVICE, R::TREE, R::OPERATIONS, request, form)
}

/// Asks the protocols one after another: those that name operations know their own requests, and HTTP bindings take
/// what is left.
fn find_among(
    service: &'static ServiceSpec,
    tree: &'static Node,
    operations: &'static [&'static OperationSpec],
    request: RequestHead<'_>,
    form: Option<&[u8]>,
) -> Result<Found, Unfound> {
    let mut bound = None;
    let mut misnamed = None;
    for protocol in service.protocols.iter().map(|protocol| protocol.behavior()) {
        let Some(rpc) = protocol.rpc() else {
            if bound.is_none() || names(request.headers, protocol) {
                bound = Some(protocol);
            }
            continue;
        };
        let unfound = |refusal| Unfound { refusal, protocol, service };
        if let Some(name) = rpc.operation(service, request) {
            return named(operations, name, protocol).ok_or_else(|| unfound(Refusal::UnknownOperation));
        }
        if let Some(form) = form.filter(|_| rpc.is_named_inside(request)) {
            match rpc.operation_inside(service, form) {
                Ok(name) => {
                    return named(operations, &name, protocol).ok_or_else(|| unfound(Refusal::InvalidAction));
                }
                Err(reason) => {
                    misnamed.get_or_insert_with(|| unfound(reason.into()));
                }
            }
        }
    }
    match bound {
        Some(protocol) => by_route(tree, operations, request, protocol)
            .map_err(|refusal| misnamed.unwrap_or(Unfound { refusal, protocol, service })),
        None => Err(misnamed.unwrap_or_else(|| {
            let protocol = service.preferred();
            Unfound { refusal: not_found(request.uri), protocol, service }
        })),
    }
}

impl From<Misnamed> for Refusal {
    fn from(reason: Misnamed) -> Self {
        match reason {
            Misnamed::NoAction => Self::MissingAction,
            Misnamed::Version(version) => Self::NoSuchVersion(version),
            Misnamed::Malformed(reason) => Self::Malformed(Fault::new(reason)),
        }
    }
}

/// Whether a request's body, or the response that it accepts, is of the type that a protocol has.
fn names(headers: &HeaderMap, protocol: &dyn Behavior) -> bool {
    let media_type = protocol.format().media_type();
    let is_it = |name| {
        let essence = headers.get(name).and_then(|value| value.to_str().ok()?.split([';', ',']).next());
        essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(media_type))
    };
    is_it(header::CONTENT_TYPE) || is_it(header::ACCEPT)
}

/// The operation of this name.
fn named(operations: &'static [&'static OperationSpec], name: &str, protocol: &'static dyn Behavior) -> Option<Found> {
    let number = operations.binary_search_by(|spec| spec.name.cmp(name)).ok()?;
    let spec = operations.get(number)?;
    Some(Found { route: Route::of(number), spec, protocol })
}

fn by_route(
    tree: &'static Node,
    operations: &'static [&'static OperationSpec],
    RequestHead { method, uri, headers }: RequestHead<'_>,
    protocol: &'static dyn Behavior,
) -> Result<Found, Refusal> {
    let is_at_host = |operation: usize| {
        let prefix = operations.get(operation).and_then(|spec| spec.host);
        prefix.is_none_or(|prefix| has_prefix(host(uri, headers), prefix))
    };
    let route =
        route_among(tree, method.as_str(), uri.path(), uri.query(), &is_at_host).map_err(|error| match error {
            Unrouted::NotFound => not_found(uri),
            Unrouted::MethodNotAllowed { allow } => Refusal::MethodNotAllowed(allow),
        })?;
    match operations.get(route.operation) {
        Some(&spec) => Ok(Found { route, spec, protocol }),
        None => {
            Err(Refusal::Internal(FaultKind::Router, "the route table names an operation that does not exist".into()))
        }
    }
}

/// A path or a query that is not text is not one that no operation has: the client encoded it wrongly.
fn not_found(uri: &Uri) -> Refusal {
    let query = decode_query(uri.query().unwrap_or_default());
    let texts = [("path", decode_label(uri.path()).map(drop)), ("query string", query.map(drop))];
    for (place, read) in texts {
        if let Err(reason) = read {
            return Refusal::Malformed(Fault::new(format!("{place}: {reason}")));
        }
    }
    Refusal::NotFound
}

/// The protocol of a service that looks for the name of the operation in the body of a request with this head.
pub(super) fn inside(service: &ServiceSpec, request: RequestHead<'_>) -> Option<&'static dyn Behavior> {
    let mut protocols = service.protocols.iter().map(|protocol| protocol.behavior());
    protocols.find(|protocol| protocol.rpc().is_some_and(|rpc| rpc.is_named_inside(request)))
}

/// Reads the form that names the operation of a request, up to this many bytes, and goes on with it.
#[allow(clippy::async_yields_async, reason = "what is around the response polls it, too")]
pub(super) fn with_form(
    reply: Reply,
    mut parts: Parts,
    body: Body,
    limit: usize,
    go_on: impl FnOnce(Parts, Body, Result<Bytes, Refusal>) -> ResponseFuture + Send + 'static,
) -> ResponseFuture {
    // Whoever goes on calls the request by the same id.
    parts.extensions.insert(reply.id.clone());
    if parts.method == Method::GET {
        let form = query_of(&parts);
        return go_on(parts, body, Ok(form));
    }
    let form = move |parts: &Parts, bytes: Bytes| unwrapped(&parts.headers, bytes, limit);
    // What is there already is not waited for.
    if let Some(bytes) = body.as_bytes().filter(|bytes| bytes.len() <= limit).cloned() {
        let form = form(&parts, bytes);
        return go_on(parts, body, form);
    }
    ResponseFuture::around(reply, async move {
        match body.collect(limit).await {
            Ok(bytes) => {
                let form = form(&parts, bytes.clone());
                go_on(parts, Body::from(bytes), form)
            }
            Err(error) => go_on(parts, Body::empty(), Err(error.into())),
        }
    })
}

/// The form of a request whose query string it is, which is read as if it were its body; `None` for any other.
pub(super) fn posted(protocol: &'static dyn Behavior, parts: &mut Parts) -> Option<Body> {
    let is_inside = || protocol.rpc().is_some_and(|rpc| rpc.is_named_inside(RequestHead::of(parts)));
    if parts.method != Method::GET || !is_inside() {
        return None;
    }
    let media_type = HeaderValue::from_static(protocol.request_format().media_type());
    parts.headers.insert(header::CONTENT_TYPE, media_type);
    Some(Body::from(query_of(parts)))
}

fn query_of(parts: &Parts) -> Bytes {
    Bytes::copy_from_slice(parts.uri.query().unwrap_or_default().as_bytes())
}
