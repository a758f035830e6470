//! Requests that get no further than the router: the answer says what is wrong and where, and repeats nothing.

use quickstart::serve;
use serde_json::json;

use crate::double::{Double, Outcome};
use crate::wire::{exchange, request};

/// What no answer may hold: the tests put it into every value that is wrong.
const SECRET: &str = "hunter2";

pub(crate) const JSON: (&str, &str) = ("content-type", "application/json");
const NOT_FOUND: (u16, &str) = (404, "UnknownOperationException");
const METHOD: (u16, &str) = (405, "MethodNotAllowedException");
const MEDIA: (u16, &str) = (415, "UnsupportedMediaTypeException");
const ACCEPT: (u16, &str) = (406, "NotAcceptableException");

/// Sends a request to a server whose handlers must not get it, and checks status and name of the error, that the
/// answer is JSON with a message, and that the parts are in it. Returns the answer's headers for more checks.
pub(crate) async fn check(
    sent: &[u8],
    (status, name): (u16, &str),
    parts: &[&str],
    context: &str,
) -> Vec<(String, String)> {
    let double = Double::answering(Outcome::Output(json!({})));
    let seen = double.seen();
    let address = serve::spawn(double).await.unwrap();
    let answer = exchange(address, sent).await;
    let context = format!("{context}: {answer:?}");
    assert_eq!(answer.status(), status, "{context}");
    assert_eq!(answer.header("x-amzn-errortype"), Some(name), "{context}");
    assert_eq!(answer.header("content-type"), Some("application/json"), "{context}");
    let body = answer.json();
    let message = body["message"].as_str().unwrap_or_default();
    assert!(!message.is_empty(), "no message: {context}");
    for part in parts {
        assert!(message.contains(part), "{part} is not in the message: {context}");
    }
    let text = String::from_utf8_lossy(&answer.body);
    assert!(!text.contains(SECRET), "the answer repeats a value: {context}");
    assert!(seen.lock().unwrap().is_empty(), "a handler got it: {context}");
    answer.headers.into_iter().collect()
}

#[tokio::test]
async fn unknown_paths() {
    let lines = [
        "GET /",
        "GET /package",
        "POST //packages",
        "POST /packages//",
        "GET /packages/import-jobs//",
        "GET /packages/import-jobs/a/b",
        "POST /PACKAGES",
        "POST /v1/jobs//",
        "POST /v1/job",
        "POST /v2/jobs",
        "POST /startimport",
        "POST /StartImport/hunter2",
        "DELETE /hunter2",
    ];
    for line in lines {
        check(&request(line, &[], ""), NOT_FOUND, &["path"], line).await;
    }
}

#[tokio::test]
async fn wrong_methods() {
    let cases = [
        ("GET /packages", "POST"),
        ("PUT /packages", "POST"),
        ("GET /packages/import-jobs", "POST"),
        // A slash at the end is optional, and an empty label none: this is not a request for a job.
        ("GET /packages/import-jobs/", "POST"),
        ("POST /packages/import-jobs/a", "GET"),
        ("DELETE /packages/import-jobs/a", "GET"),
        ("GET /v1/jobs", "POST"),
        ("PATCH /StartImport", "POST"),
        ("BREW /StartImport", "POST"),
    ];
    for (line, allow) in cases {
        let headers = check(&request(line, &[], ""), METHOD, &[allow], line).await;
        assert!(headers.contains(&("allow".to_owned(), allow.to_owned())), "{line}: {headers:?}");
    }
}

#[tokio::test]
async fn wrong_content_types() {
    let body = r#"{"PackageName":"a"}"#;
    let types = ["text/plain", "application/x-www-form-urlencoded", "application/hal+json", "application", "", "*/*"];
    for content_type in types {
        let headers = [("content-type", content_type)];
        check(&request("POST /packages", &headers, body), MEDIA, &["application/json"], content_type).await;
    }
    check(&request("POST /packages", &[], body), MEDIA, &["application/json"], "none").await;
    check(&request("GET /packages/import-jobs/a", &[JSON], "{}"), MEDIA, &["Content-Type"], "GET").await;
}

#[tokio::test]
async fn unacceptable_answers() {
    for accept in ["text/html", "application/xml, text/*;q=0.5", "application/json;q=0"] {
        let headers = [JSON, ("accept", accept)];
        let sent = request("POST /packages", &headers, r#"{"PackageName":"a"}"#);
        check(&sent, ACCEPT, &["application/json"], accept).await;
    }
}

#[tokio::test]
async fn what_headers_may_say() {
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    let cases = [
        ("application/json", "*/*"),
        ("application/json; charset=utf-8", "application/json"),
        ("Application/JSON", "text/html, application/json;q=0.1"),
        ("application/json;charset=UTF-8", "application/*"),
    ];
    for (content_type, accept) in cases {
        let headers = [("Content-Type", content_type), ("ACCEPT", accept)];
        let answer = exchange(address, &request("POST /packages", &headers, r#"{"PackageName":"a"}"#)).await;
        assert_eq!(answer.status(), 200, "{content_type} {accept}");
    }
}

#[tokio::test]
async fn labels_that_are_no_text() {
    let sent = request("GET /packages/import-jobs/hunter2%FF", &[], "");
    check(&sent, (400, "SerializationException"), &["/JobId", "UTF-8"], "%FF").await;
}
