//! Every operation there and back: the cases of the folder, on the wire.

use std::path::Path;
use std::sync::Arc;

use quickstart::serve;
use serde_json::{Value, json};

use crate::double::{Double, Outcome, call};
use crate::wire::{Recorder, exchange, json_request, request, response};

/// What an operation is called with and what it answers; both are at the same time what is sent.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) input: Value,
    /// The first line of the request.
    pub(crate) line: String,
    /// The request's body, if it has one.
    pub(crate) body: Option<Value>,
    pub(crate) status: u16,
    /// The output, all of which travels in the body.
    pub(crate) output: Value,
}

/// The cases of the folder.
pub(crate) fn cases() -> Vec<Case> {
    let folder = Path::new("tests/service/round_trips");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases: Vec<Case> = files.map(|path| read(&path)).collect();
    assert!(cases.len() > 5, "the folder is incomplete");
    cases
}

fn read(path: &Path) -> Case {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let input = case["input"].clone();
    let body = match &case["request"]["body"] {
        Value::Null => None,
        Value::String(same) if same == "the input" => Some(input.clone()),
        body => Some(body.clone()),
    };
    Case {
        operation: case["operation"].as_str().unwrap().to_owned(),
        line: case["request"]["line"].as_str().unwrap().to_owned(),
        body,
        input,
        status: case["response"]["status"].as_u64().unwrap().try_into().unwrap(),
        output: case["response"]["body"].clone(),
        name,
    }
}

#[tokio::test]
async fn the_client_sends_what_the_model_says_and_reads_the_answer() {
    for Case { name, operation, input, line, body, status, output } in cases() {
        let headers = [("content-type", "application/json")];
        let recorder = Recorder::answering(response(status, &headers, &output.to_string())).await;
        let result = call(recorder.address, &operation, input).await;
        assert_eq!(result.unwrap(), output, "{name}");

        let mut sent = recorder.only();
        assert_eq!(sent.line, line, "{name}");
        assert_eq!(sent.headers.remove("host"), Some(recorder.address.to_string()), "{name}");
        let agent = sent.headers.remove("user-agent").unwrap_or_default();
        let service = agent.strip_prefix(concat!("shapewright/", env!("CARGO_PKG_VERSION"), " "));
        assert!(
            service.is_some_and(|service| ["DataExchange", "Mgn", "Panorama"].contains(&service)),
            "{name}: {agent}"
        );
        let sent_body = (!sent.body.is_empty()).then(|| sent.json());
        assert_eq!(sent_body, body, "{name}");
        let mut headers = json!({ "accept": "application/json" });
        if body.is_some() {
            headers["content-type"] = json!("application/json");
            headers["content-length"] = json!(sent.body.len().to_string());
        }
        assert_eq!(json!(sent.headers), headers, "{name}");
    }
}

#[tokio::test]
async fn the_server_reads_what_the_model_says_and_sends_the_answer() {
    for Case { name, operation, input, line, body, status, output } in cases() {
        let told = Outcome::Output(output.clone());
        let double = Double::new(move |asked, _| {
            assert_eq!(asked, operation, "the router chose another operation");
            told.clone()
        });
        let seen = double.seen();
        let address = serve::spawn(double).await.unwrap();
        let line = line.trim_end_matches(" HTTP/1.1");
        let sent = match body {
            Some(body) => json_request(line, body),
            None => request(line, &[], ""),
        };

        let mut answer = exchange(address, &sent).await;
        assert_eq!((answer.status(), answer.json()), (status, output), "{name}");
        assert_eq!(*seen.lock().unwrap(), [input], "{name}");
        assert!(answer.headers.remove("date").is_some(), "{name}");
        assert!(answer.headers.remove("x-amzn-requestid").is_some(), "{name}");
        let headers = json!({ "content-type": "application/json", "content-length": answer.body.len().to_string() });
        assert_eq!(json!(answer.headers), headers, "{name}");
    }
}

#[tokio::test]
async fn a_missing_idempotency_token_is_filled_in() {
    let recorder = Recorder::answering(response(202, &[], "{}")).await;
    call(recorder.address, "StartImport", json!({ "s3BucketSource": {} })).await.unwrap();
    let sent = recorder.only().json();
    let token = sent["clientToken"].as_str().unwrap();
    let groups: Vec<usize> = token.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12], "{token} is no UUID");
    assert!(token.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()), "{token} is no UUID");
}

#[tokio::test]
async fn labels_are_encoded_byte_by_byte() {
    let recorder = Recorder::answering(response(200, &[], "{}")).await;
    // The client sends what it is given: what the constraints of today refuse, a newer service may accept.
    call(recorder.address, "DescribePackageImportJob", json!({ "JobId": "a/b c?%+é" })).await.unwrap();
    assert_eq!(recorder.only().line, "GET /packages/import-jobs/a%2Fb%20c%3F%25%2B%C3%A9 HTTP/1.1");
}

#[tokio::test]
async fn an_empty_label_is_not_sent() {
    let recorder = Recorder::answering(response(200, &[], "{}")).await;
    let failure = call(recorder.address, "DescribePackageImportJob", json!({ "JobId": "" })).await.unwrap_err();
    assert!(failure.text.contains("/JobId"), "{}", failure.text);
    assert!(failure.text.contains("must not be empty"), "{}", failure.text);
}

#[tokio::test]
async fn labels_arrive_decoded() {
    let cases = [("%61%2D%5f9", "a-_9"), ("a", "a")];
    for (label, id) in cases {
        let double = Double::answering(Outcome::Output(json!({})));
        let seen = double.seen();
        let address = serve::spawn(double).await.unwrap();
        let answer = exchange(address, &request(&format!("GET /packages/import-jobs/{label}"), &[], "")).await;
        assert_eq!(answer.status(), 200, "{label}");
        assert_eq!(*seen.lock().unwrap(), [json!({ "JobId": id })], "{label}");
    }
}

#[tokio::test]
async fn a_body_in_chunks_is_read_whole() {
    let double = Double::answering(Outcome::Output(json!({})));
    let seen: Arc<_> = double.seen();
    let address = serve::spawn(double).await.unwrap();
    let chunks = "11\r\n{\"PackageName\": \"\r\n3\r\nabc\r\n2\r\n\"}\r\n0\r\n\r\n";
    let head =
        "POST /packages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let answer = exchange(address, format!("{head}{chunks}").as_bytes()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(*seen.lock().unwrap(), [json!({ "PackageName": "abc" })]);
}
