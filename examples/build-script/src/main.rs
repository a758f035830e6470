//! Serves a counter on port 8080 of this machine.

use counter::Sum;
use counter::api::counter::server::Router;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, axum::Router::new().fallback_service(Router::new(Sum::default()))).await
}
