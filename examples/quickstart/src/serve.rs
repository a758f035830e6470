//! One listener for the routers of several services.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use generated::dataexchange::{self, DataExchange};
use generated::mgn::{self, Mgn};
use generated::panorama::{self, Panorama};
use tokio::net::TcpListener;

/// The three services as one axum application, which takes layers and further routes like any other.
///
/// A generated router answers requests that it has no operation for with 404, so that one service can have all paths
/// that the others leave.
pub fn app<T: Panorama + DataExchange + Mgn>(services: Arc<T>) -> axum::Router {
    axum::Router::new()
        .route_service("/v1/jobs", dataexchange::server::Router::from_arc(services.clone()))
        .route_service("/StartImport", mgn::server::Router::from_arc(services.clone()))
        .fallback_service(panorama::server::Router::from_arc(services))
}

/// Serves on a free port of the loopback interface, and tells where. The server runs as long as the Tokio runtime.
///
/// # Errors
///
/// There is no port to listen on.
pub async fn spawn<T: Panorama + DataExchange + Mgn>(services: T) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = app(Arc::new(services));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}
