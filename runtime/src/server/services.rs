//! Several services on one port.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::request::Parts;
use http_body::Body as HttpBody;
use tower_service::Service;

use super::fault::Observer;
use super::find::{Found, Unfound, find, inside, with_form};
use super::future::{HandlerFuture, ResponseFuture};
use super::matched::MatchedOperation;
use super::overlap::{self, Overlap};
use super::refusal::Refusal;
use super::reply::Reply;
use super::router::{Dispatch, Router, own};
use crate::body::Body;
use crate::cause::BoxError;
use crate::protocol::{Behavior, RequestHead, ServiceSpec};

/// Several services on one port: a `tower` service of one type, however many services there are, which passes each
/// request on to the first of them that has its route.
///
/// ```
/// # use shapewright_runtime::server::{Dispatch, Router, Services};
/// # fn app<T, A: Dispatch<T>, B: Dispatch<T>, C: Dispatch<T>>(a: Router<T, A>, b: Router<T, B>, c: Router<T, C>) -> Services
/// # where T: Send + Sync + 'static {
/// a.merge(b).merge(c)
/// # }
/// ```
///
/// - A request goes to the first service that has an operation with its method, path and query literals, in the order in
///   which they were merged. Within a service, the most specific route wins; between services, the order does:
///   a service with `/{name}` hides `/hello` of a later one.
/// - If two services have the very same route, the later one never gets it. [`overlaps`](Self::overlaps) lists such
///   routes, so that a test can see that there are none.
/// - If none has the route, but some have the path with other methods, the response is 405 with the methods of all of
///   them in `Allow`; else it is 404.
/// - Limits and [`on_fault`](Router::on_fault) are those of the service that has the route.
///
/// Whatever else listens on the port goes around it, such as the routes of an `axum::Router` of which this is the
/// `fallback_service`.
#[derive(Clone, Default)]
pub struct Services {
    members: Arc<Vec<Arc<dyn Member>>>,
}

/// A router, whatever it serves.
trait Member: Send + Sync {
    fn service(&self) -> &'static ServiceSpec;
    /// The protocol that looks for the name of the operation in the body, and how long that may be.
    fn inside(&self, parts: &Parts) -> Option<(&'static dyn Behavior, usize)>;
    fn find(&self, parts: &Parts, form: Option<&[u8]>) -> Result<Found, Unfound>;
    fn serve(&self, parts: Parts, body: Body, found: Result<Found, Unfound>) -> ResponseFuture;
    fn routes(&self) -> Vec<(overlap::Pattern, MatchedOperation)>;
}

/// A service that answers a request, and what it found for it.
type Chosen<'s> = (&'s Arc<dyn Member>, Result<Found, Unfound>);

impl<T, R> Member for Router<T, R>
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    fn service(&self) -> &'static ServiceSpec {
        R::SERVICE
    }

    fn inside(&self, parts: &Parts) -> Option<(&'static dyn Behavior, usize)> {
        Some((inside(R::SERVICE, RequestHead::of(parts))?, self.body_limit))
    }

    fn find(&self, parts: &Parts, form: Option<&[u8]>) -> Result<Found, Unfound> {
        find::<R>(RequestHead::of(parts), form)
    }

    fn serve(&self, parts: Parts, body: Body, found: Result<Found, Unfound>) -> ResponseFuture {
        self.serve(parts, body, found)
    }

    fn routes(&self) -> Vec<(overlap::Pattern, MatchedOperation)> {
        overlap::routes::<R>()
    }
}

impl<T, R> Router<T, R>
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    /// Serves another service on the same port, too: see [`Services`].
    #[must_use]
    pub fn merge(self, other: impl Into<Services>) -> Services {
        Services::from(self).merge(other)
    }
}

impl<T, R> From<Router<T, R>> for Services
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    fn from(router: Router<T, R>) -> Self {
        Self { members: Arc::new(vec![Arc::new(router)]) }
    }
}

impl Services {
    /// An empty collection: all requests get status 404 until a service is added.
    pub fn new() -> Self {
        Self::default()
    }

    /// Serves another service, or several, after those that are there.
    #[must_use]
    pub fn merge(mut self, other: impl Into<Self>) -> Self {
        Arc::make_mut(&mut self.members).extend(other.into().members.iter().cloned());
        self
    }

