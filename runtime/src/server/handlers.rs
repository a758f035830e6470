//! A server that is put together from closures.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::call::Call;
use super::future::ResponseFuture;
use super::router::{Api, Router, Routes};
use crate::Request;
use crate::operation::{Outcome, ServerOperation};

/// A service, or a part of it, made of a closure for each operation: for stand-ins and tests that do not want the whole
/// trait.
///
/// A [`Router`](super::Router) serves it like an implementation of the trait, and answers operations without a handler
/// with status 501. With the router as a client's transport it is a test double for whatever takes the trait.
///
/// The handlers of a service are put together by its router, which takes the operations of no other service:
///
/// ```text
/// let router = Router::handlers().on(operations::CreatePackage, |request| async move {
///     Ok(CreatePackageOutput::new().with_package_id(request.input.package_name))
/// });
/// let client = Client::builder().endpoint("http://here").transport(router).build()?;
/// ```
///
/// `Handlers::new().on(…)` takes operations of several services. A router calls those of its own and responds
/// with 501 for its other operations, even if another service's operation of the same name has a handler.
#[derive(Clone, Default)]
pub struct Handlers {
    by_operation: BTreeMap<Key, Handler>,
}

/// The name of an operation, and the service that it belongs to: services may have operations of the same name.
type Key = (&'static str, TypeId);

type Handler = Arc<dyn Fn(Call) -> ResponseFuture + Send + Sync>;

impl Handlers {
    /// Begins without any handler.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers an operation, which is named by its marker type, with this handler; one that was there is replaced.
    #[must_use]
    pub fn on<O, H, F>(mut self, operation: O, handler: H) -> Self
    where
        O: ServerOperation,
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
        self.by_operation.insert((O::SPEC.name, TypeId::of::<O::Service>()), Arc::new(answer));
    }
}

impl<R: Api> Router<Handlers, R> {
    /// Serves nothing yet: [`on`](Self::on) adds the handlers of single operations.
    pub fn handlers() -> Self {
        Self::new(Handlers::new())
    }

    /// Answers an operation of the service, which is named by its marker type, with this handler; one that was there is
    /// replaced. Operations of other services do not compile.
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

impl<A: Api> Routes<Handlers> for A {
    fn dispatch(service: Arc<Handlers>, call: Call) -> ResponseFuture {
        match service.by_operation.get(&(call.spec().name, TypeId::of::<A>())) {
            Some(handler) => handler(call),
            None => call.not_implemented(),
        }
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_operation.keys().map(|(name, _)| name)).finish()
    }
}
