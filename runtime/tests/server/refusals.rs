//! Requests that do not reach a handler.

use serde_json::{Value, json};

use crate::requests::{answer, chunked, request, send};
use crate::sample::{Router, Store};

const JSON: (&str, &str) = ("content-type", "application/json");

struct Case {
    line: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    status: u16,
    error: &'static str,
    /// What the answer is, or holds if this is a text.
    holds: Value,
}

fn case(
    line: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    (status, error): (u16, &'static str),
    holds: Value,
) -> Case {
    Case { line, headers, body, status, error, holds }
}

const UNKNOWN: (u16, &str) = (404, "UnknownOperationException");
const METHOD: (u16, &str) = (405, "MethodNotAllowedException");
const TYPE: (u16, &str) = (415, "UnsupportedMediaTypeException");
const ACCEPT: (u16, &str) = (406, "NotAcceptableException");
const MALFORMED: (u16, &str) = (400, "SerializationException");
const INVALID: (u16, &str) = (400, "ValidationException");

async fn check(cases: Vec<Case>) {
    for Case { line, headers, body, status, error, holds } in cases {
        let answer = answer(request(line, headers, body)).await;
        let told = format!("{line} {headers:?} {body} gave {} {}", answer.status, answer.body);
        assert_eq!(answer.status, status, "{told}");
        assert_eq!(answer.header("x-amzn-errortype"), Some(error), "{told}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{told}");
        assert!(!answer.json()["message"].as_str().unwrap().is_empty(), "{told}");
        match holds {
            Value::String(part) => assert!(answer.body.contains(&part), "{told}"),
            whole => assert_eq!(answer.json(), whole, "{told}"),
        }
        assert!(!answer.body.contains("s3cret"), "{told}");
    }
}

#[tokio::test]
async fn paths_and_methods() {
    check(vec![
        case("GET /nowhere", &[], "", UNKNOWN, json!("path")),
        case("GET /packages/", &[], "", METHOD, json!("POST")),
        case("GET /packages//", &[], "", UNKNOWN, json!("path")),
        case("GET /%FF", &[], "", MALFORMED, json!("path: the text is not valid UTF-8")),
        case("GET /packages/%FF/%2F/nowhere", &[], "", MALFORMED, json!("path: the text is not valid UTF-8")),
        case("GET /nowhere?a=%C3", &[], "", MALFORMED, json!("query string: parameter a: the text is not valid UTF-8")),
        case("GET /packages/%C3%28?depth=1", &[], "", MALFORMED, json!("path label: the text is not valid UTF-8")),
        case("GET /packages/a?depth=1&b=%FF", &[], "", MALFORMED, json!("query string: parameter b")),
        case("GET /packages/a?%FF", &[], "", MALFORMED, json!("query string")),
        case("GET /packages", &[], "", METHOD, json!("POST")),
        case("HEAD /packages/a", &[], "", METHOD, json!("DELETE, GET")),
        case("OPTIONS /packages/a", &[], "", METHOD, json!("DELETE, GET")),
        case("DELETE /packages/a", &[], "", (501, "NotImplementedException"), json!("DeletePackage")),
    ])
    .await;
    let refused = answer(request("OPTIONS /packages/a", &[], "")).await;
    assert_eq!(refused.header("allow"), Some("DELETE, GET"));
}

#[tokio::test]
async fn content_types() {
    check(vec![
        case("POST /packages", &[], "{}", TYPE, json!("application/json")),
        case("POST /packages", &[("content-type", "application/hal+json")], "{}", TYPE, json!("application/json")),
        // A wrong content type is wrong even where there is no body.
        case("POST /packages", &[("content-type", "text/plain")], "", TYPE, json!("application/json")),
        case("GET /packages/a?depth=1", &[JSON], "{}", TYPE, json!("no body")),
        case("PUT /packages/a/note", &[], "hello", TYPE, json!("text/plain")),
        case("PUT /packages/a/note", &[JSON], "hello", TYPE, json!("text/plain")),
    ])
    .await;
    let served = [
        request("GET /packages/a?depth=1", &[JSON], ""),
        request("POST /packages", &[JSON], r#"{"name":"a","owner":"b"}"#),
        request(
            "POST /packages",
            &[("Content-Type", "Application/JSON; charset=utf-8")],
            r#"{"name":"a","owner":"b"}"#,
        ),
        request("PUT /packages/a/note", &[("content-type", "text/plain")], "hello"),
        request("PUT /packages/a/note", &[], ""),
        request("PUT /packages/a/content", &[("content-type", "image/jpeg")], "jpeg"),
        request("PUT /packages/a/content", &[], "anything"),
    ];
    for request in served {
        let told = format!("{request:?}");
        assert_eq!(answer(request).await.status / 100, 2, "{told}");
    }
}

#[tokio::test]
async fn accepted_types() {
    check(vec![
        case("GET /packages/a?depth=1", &[("accept", "application/hal+json")], "", ACCEPT, json!("application/json")),
        case("GET /packages/a?depth=1", &[("accept", "application/json;q=0")], "", ACCEPT, json!("application/json")),
        case("GET /packages/a/b/note", &[("accept", "application/json")], "", ACCEPT, json!("text/plain")),
    ])
    .await;
    let served = [
        ("GET /packages/a?depth=1", "application/*"),
        ("GET /packages/a/b/note", "text/html, */*;q=0.1"),
        // Where there is no answer to speak of, anything may be asked for.
        ("PUT /packages/a/note", "application/json"),
    ];
    for (line, accept) in served {
        assert_eq!(answer(request(line, &[("accept", accept)], "")).await.status, 200, "{line} {accept}");
    }
}

#[tokio::test]
async fn malformed_requests() {
    check(vec![
        case("POST /packages", &[JSON], "{", MALFORMED, json!("EOF")),
        case("POST /packages", &[JSON], "[]", MALFORMED, json!("object")),
        case("POST /packages", &[JSON], r#"{"name":"a"} s3cret"#, MALFORMED, json!("trailing")),
        // What is missing besides is not told: the request must be mended first.
        case("POST /packages", &[JSON], r#"{"name":{"s3cret":1}}"#, MALFORMED, json!("/name")),
        case("POST /packages", &[JSON], r#"{"tags":{"a/b":5}}"#, MALFORMED, json!("/tags/a~1b")),
        case(
            "GET /packages/a?depth=s3cret",
            &[],
            "",
            MALFORMED,
            json!({
                "message": "/depth: query parameter depth: expected a 32-bit integer",
                "path": "/depth",
                "reason": "query parameter depth: expected a 32-bit integer",
            }),
        ),
        case("GET /packages/%FF?depth=1", &[], "", MALFORMED, json!("/name")),
        case("GET /packages/a?depth=%FF", &[], "", MALFORMED, json!("query string")),
    ])
    .await;
}

#[tokio::test]
async fn violations_come_together() {
    let missing = "Value at '/owner' failed to satisfy constraint: Member must not be null";
    let long = "Value with length 9 at '/name' failed to satisfy constraint: \
                Member must have length between 1 and 8, inclusive";
    let pattern =
        "Value at '/secret' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]*$";
    check(vec![
        case(
            "POST /packages",
            &[JSON],
            r#"{"name":"123456789","secret":"s3cret"}"#,
            INVALID,
            json!({
                "message": format!("3 validation errors detected. {missing}; {long}; {pattern}"),
                "fieldList": [
                    { "path": "/owner", "message": missing },
                    { "path": "/name", "message": long },
                    { "path": "/secret", "message": pattern },
                ],
            }),
        ),
        // A placeholder for what is missing breaks no other constraint.
        case(
            "POST /packages",
            &[JSON],
            r#"{"owner":"b"}"#,
            INVALID,
            json!({
                "message": "1 validation error detected. \
                            Value at '/name' failed to satisfy constraint: Member must not be null",
                "fieldList": [{
                    "path": "/name",
                    "message": "Value at '/name' failed to satisfy constraint: Member must not be null",
                }],
            }),
        ),
        case("GET /packages/a", &[], "", INVALID, json!("/depth")),
        case("POST /packages", &[], "", INVALID, json!("2 validation errors")),
    ])
    .await;
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let line = "POST /packages";
    let body = r#"{"name":"a","owner":"b"}"#;
    let router = || Router::new(Store).with_body_limit(body.len());
    assert_eq!(send(router(), request(line, &[JSON], body)).await.status(), 201);
    let longer = format!("{body} ");
    assert_eq!(send(router(), request(line, &[JSON], &longer)).await.status(), 413);
    assert_eq!(send(router(), chunked(line, &[JSON], vec![Ok(body), Ok(" ")])).await.status(), 413);
    let by_default = Router::new(Store);
    let padding = " ".repeat(2 * 1024 * 1024 - body.len());
    let full = [body, &padding].concat();
    assert_eq!(send(by_default.clone(), request(line, &[JSON], &full)).await.status(), 201);
    assert_eq!(send(by_default, request(line, &[JSON], &(full + " "))).await.status(), 413);
}

#[tokio::test]
async fn broken_and_unmeasured_bodies() {
    let broken = chunked("POST /packages", &[JSON], vec![Ok(r#"{"name":"#), Err("s3cret reset")]);
    let broken = answer(broken).await;
    assert_eq!((broken.status, broken.header("x-amzn-errortype")), (400, Some("SerializationException")));
    assert!(broken.body.contains("reading the body failed") && !broken.body.contains("s3cret"), "{}", broken.body);

    let line = "PUT /packages/a/content";
    let unmeasured = answer(chunked(line, &[], vec![Ok("ab"), Ok("c")])).await;
    assert_eq!((unmeasured.status, unmeasured.header("x-amzn-errortype")), (411, Some("LengthRequiredException")));
    assert!(unmeasured.json()["message"].is_string());
    let measured = answer(chunked(line, &[("content-length", "3")], vec![Ok("ab"), Ok("c")])).await;
    assert_eq!((measured.status, measured.header("x-length")), (204, Some("3")));
}
