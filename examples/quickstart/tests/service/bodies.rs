//! Bodies that get no further than the router, and those that just do.

use quickstart::serve;
use serde_json::json;

use crate::double::{Double, Outcome};
use crate::refusals::{JSON, check};
use crate::wire::{exchange, json_request, request};

#[tokio::test]
async fn bodies_that_are_no_json() {
    let bodies: [&[u8]; 13] = [
        b"hunter2",
        b"{",
        b"{\"PackageName\"",
        b"{\"PackageName\":",
        b"{\"PackageName\":\"hunter2",
        b"{\"PackageName\":\"hunter2\",}",
        b"{'PackageName':'hunter2'}",
        b"{\"PackageName\":\"a\"} hunter2",
        b"{\"PackageName\":\"a\"}{}",
        b"{\"PackageName\":\"\\ud800hunter2\"}",
        b"{\"PackageName\":\"\x01hunter2\"}",
        b"{\"PackageName\":\"\xffhunter2\"}",
        b" ",
    ];
    for body in bodies {
        let context = String::from_utf8_lossy(body);
        check(&request("POST /packages", &[JSON], body), (400, "SerializationException"), &[], &context).await;
    }
}

#[tokio::test]
async fn values_of_wrong_types() {
    let cases = [
        ("POST /packages", "null", "", "null"),
        ("POST /packages", r#"["hunter2"]"#, "", "an array"),
        ("POST /packages", r#""hunter2""#, "", "a string"),
        ("POST /packages", "7", "", "a number"),
        ("POST /packages", r#"{"PackageName":5}"#, "/PackageName", "expected a string, found a number"),
        ("POST /packages", r#"{"PackageName":1.5e300}"#, "/PackageName", "a number"),
        ("POST /packages", r#"{"PackageName":true}"#, "/PackageName", "found a boolean"),
        ("POST /packages", r#"{"PackageName":["hunter2"]}"#, "/PackageName", "found an array"),
        ("POST /packages", r#"{"PackageName":{"hunter2":1}}"#, "/PackageName", "found an object"),
        ("POST /packages", r#"{"PackageName":"a","Tags":[]}"#, "/Tags", "expected an object, found an array"),
        ("POST /packages", r#"{"PackageName":"a","Tags":"hunter2"}"#, "/Tags", "expected an object, found a string"),
        ("POST /packages", r#"{"PackageName":"a","Tags":{"a/b~c":1}}"#, "/Tags/a~1b~0c", "found a number"),
        ("POST /packages", r#"{"PackageName":"a","Tags":{"k":null}}"#, "/Tags/k", "null"),
        (
            "POST /packages/import-jobs",
            r#"{"OutputConfig":{"PackageVersionOutputConfig":{"MarkLatest":"true"}}}"#,
            "/OutputConfig/PackageVersionOutputConfig/MarkLatest",
            "expected a boolean, found a string",
        ),
        (
            "POST /packages/import-jobs",
            r#"{"JobTags":[{},{"Tags":{"k":["hunter2"]}}]}"#,
            "/JobTags/1/Tags/k",
            "expected a string, found an array",
        ),
        ("POST /packages/import-jobs", r#"{"JobTags":[{},null]}"#, "/JobTags/1", "null"),
        ("POST /packages/import-jobs", r#"{"JobTags":{"hunter2":1}}"#, "/JobTags", "expected an array"),
        ("POST /packages/import-jobs", r#"{"JobType":1}"#, "/JobType", "expected a string"),
        (
            "POST /v1/jobs",
            r#"{"Details":{"ImportAssetsFromS3":{"AssetSources":[{"Bucket":false}]}}}"#,
            "/Details/ImportAssetsFromS3/AssetSources/0/Bucket",
            "expected a string, found a boolean",
        ),
        ("POST /StartImport", r#"{"s3BucketSource":[]}"#, "/s3BucketSource", "expected an object"),
    ];
    for (line, body, path, reason) in cases {
        let name = (400, "SerializationException");
        check(&json_request(line, body), name, &[path, reason], body).await;
        // The place and the reason are members of their own, too.
        let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
        let answer = exchange(address, &json_request(line, body)).await.json();
        assert_eq!(answer["path"], path, "{body}: {answer}");
        assert!(answer["reason"].as_str().unwrap().contains(reason), "{body}: {answer}");
    }
}

#[tokio::test]
async fn members_that_nobody_knows_are_ignored() {
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    let deep = format!(r#"{{"PackageName":"a","deep":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let bodies = [r#"{"PackageName":"a","packagename":5,"__type":{},"":null}"#, &deep];
    for body in bodies {
        let answer = exchange(address, &json_request("POST /packages", body)).await;
        assert_eq!(answer.status(), 200, "{}", &body[..40]);
    }
}

#[tokio::test]
async fn deep_nesting_is_no_danger() {
    // Where an object is expected, in a map and in a list, and neither closed nor well-formed.
    let brackets = "[".repeat(500_000);
    let braces = r#"{"Tags":"#.repeat(200_000);
    let bodies = [
        brackets.clone(),
        format!(r#"{{"PackageName":{brackets}"#),
        format!(r#"{{"unknown":{brackets}"#),
        format!(r#"{{"PackageName":"a","Tags":{braces}"#),
    ];
    for body in bodies {
        let sent = json_request("POST /packages", &body);
        check(&sent, (400, "SerializationException"), &[], &body[..30]).await;
    }
}

#[tokio::test]
async fn the_longest_body_and_one_byte_more() {
    const LIMIT: usize = 2 * 1024 * 1024;
    let address = serve::spawn(Double::answering(Outcome::Output(json!({})))).await.unwrap();
    let start = r#"{"PackageName":"a"}"#;
    let longest = start.to_owned() + &" ".repeat(LIMIT - start.len());
    assert_eq!(exchange(address, &json_request("POST /packages", &longest)).await.status(), 200);

    let too_large = (413, "RequestTooLargeException");
    let limit = LIMIT.to_string();
    check(&json_request("POST /packages", longest.clone() + " "), too_large, &[&limit], "with a length").await;

    // In chunks, nothing tells the length beforehand.
    let head =
        "POST /packages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunked = |body: &str| format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).into_bytes();
    assert_eq!(exchange(address, &chunked(&longest)).await.status(), 200);
    check(&chunked(&(longest + " ")), too_large, &[&limit], "in chunks").await;
}
