//! Answers that do not fit the model: what is harmless is tolerated, and the rest is told of with its place.

use serde_json::{Value, json};

use crate::double::call;
use crate::violations::base;
use crate::wire::{Recorder, response};

async fn answered(operation: &str, status: u16, body: &str) -> Result<Value, crate::double::Failure> {
    let headers = [("content-type", "application/json"), ("x-amzn-requestid", "id-1")];
    let recorder = Recorder::answering(response(status, &headers, body)).await;
    call(recorder.address, operation, base(operation)).await
}

#[tokio::test]
async fn wrong_members_are_named() {
    let cases = [
        ("CreatePackage", 200, r#"{"Arn":5}"#, "/Arn", "a number instead of a string"),
        ("CreatePackage", 200, r#"{"StorageLocation":[]}"#, "/StorageLocation", "expected an object"),
        ("CreatePackage", 200, r#"{"StorageLocation":{"Bucket":{}}}"#, "/StorageLocation/Bucket", "expected a string"),
        ("CreatePackage", 200, "[]", "", "expected an object, found an array"),
        ("CreatePackage", 200, "<html>", "", "expected value"),
        ("CreatePackage", 200, r#"{"Arn":"a"} x"#, "", "trailing"),
        ("DescribePackageImportJob", 200, r#"{"CreatedTime":"June"}"#, "/CreatedTime", ""),
        ("DescribePackageImportJob", 200, r#"{"CreatedTime":true}"#, "/CreatedTime", ""),
        ("DescribePackageImportJob", 200, r#"{"JobTags":[{},{"Tags":{"k":1}}]}"#, "/JobTags/1/Tags/k", "a string"),
        (
            "DescribePackageImportJob",
            200,
            r#"{"OutputConfig":{"PackageVersionOutputConfig":{"MarkLatest":1}}}"#,
            "/OutputConfig/PackageVersionOutputConfig/MarkLatest",
            "",
        ),
        ("CreateJob", 201, r#"{"CreatedAt":"2026-13-01T00:00:00Z"}"#, "/CreatedAt", ""),
        ("CreateJob", 201, r#"{"Errors":[{"LimitValue":"many"}]}"#, "/Errors/0/LimitValue", "a number"),
        (
            "StartImport",
            202,
            r#"{"importTask":{"summary":{"waves":{"createdCount":9223372036854775808}}}}"#,
            "/importTask/summary/waves/createdCount",
            "range",
        ),
        (
            "StartImport",
            202,
            r#"{"importTask":{"summary":{"waves":{"createdCount":1.5}}}}"#,
            "/importTask/summary/waves/createdCount",
            "",
        ),
    ];
    for (operation, status, body, pointer, reason) in cases {
        let failure = answered(operation, status, body).await.unwrap_err();
        let context = format!("{body}: {failure:?}");
        assert_eq!(failure.pointer.as_deref(), Some(pointer), "{context}");
        assert_eq!((failure.status, failure.variant, failure.retryable), (Some(status), None, false), "{context}");
        assert_eq!(failure.request_id.as_deref(), Some("id-1"), "{context}");
        for part in [operation, pointer, reason, &status.to_string()] {
            assert!(failure.text.contains(part), "{part} is not in: {}", failure.text);
        }
    }
}

#[tokio::test]
async fn what_is_missing_unknown_or_null_is_tolerated() {
    let cases = [
        ("CreatePackage", 200, "", json!({})),
        ("CreatePackage", 200, "{}", json!({})),
        ("CreatePackage", 200, r#"{"Arn":null,"StorageLocation":null}"#, json!({})),
        (
            "CreatePackage",
            200,
            r#"{"New":{"a":[1]},"arn":7,"Arn":"a","StorageLocation":{"New":[]}}"#,
            json!({
                "Arn": "a", "StorageLocation": {},
            }),
        ),
        // Another status that means success.
        ("CreatePackage", 201, r#"{"Arn":"a"}"#, json!({ "Arn": "a" })),
        // Enums keep what this crate does not know.
        (
            "DescribePackageImportJob",
            200,
            r#"{"Status":"PAUSED","JobType":""}"#,
            json!({
                "Status": "PAUSED", "JobType": "",
            }),
        ),
        // Constraints of answers are checked on demand only.
        ("DescribePackageImportJob", 200, r#"{"JobId":"a b"}"#, json!({ "JobId": "a b" })),
        (
            "DescribePackageImportJob",
            200,
            r#"{"JobTags":[null,{"Tags":{"a":null,"b":"c"}}]}"#,
            json!({
                "JobTags": [{ "Tags": { "b": "c" } }],
            }),
        ),
        (
            "CreateJob",
            201,
            r#"{"State":"PAUSED","CreatedAt":"2026-06-01T14:00:00.5+02:00"}"#,
            json!({
                "State": "PAUSED", "CreatedAt": "2026-06-01T12:00:00.5Z",
            }),
        ),
        ("CreateJob", 201, r#"{"Errors":[{"LimitValue":3}]}"#, json!({ "Errors": [{ "LimitValue": 3.0 }] })),
        (
            "StartImport",
            202,
            r#"{"importTask":{"progressPercentage":7,"summary":{}}}"#,
            json!({
                "importTask": { "progressPercentage": 7.0, "summary": {} },
            }),
        ),
    ];
    for (operation, status, body, expected) in cases {
        let output = answered(operation, status, body).await;
        assert_eq!(output.unwrap_or_else(|failure| panic!("{body}: {failure:?}")), expected, "{body}");
    }
}
