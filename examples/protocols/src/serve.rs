//! One router on one port, which responds to each request in the protocol of the request.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{self, Next};
use axum::response::Response;
use tokio::net::TcpListener;

use crate::api::parcels::Parcels;
use crate::api::parcels::server::Router;

/// The requests that a server received: the method and the content type of each.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// Removes the requests from the log and returns them, the oldest first.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, entry: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }
}

/// Serves on a free port of the loopback interface. Returns the address, and a log of the requests. The server runs as
/// long as the Tokio runtime.
///
/// # Errors
///
/// The system has no free port.
pub async fn spawn(service: impl Parcels) -> io::Result<(SocketAddr, Log)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let log = Log::default();
    let layer = middleware::from_fn_with_state(log.clone(), record);
    let app = axum::Router::new().fallback_service(Router::new(service)).layer(layer);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok((address, log))
}

/// Middleware that records each request.
async fn record(State(log): State<Log>, request: Request, next: Next) -> Response {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    log.push(format!("{} {}", request.method(), content_type.unwrap_or("without a body")));
    next.run(request).await
}
