//! The client's transport: keeps the request and answers what the test says.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use shapewright_runtime::client::{Builder, DefaultTransport, GeneratedClient};
use shapewright_runtime::{Body, BoxError, Error, Protocol};
use tower_service::Service;

/// What clients fill idempotency tokens with in protocol tests.
const IDEMPOTENCY_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The other end of a client's calls. Clones are the same wire.
#[derive(Clone, Debug)]
pub struct Wire {
    endpoint: String,
    protocol: Option<Protocol>,
    sent: Arc<Mutex<Option<http::Request<Body>>>>,
    answer: Arc<Mutex<Option<http::Response<Body>>>>,
}

impl Wire {
    /// A wire to a host, which may have a path behind it.
    pub(crate) fn to(host: &str) -> Self {
        Self { endpoint: format!("https://{host}"), protocol: None, sent: Arc::default(), answer: Arc::default() }
    }

    /// The same wire for clients that speak the protocol of this id.
    pub(crate) fn speaking(&self, protocol: &str) -> Self {
        Self { protocol: Protocol::of_id(protocol), ..self.clone() }
    }

    /// Sets what the next request is answered with.
    pub(crate) fn answer(&self, response: http::Response<Body>) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(response);
    }

    /// Takes the request that was sent.
    pub(crate) fn sent(&self) -> Option<http::Request<Body>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Makes a client that sends its requests here.
    ///
    /// # Errors
    ///
    /// The test's host is none.
    pub fn client<C, E>(&self, builder: Builder<C>) -> Result<C::Over<Self>, Error<E>>
    where
        C: GeneratedClient<Transport = DefaultTransport>,
    {
        let builder = builder.endpoint(self.endpoint.as_str()).transport(self.clone());
        let builder = builder.max_attempts(1).idempotency_tokens(|| IDEMPOTENCY_TOKEN.to_owned());
        let builder = self.protocol.into_iter().fold(builder, Builder::protocol);
        builder.build().map_err(Error::internal)
    }
}

impl Service<http::Request<Body>> for Wire {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = Ready<Result<http::Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        let answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        ready(answer.ok_or_else(|| "the test has no answer".into()))
    }
}
