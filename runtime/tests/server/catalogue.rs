//! What the documentation says of the responses that a router makes by itself, row by row.

use std::collections::BTreeSet;

use http::Response;
use shapewright_runtime::Body;

use crate::requests::{Answer, chunked, request, send};
use crate::sample::{Router, Store};

const PAGE: &str = include_str!("../../src/server/responses.md");
const JSON: (&str, &str) = ("content-type", "application/json");

/// A request for each row, in the order of the table.
async fn responses() -> Vec<Response<Body>> {
    let router = || Router::new(Store);
    let create = |name: &str| {
        let body = format!(r#"{{"name":"{name}","owner":"ann"}}"#);
        request("POST /packages", &[JSON], &body)
    };
    let text = [("content-type", "text/plain")];
    let accept = [("accept", "text/html")];
    vec![
        send(router(), request("GET /nowhere", &[], "")).await,
        send(router(), request("PATCH /packages", &[], "")).await,
        send(router(), request("GET /%FF", &[], "")).await,
        send(router(), request("POST /packages", &text, "{}")).await,
        send(router(), request("GET /packages/a?depth=1", &[JSON], "{}")).await,
        send(router(), request("GET /packages/a?depth=1", &accept, "")).await,
        send(router(), chunked("PUT /packages/a/content", &[], vec![Ok("abc")])).await,
        send(router().with_body_limit(5), create("a")).await,
        send(router(), chunked("POST /packages", &[JSON], vec![Ok("{"), Err("reset")])).await,
        send(router(), request("POST /packages", &[JSON], r#"{"name":5}"#)).await,
        send(router(), request("POST /packages", &[JSON], "{}")).await,
        send(router(), request("DELETE /packages/a", &[], "")).await,
        send(router(), create("fail")).await,
        send(router(), create("panic")).await,
        send(router(), create("split")).await,
    ]
}

#[tokio::test]
async fn each_row_is_true() {
    let rows: Vec<&str> = PAGE.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    let responses = responses().await;
    assert_eq!(rows.len(), responses.len(), "a request for each row");
    for (row, response) in rows.into_iter().zip(responses) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, _, status, error, members, _] = cells[..] else { panic!("{row}") };
        let answer = Answer::read(response).await;
        assert_eq!(answer.status.to_string(), status, "{row}");
        assert_eq!(answer.header("x-amzn-errortype"), Some(error.trim_matches('`')), "{row}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{row}");
        assert!(answer.header("x-amzn-requestid").is_some(), "{row}");
        assert_eq!(answer.header("allow").is_some(), status == "405", "{row}");
        let body = answer.json();
        let found: BTreeSet<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        let expected: BTreeSet<&str> = members.split(", ").map(|member| member.trim_matches('`')).collect();
        assert_eq!(found, expected, "{row}: {body}");
    }
}
