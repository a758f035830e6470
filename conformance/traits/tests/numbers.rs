//! Numbers keep their digits and times their instants, whatever their size.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use support::{Canned, JSON, serve};
use traits::numbers::client::Client;
use traits::numbers::operations;
use traits::numbers::server::Router;
use traits::numbers::types::*;
use traits::server::Handlers;
use traits::{Error, Timestamp};

fn client(transport: &Canned) -> Client<Canned> {
    Client::builder().endpoint("http://example.com").transport(transport.clone()).build().unwrap()
}

/// A service that sends milliseconds where seconds belong.
const FAR: i64 = 1_775_836_321_122;

#[tokio::test]
async fn a_response_from_the_far_future_is_read() {
    let canned = Canned::one(200, JSON, r#"{"created":1775836321122,"name":"kept"}"#);
    let output = client(&canned).store(StoreInput::new()).await.unwrap();
    assert_eq!((output.name.as_deref(), output.created), (Some("kept"), Timestamp::from_secs(FAR).ok()));
}

/// Dates have four digits for the year. A request that would need more is not sent.
#[tokio::test]
async fn dates_that_cannot_be_written_are_not_sent() {
    let far = Timestamp::from_secs(FAR).unwrap();
    for (input, place) in [
        (StoreInput::new().with_updated(far), ""),
        (StoreInput::new().with_expires(far), "/expires"),
        (StoreInput::new().with_since(far), ""),
    ] {
        let canned = Canned::one(200, JSON, "{}");
        let error = client(&canned).store(input).await.unwrap_err();
        let Error::Request(fault) = error else { panic!("{error:?}") };
        assert_eq!(fault.pointer(), place);
        assert!(fault.reason.contains("from 0000 to 9999"), "{fault}");
        assert!(canned.requests().is_empty());
    }
}

#[tokio::test]
async fn documents_travel_with_all_their_digits() {
    let router = Router::new(Handlers::new().on(operations::Store, |request| async move {
        let text = request.input.value.unwrap().to_string();
        Ok(StoreOutput::new().with_name(text))
    }));
    for number in ["18446744073709551616", "0.1000000000000000055", "1.10", "1e400", "-0"] {
        let body = format!("{{\"value\":{number}}}");
        let response = serve(&router, "POST", "/store", JSON, body).await;
        assert_eq!(response.text(), format!("{{\"name\":\"{number}\"}}"));
    }
}

#[tokio::test]
async fn minus_zero_is_an_integer() {
    let router = Router::new(Handlers::new().on(operations::Store, |request| async move {
        assert_eq!(request.input.count, Some(0));
        Ok(StoreOutput::new())
    }));
    assert_eq!(serve(&router, "POST", "/store", JSON, r#"{"count":-0}"#).await.status, 200);
    assert_eq!(serve(&router, "POST", "/store", JSON, r#"{"count":-0.5}"#).await.status, 400);
}

#[test]
fn defaults_keep_their_digits() {
    let json = r#"{"long":98765432109876543210987,"exact":2.50,"short":0.5}"#;
    assert_eq!(serde_json::to_string(&Settings::new()).unwrap(), json);
}
