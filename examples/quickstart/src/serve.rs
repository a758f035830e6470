//! One listener for the routers of several services.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::routing::get;
use generated::dataexchange::{self, DataExchange};
use generated::mgn::{self, Mgn};
use generated::panorama::{self, Panorama};
use generated::server::Services;
use tokio::net::TcpListener;

/// The three services on one port. Each request goes to the service that has its route; with a path that none has it is
/// answered with 404, with a method that none has there with 405.
pub fn services<T: Panorama + DataExchange + Mgn>(store: Arc<T>) -> Services {
    panorama::server::Router::from_arc(store.clone())
        .merge(dataexchange::server::Router::from_arc(store.clone()))
        .merge(mgn::server::Router::from_arc(store))
}

/// The services in an axum application, which takes layers and further routes like any other.
pub fn app<T: Panorama + DataExchange + Mgn>(store: Arc<T>) -> axum::Router {
    axum::Router::new().route("/health", get(async || "well")).fallback_service(services(store))
}

/// Serves on a free port of the loopback interface, and tells where. The server runs as long as the Tokio runtime.
///
/// # Errors
///
/// The system has no free port.
pub async fn spawn<T: Panorama + DataExchange + Mgn>(services: T) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = app(Arc::new(services));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}
