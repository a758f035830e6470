//! What a server refuses of a request, though some writers of JSON send it. docs/server.md has the table.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use serde_json::Value;
use support::{JSON, serve};
use traits::defaults::server::Router;
use traits::defaults::{operations, types::*};
use traits::server::Handlers;

#[tokio::test]
async fn requests_are_read_strictly() {
    let router =
        Router::new(Handlers::new().on(operations::Configure, async |_| Ok(ConfigureOutput::new(Settings::new()))));
    let cases = [
        ("\u{feff}{}", "", "byte order mark"),
        (r#"{"one":{"at":"2016-12-31T23:59:60Z"}}"#, "/one/at", "second"),
        (r#"{"one":{"at":"2016-12-31T23:59:59+00:00"}}"#, "/one/at", "UTC"),
        (r#"{"many":[{},null]}"#, "/many/1", "null"),
        (r#"{"named":{"a":null}}"#, "/named/a", "null"),
        (r#"{"one":{"tags":[null]}}"#, "/one/tags/0", "null"),
        (r#"{"levels":[null]}"#, "/levels/0", "null"),
    ];
    for (body, path, reason) in cases {
        let response = serve(&router, "POST", "/configure", JSON, body).await;
        assert_eq!(response.status, 400, "{body}: {}", response.text());
        let refused: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(refused["path"], path, "{body}");
        assert!(refused["reason"].as_str().unwrap().contains(reason), "{body}: {refused}");
    }
    for body in ["", "{}", r#"{"one":null,"many":null,"named":null,"levels":null}"#, r#"{"one":{"at":null}}"#] {
        let response = serve(&router, "POST", "/configure", JSON, body).await;
        assert_eq!(response.status, 200, "{body}: {}", response.text());
    }
    for uri in ["/%C3%28", "/configure?page=%FF", "/nowhere?%FF"] {
        let response = serve(&router, "POST", uri, JSON, "{}").await;
        assert_eq!(response.status, 400, "{uri}");
        assert!(response.text().contains("not valid UTF-8"), "{uri}: {}", response.text());
    }
}
