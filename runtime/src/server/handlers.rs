//! A server that is put together from closures.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::call::Call;
use super::future::HandlerFuture;
use super::router::{Accepts, Api, Dispatch, Router};
use crate::Request;
use crate::operation::{Outcome, ServerOperation};

/// A service, or a part of it, made of a closure for each operation: for tests and small servers that do not need the
/// whole trait.
///
/// A [`Router`](super::Router) serves it like an implementation of the trait; operations without a handler return status
/// 501. With the router as a client's transport it is a test double for code that takes the trait.
///
/// `S` is the service, inferred from the first operation: operations of other services do not compile. A generated
/// `Router` names the service itself, so that its type with handlers is `Router<Handlers>`.
///
/// ```text
/// let handlers = Handlers::new().on(operations::CreatePackage, |request| async move {
///     Ok(CreatePackageOutput::new().with_package_id(request.input.package_name))
/// });
/// let client = Client::builder().endpoint("http://here").transport(Router::new(handlers)).build()?;
/// ```
///
/// `Router::handlers().on(…)` makes the router at once.
pub struct Handlers<S = ()> {
    by_operation: BTreeMap<&'static str, Handler>,
    service: PhantomData<fn() -> S>,
}

type Handler = Arc<dyn Fn(Call) -> HandlerFuture + Send + Sync>;

impl<S> Handlers<S> {
    /// Creates an empty set of handlers.
    pub fn new() -> Self {
        Self { by_operation: BTreeMap::new(), service: PhantomData }
    }

    /// Sets the handler of an operation, which is named by its marker type in the service's module `operations`. It
    /// replaces an earlier handler of the operation.
    #[must_use]
    pub fn on<O, H, F>(mut self, operation: O, handler: H) -> Self
    where
        O: ServerOperation<Service = S>,
        H: Fn(Request<O::Input>) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        // The value is there to name the type.
        let _ = operation;
        self.insert::<O, H, F>(handler);
        self
    }

    /// The same, where there is no value of the operation's type.
    pub(crate) fn insert<O, H, F>(&mut self, handler: H)
    where
        O: ServerOperation,
        H: Fn(Request<O::Input>) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let answer = move |call: Call| {
            let handler = Arc::clone(&handler);
            call.answer::<O, _, F>(move |request| handler(request))
        };
        self.by_operation.insert(O::SPEC.name, Arc::new(answer));
    }
}

impl<R: Api> Router<Handlers, R> {
    /// Creates a router without handlers: add them with [`on`](Self::on). Other operations return status 501.
    pub fn handlers() -> Self {
        Self::new(Handlers::<R>::new())
    }

    /// Sets the handler of an operation, which is named by its marker type in the service's module `operations`. It
    /// replaces an earlier handler of the operation. Operations of other services do not compile.
    #[must_use]
    pub fn on<O, H, F>(mut self, operation: O, handler: H) -> Self
    where
        O: ServerOperation<Service = R>,
        H: Fn(Request<O::Input>) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        // The value is there to name the type.
        let _ = operation;
        Arc::make_mut(&mut self.service).insert::<O, H, F>(handler);
        self
    }
}

impl<A: Api> Dispatch<Handlers> for A {
    fn dispatch(service: Arc<Handlers>, call: Call) -> HandlerFuture {
        match service.by_operation.get(call.spec().name) {
            Some(handler) => handler(call),
            None => call.not_implemented(),
        }
    }
}

/// Only the handlers of a router's own service.
impl<A: Api> Accepts<Handlers<A>> for A {
    type Service = Handlers;

    fn accept(service: Handlers<A>) -> Handlers {
        Handlers { by_operation: service.by_operation, service: PhantomData }
    }
}

impl<S> Default for Handlers<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Clone for Handlers<S> {
    fn clone(&self) -> Self {
        Self { by_operation: self.by_operation.clone(), service: PhantomData }
    }
}

impl<S> fmt::Debug for Handlers<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_operation.keys()).finish()
    }
}
