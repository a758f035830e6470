//! A server that is put together from closures.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::call::Call;
use super::future::ResponseFuture;
use super::router::{Api, Routes};
use crate::Request;
use crate::operation::{Outcome, ServerOperation};

/// A service, or a part of it, made of a closure for each operation: for stand-ins and tests that do not want the whole
/// trait.
///
/// A [`Router`](super::Router) serves it like an implementation of the trait, and answers operations without a handler
/// with status 501. With the router as a client's transport it is a test double for whatever takes the trait.
///
/// ```text
/// let handlers = Handlers::new().on(operations::CreatePackage, |request| async move {
///     Ok(CreatePackageOutput::new().with_package_id(request.input.package_name))
/// });
/// let client = Client::builder().endpoint("http://here").transport(Router::new(handlers)).build()?;
/// ```
#[derive(Clone, Default)]
pub struct Handlers {
    by_operation: BTreeMap<&'static str, Handler>,
}

type Handler = Arc<dyn Fn(Call) -> ResponseFuture + Send + Sync>;

impl Handlers {
    /// Begins without any handler.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers an operation, which is named by its marker type, with this handler; one that was there is replaced.
    #[must_use]
    pub fn on<O, H, F>(self, operation: O, handler: H) -> Self
    where
        O: ServerOperation,
        H: Fn(Request<O::Input>) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        // The value is there to name the type.
        let _ = operation;
        self.set::<O, H, F>(handler)
    }

    /// The same, where there is no value of the operation's type.
    pub(crate) fn set<O, H, F>(mut self, handler: H) -> Self
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
        self
    }
}

impl<A: Api> Routes<Handlers> for A {
    fn dispatch(service: Arc<Handlers>, call: Call) -> ResponseFuture {
        match service.by_operation.get(call.spec.name) {
            Some(handler) => handler(call),
            None => call.not_implemented(),
        }
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.by_operation.keys()).finish()
    }
}
