//! The ready transport: hyper with a pool of kept connections, and TLS with the feature `rustls`.

use std::fmt;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tower_service::Service;

use super::build_error::BuildError;
use super::endpoint::Endpoint;
use crate::body::Body;

#[cfg(not(feature = "rustls"))]
type Connector = HttpConnector;
#[cfg(feature = "rustls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;

/// How long a connection may take to open.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// HTTP/1.1 over kept connections: the transport of clients that were given no other.
///
/// With the feature `rustls` it also speaks HTTPS, and trusts Mozilla's certificate authorities. Clones share the
/// connections. It needs a Tokio runtime.
#[derive(Clone)]
pub struct Http {
    client: Client<Connector, Body>,
}

impl Http {
    /// A transport whose connections must open within 5 seconds.
    ///
    /// # Errors
    ///
    /// TLS could not be set up.
    pub fn new() -> Result<Self, BuildError> {
        Self::with_connect_timeout(CONNECT_TIMEOUT)
    }

    /// A transport whose connections must open within this time, not counting the TLS handshake.
    ///
    /// # Errors
    ///
    /// TLS could not be set up.
    pub fn with_connect_timeout(timeout: Duration) -> Result<Self, BuildError> {
        let mut tcp = HttpConnector::new();
        tcp.set_connect_timeout(Some(timeout));
        tcp.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector(tcp)?);
        Ok(Self { client })
    }

    /// The transport of a client that was given none.
    pub(super) fn open(endpoint: &Endpoint) -> Result<Self, BuildError> {
        if endpoint.is_https() && !cfg!(feature = "rustls") {
            return Err(BuildError::NoTls);
        }
        Self::new()
    }
}

#[cfg(not(feature = "rustls"))]
fn connector(tcp: HttpConnector) -> Result<Connector, BuildError> {
    Ok(tcp)
}

#[cfg(feature = "rustls")]
fn connector(mut tcp: HttpConnector) -> Result<Connector, BuildError> {
    // The TCP connector would refuse the scheme, which the layer above it handles.
    tcp.enforce_http(false);
    // The provider is named here: which one a process has by default depends on features that other crates turn on.
    let builder = hyper_rustls::HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
        .map_err(|error| BuildError::Transport(error.into()))?;
    Ok(builder.https_or_http().enable_http1().wrap_connector(tcp))
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}

impl Service<http::Request<Body>> for Http {
    type Response = <Client<Connector, Body> as Service<http::Request<Body>>>::Response;
    type Error = Error;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.client.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> ResponseFuture {
        self.client.call(request)
    }
}
