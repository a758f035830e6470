//! The client's transport: keeps the request and answers what the test says.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use shapewright_runtime::client::{Builder, DefaultTransport, GeneratedClient};
use shapewright_runtime::{Body, BoxError, CallOptions, Error, Protocol, Request};
use tower_service::Service;

use crate::case::ScopedConfig;

/// What clients fill idempotency tokens with in protocol tests.
const IDEMPOTENCY_TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The other end of a client's calls. Clones are the same wire.
#[derive(Clone, Debug)]
pub struct Wire {
    endpoint: String,
    protocol: Option<Protocol>,
    config: ScopedConfig,
    sent: Arc<Mutex<Option<http::Request<Body>>>>,
    answer: Arc<Mutex<Option<http::Response<Body>>>>,
}

impl Wire {
    /// A wire to a host, which may have a path behind it.
    pub(crate) fn to(host: &str) -> Self {
        Self {
            endpoint: format!("https://{host}"),
            protocol: None,
            config: ScopedConfig::default(),
            sent: Arc::default(),
            answer: Arc::default(),
        }
    }

    /// The same wire for clients that speak the protocol of this id.
    pub(crate) fn speaking(&self, protocol: &str) -> Self {
        Self { protocol: Protocol::of_id(protocol), ..self.clone() }
    }

    /// The same wire for clients that are configured like this.
    pub(crate) fn configured(&self, config: &ScopedConfig) -> Self {
        Self { config: config.clone(), ..self.clone() }
    }

    /// The request with the options of its call.
    pub fn request<I>(&self, input: I) -> Request<I> {
        let addressing = self.config.operation.s3.addressing();
        let options = addressing.into_iter().fold(CallOptions::new(), CallOptions::with_bucket_addressing);
        Request::new(input).with_options(options)
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
        let buckets = self.config.client.s3;
        let builder = buckets.addressing().into_iter().fold(builder, Builder::bucket_addressing);
        let builder = if buckets.use_dualstack_endpoint { builder.dual_stack() } else { builder };
        let builder = if buckets.use_accelerate_endpoint { builder.accelerate() } else { builder };
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
