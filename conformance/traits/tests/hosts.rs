//! Operations with the same route are told apart by the host of a request (Smithy 2.0, "http trait", "Pattern Validation
//! and Conflict Avoidance").

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use support::{JSON, serve};
use traits::hosts::client::Client;
use traits::hosts::operations;
use traits::hosts::server::Routes;
use traits::hosts::types::*;
use traits::server::{Handlers, Router};

fn router(reached: &std::sync::Arc<std::sync::Mutex<Vec<&'static str>>>) -> Router<Handlers, Routes> {
    let log = |name: &'static str| {
        let reached = reached.clone();
        move || reached.lock().unwrap().push(name)
    };
    let [plain, archive, old, tenant, alone] = ["Plain", "Archive", "OldArchive", "Tenant", "Alone"].map(log);
    Router::new(
        Handlers::new()
            .on(operations::Plain, move |_| {
                plain();
                std::future::ready(Ok(PlainOutput::new()))
            })
            .on(operations::Archive, move |_| {
                archive();
                std::future::ready(Ok(ArchiveOutput::new()))
            })
            .on(operations::OldArchive, move |_| {
                old();
                std::future::ready(Ok(OldArchiveOutput::new()))
            })
            .on(operations::Tenant, move |_| {
                tenant();
                std::future::ready(Ok(TenantOutput::new()))
            })
            .on(operations::Alone, move |_| {
                alone();
                std::future::ready(Ok(AloneOutput::new()))
            }),
    )
}

#[tokio::test]
async fn the_longest_prefix_of_the_host_decides() {
    let reached = std::sync::Arc::default();
    let router = router(&reached);
    for (method, uri, host, expected) in [
        ("POST", "/items/1", "archive.example.com", "Archive"),
        ("POST", "/items/1", "ARCHIVE.example.com:8080", "Archive"),
        ("POST", "http://archive.old.example.com/items/1", "", "OldArchive"),
        ("POST", "http://archive.example.com/items/1", "other.example.com", "Archive"),
        ("POST", "/items/1", "t-blue.example.com", "Tenant"),
        ("POST", "/items/1", "localhost", "Plain"),
        ("POST", "/items/1", "[::1]:8080", "Plain"),
        // An operation that is alone with its route is found at all hosts.
        ("DELETE", "/items/1", "archive.example.com", "Alone"),
        ("DELETE", "/items/1", "localhost", "Alone"),
    ] {
        let headers: &[_] = if host.is_empty() { &[] } else { &[("host", host)] };
        // A member with hostLabel is in the body as well.
        let (body, json) = if expected == "Tenant" { (r#"{"tenant":"t-blue"}"#, JSON) } else { ("", &[][..]) };
        let response = serve(&router, method, uri, &[headers, json].concat(), body).await;
        let found = reached.lock().unwrap().pop();
        assert_eq!(found, Some(expected), "{method} {uri} {host}: {}", response.text());
    }
}

#[tokio::test]
async fn clients_reach_their_operations() {
    let reached = std::sync::Arc::default();
    // In `example.com`, the label of Tenant would take in `example`.
    let client = Client::builder().endpoint("http://localhost").transport(router(&reached)).build().unwrap();
    client.plain(PlainInput::new("1")).await.unwrap();
    client.archive(ArchiveInput::new("1")).await.unwrap();
    client.old_archive(OldArchiveInput::new("1")).await.unwrap();
    client.tenant(TenantInput::new("t-blue", "1")).await.unwrap();
    client.alone(AloneInput::new("1")).await.unwrap();
    assert_eq!(*reached.lock().unwrap(), ["Plain", "Archive", "OldArchive", "Tenant", "Alone"]);
}
