//! Converts at the rates of a test double, without a socket and with one.

use convert::api::rates::client::Client;
use convert::api::rates::errors::GetRateError;
use convert::api::rates::operations;
use convert::api::rates::server::Router;
use convert::api::rates::types::{GetRateOutput, UnknownCurrency};
use convert::convert;

#[tokio::test]
async fn amounts_are_converted() -> Result<(), Box<dyn std::error::Error>> {
    let double = Router::handlers().on(operations::GetRate, |request| async move {
        match request.input.quote.as_str() {
            "EUR" => Ok(GetRateOutput::new(0.5)),
            other => Err(UnknownCurrency::new(format!("no rate for {other}")).into()),
        }
    });

    let client = Client::builder().endpoint("http://localhost").transport(double.clone()).build()?;
    assert_eq!(convert(&client, 3.0, "USD", "EUR").await?, 1.5);

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let client = Client::builder().endpoint(format!("http://{}", listener.local_addr()?)).build()?;
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback_service(double)).await });
    assert_eq!(convert(&client, 3.0, "USD", "EUR").await?, 1.5);

    let unknown = convert(&client, 3.0, "USD", "XXX").await.unwrap_err();
    assert!(
        matches!(unknown.modeled(), Some(GetRateError::UnknownCurrency(error)) if error.message == "no rate for XXX")
    );
    let invalid = convert(&client, 3.0, "USD", "euro").await.unwrap_err();
    assert_eq!(invalid.status(), Some(400));
    Ok(())
}
