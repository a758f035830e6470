//! An implementation of service traits that is put together from closures.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::future::ready;
use std::pin::Pin;
use std::sync::Arc;

use crate::operation::{CalledOn, Operation, Outcome};
use crate::{Error, Request};

/// A service, or a part of it, made of one closure per operation: a stand-in or a test double without an
/// implementation of the whole trait.
///
/// It implements every generated service trait. The operations that it has no handler for fail with
/// [`Error::NotImplemented`], which a router answers with status 501. Clones share the handlers.
///
/// ```text
/// let handlers = Handlers::new().on(operations::CreatePackage, |request| async move {
///     Ok(CreatePackageOutput::new().with_package_id(request.input.package_name))
/// });
/// let app = Router::new(handlers);
/// ```
#[derive(Clone, Default)]
pub struct Handlers {
    by_operation: HashMap<TypeId, (&'static str, Arc<dyn Any + Send + Sync>)>,
}

type Answer<O> = Pin<Box<dyn Future<Output = Outcome<O>> + Send>>;

type Handler<O> = Box<dyn Fn(Request<<O as Operation>::Input>) -> Answer<O> + Send + Sync>;

impl Handlers {
    /// Begins without any handler.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers an operation, which is named by its marker type, with this handler; one that was there is replaced.
    #[must_use]
    pub fn on<O, H, F>(self, operation: O, handler: H) -> Self
    where
        O: CalledOn<Self>,
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
        O: CalledOn<Self>,
        H: Fn(Request<O::Input>) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        let handler: Handler<O> = Box::new(move |request| Box::pin(handler(request)));
        self.by_operation.insert(TypeId::of::<O>(), (O::SPEC.name, Arc::new(handler)));
        self
    }

    /// Calls the handler of an operation.
    #[doc(hidden)]
    pub fn call<O: Operation>(&self, request: Request<O::Input>) -> Answer<O> {
        let handler = self.by_operation.get(&TypeId::of::<O>());
        match handler.and_then(|(_, handler)| handler.downcast_ref::<Handler<O>>()) {
            Some(handler) => handler(request),
            None => Box::pin(ready(Err(Error::NotImplemented))),
        }
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut operations: Vec<_> = self.by_operation.values().map(|(operation, _)| operation).collect();
        operations.sort_unstable();
        f.debug_tuple("Handlers").field(&operations).finish()
    }
}