    /// The operation that a request calls, for middleware that needs it before the services are called.
    pub fn operation_of<B>(&self, request: &http::Request<B>) -> Option<MatchedOperation> {
        let (mut parts, ()) = http::Request::new(()).into_parts();
        (parts.method, parts.uri) = (request.method().clone(), request.uri().clone());
        parts.headers = request.headers().clone();
        self.members.iter().find_map(|member| {
            let found = member.find(&parts, None).ok()?;
            Some(MatchedOperation::new(member.service().name, found.spec.name))
        })
    }

    /// The routes that two services have, so that the later one never gets a request for it. Routes with the same method
    /// and path are the same, whatever their labels are called, unless they differ in literal query parameters or in
    /// their `endpoint` traits.
    ///
    /// ```
    /// # let services = shapewright_runtime::server::Services::new();
    /// assert_eq!(services.overlaps(), []);
    /// ```
    pub fn overlaps(&self) -> Vec<Overlap> {
        overlap::overlaps(self.members.iter().map(|member| member.routes()))
    }

    /// Finds the first service that has the route, or what all of them together know of it.
    fn choose(&self, parts: &Parts, form: Option<&[u8]>) -> Result<Chosen<'_>, Unfound> {
        let mut allow = Vec::new();
        let mut unfound: Option<Unfound> = None;
        for member in self.members.iter() {
            match member.find(parts, form) {
                Err(Unfound { refusal: Refusal::MethodNotAllowed(methods), protocol, service }) => {
                    allow.extend(methods);
                    unfound.get_or_insert(Unfound { refusal: Refusal::NotFound, protocol, service });
                }
                Err(other @ Unfound { refusal: Refusal::NotFound, .. }) => {
                    unfound.get_or_insert(other);
                }
                // Another service may have this action or version.
                Err(other @ Unfound { refusal: Refusal::MissingAction | Refusal::NoSuchVersion(_), .. }) => {
                    if unfound.as_ref().is_none_or(|found| matches!(found.refusal, Refusal::NotFound)) {
                        unfound = Some(other);
                    }
                }
                Err(
                    other @ Unfound {
                        refusal: Refusal::Malformed(_) | Refusal::UnknownOperation | Refusal::InvalidAction,
                        ..
                    },
                ) => {
                    unfound = Some(other);
                }
                found => return Ok((member, found)),
            }
        }
        let unfound = unfound.unwrap_or(Unfound {
            refusal: Refusal::NotFound,
            protocol: ServiceSpec::UNKNOWN.preferred(),
            service: ServiceSpec::UNKNOWN,
        });
        if allow.is_empty() {
            return Err(unfound);
        }
        allow.sort_unstable();
        allow.dedup();
        Err(Unfound { refusal: Refusal::MethodNotAllowed(allow), ..unfound })
    }
}

impl<B> Service<http::Request<B>> for Services
where
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
        let mut inside = self.members.iter().filter_map(|member| Some((member.service(), member.inside(&parts)?)));
        let Some((service, (protocol, first))) = inside.next() else {
            let chosen = self.choose(&parts, None);
            return respond(chosen, parts, own(body));
        };
        // The limit of the service that is called counts as well, once it is known.
        let limit = inside.fold(first, |limit, (_, (_, other))| limit.max(other));
        let (reply, services) = (Reply::new(protocol, service, &parts), self.clone());
        with_form(reply, parts, own(body), limit, move |parts, body, form| {
            let form = form.map_err(|refusal| Unfound { refusal, protocol, service });
            let chosen = form.and_then(|form| services.choose(&parts, Some(&form)));
            respond(chosen, parts, body)
        })
    }
}

fn respond(chosen: Result<Chosen<'_>, Unfound>, parts: Parts, body: Body) -> ResponseFuture {
    match chosen {
        Ok((member, found)) => member.serve(parts, body, found),
        Err(Unfound { refusal, protocol, service }) => {
            let reply = Reply::new(protocol, service, &parts);
            let observer = Observer { operation: None, reply, on_fault: None };
            ResponseFuture::new(observer, |reply| HandlerFuture::refused(reply, refusal))
        }
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Services")
            .field(&self.members.iter().map(|member| member.service().name).collect::<Vec<_>>())
            .finish()
    }
}
