//! Every modelled error of every operation, on the wire and back, in each of the forms that services send.

use quickstart::serve;
use serde_json::json;

use crate::double::{Double, ERRORS, MESSAGE, Outcome, call};
use crate::violations::{base, request_for};
use crate::wire::{Recorder, exchange, response};

#[tokio::test]
async fn the_server_sends_status_name_and_message() {
    for &(operation, name, status) in ERRORS {
        let address = serve::spawn(Double::answering(Outcome::Error(name))).await.unwrap();
        let mut answer = exchange(address, &request_for(operation, &base(operation))).await;
        let context = format!("{operation} {name}");
        assert_eq!(answer.status(), status, "{context}");
        assert_eq!(answer.json(), json!({ "message": MESSAGE }), "{context}");
        assert!(answer.headers.remove("date").is_some(), "{context}");
        assert!(answer.headers.remove("x-amzn-requestid").is_some(), "{context}");
        let headers = json!({
            "content-type": "application/json",
            "content-length": answer.body.len().to_string(),
            "x-amzn-errortype": name,
        });
        assert_eq!(json!(answer.headers), headers, "{context}");
    }
}

#[tokio::test]
async fn errors_go_through_client_and_server() {
    for &(operation, name, status) in ERRORS {
        let address = serve::spawn(Double::answering(Outcome::Error(name))).await.unwrap();
        let failure = call(address, operation, base(operation)).await.unwrap_err();
        let context = format!("{operation} {name}: {failure:?}");
        assert_eq!(failure.variant, Some(name), "{context}");
        assert_eq!(failure.status, Some(status), "{context}");
        assert_eq!(failure.code.as_deref(), Some(name), "{context}");
        assert_eq!(failure.message.as_deref(), Some(MESSAGE), "{context}");
        assert_eq!(failure.retryable, matches!(status, 429 | 500), "{context}");
        for part in [operation, name, &status.to_string(), MESSAGE] {
            assert!(failure.text.contains(part), "{part} is not in: {}", failure.text);
        }
    }
}

/// How services name errors: a header or a member, with a namespace before the name and a URI behind it.
const FORMS: [(Option<&str>, &str); 11] = [
    (Some("NAME"), r#"{"message":"M"}"#),
    (Some("NAME:http://internal.amazon.com/coral/com.amazon.coral.validate/"), r#"{"message":"M"}"#),
    (Some("com.example#NAME"), r#"{"message":"M"}"#),
    (Some("com.example#NAME:http://example.com/a#b"), r#"{"message":"M"}"#),
    (None, r#"{"__type":"NAME","message":"M"}"#),
    (None, r#"{"__type":"com.example#NAME","message":"M"}"#),
    (None, r#"{"__type":"com.example#NAME:http://example.com/","message":"M"}"#),
    (None, r#"{"code":"NAME","message":"M"}"#),
    (None, r#"{"message":"M","code":"com.example#NAME:http://example.com/"}"#),
    // The header decides.
    (Some("NAME"), r#"{"__type":"OtherException","code":"AnotherException","message":"M"}"#),
    (None, r#"{"__type":"NAME","code":"AnotherException","message":"M","unknown":[{}]}"#),
];

#[tokio::test]
async fn the_client_knows_errors_by_their_names_in_every_form() {
    for &(operation, name, status) in ERRORS {
        for (header, body) in FORMS {
            let header = header.map(|form| form.replace("NAME", name));
            let headers: Vec<(&str, &str)> = header.iter().map(|value| ("x-amzn-errortype", value.as_str())).collect();
            let recorder = Recorder::answering(response(status, &headers, &body.replace("NAME", name))).await;
            let failure = call(recorder.address, operation, base(operation)).await.unwrap_err();
            let context = format!("{operation} {header:?} {body}: {failure:?}");
            assert_eq!(failure.variant, Some(name), "{context}");
            assert_eq!(failure.message.as_deref(), Some("M"), "{context}");
        }
    }
}

#[tokio::test]
async fn errors_that_the_model_does_not_name_are_kept_whole() {
    // An empty header names nothing.
    let cases = [
        (418, "TeapotException", r#"{"message":"short and stout"}"#, Some("TeapotException"), "short and stout"),
        (400, "", r#"{"__type":"a.b#NewException","Message":"new"}"#, Some("NewException"), "new"),
        (503, "", "<html>down</html>", None, "503"),
        (404, "", "", None, "404"),
        (500, "", r#"{"message":"without a name"}"#, None, "without a name"),
        // A name of another operation's error is none of this one's.
        (404, "ResourceNotFoundException", "{}", Some("ResourceNotFoundException"), "404"),
    ];
    for (status, header, body, code, words) in cases {
        let headers = [("x-amzn-requestid", "id-1"), ("x-amzn-errortype", header)];
        let recorder = Recorder::answering(response(status, &headers, body)).await;
        let failure = call(recorder.address, "CreatePackage", base("CreatePackage")).await.unwrap_err();
        let context = format!("{status} {body}: {failure:?}");
        assert_eq!(failure.variant, None, "{context}");
        assert_eq!(failure.status, Some(status), "{context}");
        assert_eq!(failure.code.as_deref(), code, "{context}");
        assert_eq!(failure.request_id.as_deref(), Some("id-1"), "{context}");
        for part in ["CreatePackage", words, "id-1"] {
            assert!(failure.text.contains(part), "{part} is not in: {}", failure.text);
        }
    }
}

#[tokio::test]
async fn errors_need_no_message() {
    for body in ["", "{}", r#"{"message":null}"#] {
        let headers = [("x-amzn-errortype", "ConflictException")];
        let recorder = Recorder::answering(response(409, &headers, body)).await;
        let failure = call(recorder.address, "CreatePackage", base("CreatePackage")).await.unwrap_err();
        assert_eq!((failure.variant, failure.message), (Some("ConflictException"), None), "{body}");
    }
}
