//! Serves the counter on a socket, and calls it.

use counter::Sum;
use counter::api::counter::client::Client;
use counter::api::counter::server::Router;
use counter::api::counter::types::CountInput;

#[tokio::test]
async fn sums_are_counted() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let client = Client::builder().endpoint(format!("http://{}", listener.local_addr()?)).build()?;
    let app = axum::Router::new().fallback_service(Router::new(Sum::default()));
    tokio::spawn(async move { axum::serve(listener, app).await });

    assert_eq!(client.count(CountInput::new(3)).await?.sum, 3);
    assert_eq!(client.count(CountInput::new(4)).await?.sum, 7);
    let refused = client.count(CountInput::new(0)).await.unwrap_err();
    assert_eq!(refused.status(), Some(400));
    Ok(())
}
