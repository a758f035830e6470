//! One request's trouble is not another's.

use std::collections::BTreeSet;
use std::time::Duration;

use generated::panorama::client::Client;
use generated::panorama::errors::CreatePackageError;
use generated::panorama::types::CreatePackageInput;
use quickstart::serve;
use quickstart::store::Store;
use serde_json::json;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::double::{Double, Outcome, call};
use crate::wire::{exchange_over, json_request};

const SECRET: &str = "hunter2";

#[tokio::test]
async fn panics_and_internal_errors_leak_nothing_and_the_connection_goes_on() {
    let double = Double::new(|_, input| match input["PackageName"].as_str().unwrap() {
        "panic" => Outcome::Panic(SECRET),
        "fail" => Outcome::Internal(SECRET),
        _ => Outcome::Output(json!({ "Arn": "a" })),
    });
    let address = serve::spawn(double).await.unwrap();
    let mut connection = TcpStream::connect(address).await.unwrap();
    for (name, status) in [("panic", 500), ("ok", 200), ("fail", 500), ("panic", 500), ("ok", 200)] {
        let request = json_request("POST /packages", json!({ "PackageName": name }));
        let answer = exchange_over(&mut connection, &request).await;
        assert_eq!(answer.status(), status, "{name}");
        if status == 500 {
            assert_eq!(answer.header("x-amzn-errortype"), Some("InternalFailure"), "{answer:?}");
            assert_eq!(answer.header("content-type"), Some("application/json"), "{answer:?}");
            assert!(answer.json()["message"].is_string(), "{answer:?}");
            assert!(!format!("{answer:?}{}", String::from_utf8_lossy(&answer.body)).contains(SECRET), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn internal_errors_are_not_the_models() {
    for outcome in [Outcome::Internal(SECRET), Outcome::Panic(SECRET)] {
        let address = serve::spawn(Double::answering(outcome)).await.unwrap();
        let failure = call(address, "CreatePackage", json!({ "PackageName": "a" })).await.unwrap_err();
        assert_eq!((failure.variant, failure.status), (None, Some(500)), "{failure:?}");
        assert!(!format!("{failure:?}").contains(SECRET), "{failure:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dozens_of_calls_at_once_share_a_client() {
    let address = serve::spawn(Store::new()).await.unwrap();
    let client = Client::builder().endpoint(format!("http://{address}")).build().unwrap();
    let mut calls = JoinSet::new();
    // Every name is asked for four times, and is to be had once.
    for number in 0..96 {
        let client = client.clone();
        calls.spawn(async move { client.create_package(CreatePackageInput::new(format!("p-{}", number % 24))).await });
    }
    let results = tokio::time::timeout(Duration::from_secs(30), calls.join_all()).await.unwrap();
    let mut ids = BTreeSet::new();
    let mut conflicts = 0;
    for result in results {
        match result {
            Ok(output) => assert!(ids.insert(output.package_id.unwrap()), "an id was given twice"),
            Err(error) => {
                assert!(matches!(error.modeled(), Some(CreatePackageError::ConflictException(_))), "{error}");
                conflicts += 1;
            }
        }
    }
    assert_eq!((ids.len(), conflicts), (24, 72));
}
