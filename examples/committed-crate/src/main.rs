//! Serves a list of tasks on port 8080 of this machine.

use tasks::Store;
use tasks_api::tasks::server::Router;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, axum::Router::new().fallback_service(Router::new(Store::default()))).await
}
