//! The server's handlers: keep the input and answer what the test says.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use shapewright_runtime::private::{Call, HandlerFuture, Node, OperationSpec};
use shapewright_runtime::server::{Api, Dispatch, Router};
use shapewright_runtime::{Body, Error, Request};
use tower_service::Service;

/// The most time for one step of a test.
const LIMIT: Duration = Duration::from_secs(10);

type Slot = Arc<Mutex<Option<Box<dyn Any + Send>>>>;

/// What a generated test program puts behind every operation. Clones are the same stub.
#[derive(Clone, Default)]
pub struct Stub {
    seen: Slot,
    answer: Slot,
}

impl Stub {
    /// Keeps the input and gives the answer that was prepared.
    ///
    /// # Errors
    ///
    /// The prepared answer is an error, or there is none of these types.
    pub fn answer<I: Send + 'static, O: 'static, E: 'static>(&self, request: Request<I>) -> Result<O, Error<E>> {
        put(&self.seen, Box::new(request.input));
        match take(&self.answer).map(|answer| answer.downcast::<Result<O, E>>()) {
            Some(Ok(answer)) => answer.map_err(|error| Error::Modeled { error, response: None }),
            Some(Err(_)) | None => Err(Error::internal("the test prepared no answer")),
        }
    }

    /// Prepares the answer to the next request: a `Result` of the operation's output and error.
    pub(crate) fn prepare(&self, answer: Box<dyn Any + Send>) {
        put(&self.answer, answer);
    }

    /// Takes the input that the handler was given.
    pub(crate) fn seen(&self) -> Option<Box<dyn Any + Send>> {
        take(&self.seen)
    }

    /// Forgets what an earlier test left.
    pub(crate) fn clear(&self) {
        drop((take(&self.seen), take(&self.answer)));
    }
}

impl fmt::Debug for Stub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stub")
    }
}

fn put(slot: &Slot, value: Box<dyn Any + Send>) {
    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
}

fn take(slot: &Slot) -> Option<Box<dyn Any + Send>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// A router of any service.
pub type Server = Box<dyn Fn(http::Request<Body>) -> Option<http::Response<Body>>>;

/// Makes a router callable without its types.
pub fn serve<T, R>(router: Router<T, R>) -> Server
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    Box::new(move |request| {
        let answer = block_on(router.clone().call(request))?;
        answer.ok()
    })
}

/// The routes of a service whose violations are written in the form of `smithy.framework#ValidationException`, whatever
/// form the service has for them.
struct Plainly<R>(PhantomData<fn() -> R>);

impl<R: Api> Api for Plainly<R> {
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = R::SERVICE;
    const TREE: &'static Node = R::TREE;
    const OPERATIONS: &'static [&'static OperationSpec] = R::OPERATIONS;
}

/// A service behind such routes.
struct Shared<T>(Arc<T>);

impl<T, R: Dispatch<T>> Dispatch<Shared<T>> for Plainly<R> {
    fn dispatch(service: Arc<Shared<T>>, call: Call) -> HandlerFuture {
        R::dispatch(Arc::clone(&service.0), call)
    }
}

/// Makes a service callable by the routes `R`. Violations are listed one by one.
pub fn serve_plainly<R, T>(service: T) -> Server
where
    T: Send + Sync + 'static,
    R: Dispatch<T>,
{
    serve(Router::<_, Plainly<R>>::from_arc(Arc::new(Shared(Arc::new(service)))))
}

/// Drives a future to its end; `None` if it takes too long.
pub(crate) fn block_on<F: Future>(future: F) -> Option<F::Output> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().ok()?;
    runtime.block_on(async { tokio::time::timeout(LIMIT, future).await.ok() })
}
