//! Requests that break several constraints at once are told of all of them.

use std::fmt::Write as _;

use generated::Violations;
use quickstart::serve;
use serde_json::{Value, json};

use crate::double::{Double, Outcome, binding, validate_input};
use crate::wire::{Message, exchange, json_request, request};

/// The least input that an operation accepts.
pub(crate) fn base(operation: &str) -> Value {
    match operation {
        "CreatePackage" => json!({ "PackageName": "a" }),
        "CreatePackageImportJob" => json!({
            "ClientToken": "t", "InputConfig": {}, "JobType": "NODE_PACKAGE_VERSION", "OutputConfig": {},
        }),
        "DescribePackageImportJob" => json!({ "JobId": "j" }),
        "CreateJob" => json!({ "Details": {}, "Type": "EXPORT_ASSETS_TO_S3" }),
        "StartImport" => json!({ "s3BucketSource": {} }),
        other => panic!("there is no operation {other}"),
    }
}

/// The request with this input, made without our own client.
pub(crate) fn request_for(operation: &str, input: &Value) -> Vec<u8> {
    let line = binding(operation).0;
    match &input["JobId"] {
        Value::String(label) => {
            let encoded = label.bytes().fold(String::new(), |mut text, byte| {
                let _ = write!(text, "%{byte:02X}");
                text
            });
            request(&format!("{line}{encoded}"), &[], "")
        }
        _ => json_request(line, input),
    }
}

/// Checks an answer against violations, each a path and the sentence behind `failed to satisfy constraint: `, with the
/// length in front of the path where the sentence is of a length.
pub(crate) fn check_refused(answer: &Message, violations: &[(&str, String)], context: &str) {
    assert_eq!(answer.status(), 400, "{context}: {answer:?}");
    assert_eq!(answer.header("x-amzn-errortype"), Some("ValidationException"), "{context}");
    assert_eq!(answer.header("content-type"), Some("application/json"), "{context}");
    let count = violations.len();
    let summary = format!("{count} validation error{} detected. ", if count == 1 { "" } else { "s" });
    let sentences: Vec<&str> = violations.iter().map(|(_, sentence)| sentence.as_str()).collect();
    let fields: Vec<Value> =
        violations.iter().map(|(path, sentence)| json!({ "path": path, "message": sentence })).collect();
    let expected = json!({ "message": summary + &sentences.join("; "), "fieldList": fields });
    assert_eq!(answer.json(), expected, "{context}");
}

pub(crate) fn length(length: usize, path: &str, bounds: &str) -> String {
    format!(
        "Value with length {length} at '{path}' failed to satisfy constraint: Member must have length {bounds}, inclusive"
    )
}

pub(crate) fn pattern(path: &str, pattern: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: Member must satisfy regular expression pattern: {pattern}")
}

pub(crate) fn enumeration(path: &str, values: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: Member must satisfy enum value set: [{values}]")
}

pub(crate) fn required(path: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: Member must not be null")
}

/// The violations as pairs, as the tests write them down.
pub(crate) fn pairs(violations: &Violations) -> Vec<(&str, String)> {
    violations.iter().map(|violation| (violation.path.as_str(), violation.to_string())).collect()
}

const NAME: &str = r"^[a-zA-Z0-9\-\_]+$";

#[tokio::test]
async fn all_violations_come_in_one_answer() {
    let cases = [
        ("CreatePackage", json!({}), vec![("/PackageName", required("/PackageName"))]),
        ("CreatePackage", json!({ "PackageName": null }), vec![("/PackageName", required("/PackageName"))]),
        (
            "CreatePackage",
            json!({ "PackageName": "", "Tags": { "": "", "a/b~": "x\n", "c": "ok" } }),
            vec![
                ("/PackageName", length(0, "/PackageName", "between 1 and 128")),
                ("/PackageName", pattern("/PackageName", NAME)),
                ("/Tags", length(0, "/Tags", "between 1 and 128")),
                ("/Tags", pattern("/Tags", "^.+$")),
                ("/Tags/a~1b~0", pattern("/Tags/a~1b~0", "^.*$")),
            ],
        ),
        // What is missing does not hide what is wrong.
        (
            "CreatePackage",
            json!({ "Tags": { "a": "\n" } }),
            vec![("/PackageName", required("/PackageName")), ("/Tags/a", pattern("/Tags/a", "^.*$"))],
        ),
        (
            "CreatePackageImportJob",
            json!({}),
            ["/ClientToken", "/InputConfig", "/JobType", "/OutputConfig"].map(|path| (path, required(path))).into(),
        ),
        (
            "CreatePackageImportJob",
            json!({ "ClientToken": null, "InputConfig": null, "JobTags": null, "JobType": null, "OutputConfig": null }),
            ["/ClientToken", "/InputConfig", "/JobType", "/OutputConfig"].map(|path| (path, required(path))).into(),
        ),
        (
            "CreatePackageImportJob",
            json!({ "OutputConfig": {}, "JobType": "NOPE", "ClientToken": "a b" }),
            vec![
                ("/InputConfig", required("/InputConfig")),
                ("/ClientToken", pattern("/ClientToken", NAME)),
                ("/JobType", enumeration("/JobType", "NODE_PACKAGE_VERSION, MARKETPLACE_NODE_PACKAGE_VERSION")),
            ],
        ),
        ("CreateJob", json!({}), ["/Details", "/Type"].map(|path| (path, required(path))).into()),
        ("CreateJob", json!({ "Type": "EXPORT_ASSETS_TO_S3" }), vec![("/Details", required("/Details"))]),
        (
            "StartImport",
            json!({ "clientToken": "a".repeat(65) }),
            vec![
                ("/s3BucketSource", required("/s3BucketSource")),
                ("/clientToken", length(65, "/clientToken", "between 0 and 64")),
            ],
        ),
    ];
    let double = Double::answering(Outcome::Output(json!({})));
    let seen = double.seen();
    let address = serve::spawn(double).await.unwrap();
    for (operation, input, violations) in cases {
        let answer = exchange(address, &json_request(binding(operation).0, &input)).await;
        check_refused(&answer, &violations, &format!("{operation} {input}"));
        let whole = base(operation).as_object().unwrap().keys().all(|name| !input[name].is_null());
        if whole {
            let found = validate_input(operation, input.clone()).unwrap_err();
            assert_eq!(pairs(&found), violations, "{operation} {input}");
        }
    }
    assert!(seen.lock().unwrap().is_empty(), "a refused request got to a handler");
}

#[tokio::test]
async fn a_request_without_a_body_lacks_its_members() {
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    for headers in [&[][..], &[("content-type", "application/json")], &[("content-length", "0")]] {
        let answer = exchange(address, &request("POST /packages", headers, "")).await;
        check_refused(&answer, &[("/PackageName", required("/PackageName"))], &format!("{headers:?}"));
    }
}

/// Of a map that is too long, a server keeps one entry more than is allowed, and counts the others.
#[tokio::test]
async fn the_list_of_violations_is_bounded() {
    let tags: serde_json::Map<String, Value> = (0..5000).map(|number| (format!("{number:04}"), json!("\n"))).collect();
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    let answer = exchange(address, &request_for("CreatePackage", &json!({ "PackageName": "a", "Tags": tags }))).await;
    assert_eq!(answer.status(), 400);
    let body = answer.json();
    assert_eq!(body["fieldList"].as_array().map(Vec::len), Some(52));
    let message = body["message"].as_str().unwrap();
    assert!(message.starts_with("52 validation errors detected. Value with length 5000 at '/Tags' "), "{message}");
}
