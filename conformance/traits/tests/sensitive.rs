//! Sensitive values are shown nowhere: not by `Debug`, not in violations, not in what is wrong with a message.
//!
//! Every such value has the word `hidden` in it, or the digits 77.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::fmt::{Debug, Display};

use serde_json::{Value, json};
use tower_service::Service as _;
use traits::sensitive::Sensitive;
use traits::sensitive::client::Client;
use traits::sensitive::server::Router;
use traits::sensitive::types::*;
use traits::{Body, Error, Request, Validate};

/// A value of each member that holds something sensitive.
const VALUES: &[(&str, &str)] = &[
    ("label", "77"),
    ("host", r#""hidden""#),
    ("header", "77"),
    ("prefixed", r#"{ "hidden": "a" }"#),
    ("member", r#""hidden""#),
    ("target", r#""hidden""#),
    ("number", "77"),
    ("big", "7700"),
    ("decimal", "7.7"),
    ("blob", r#""hidden77""#),
    ("time", r#""2077-01-01T00:00:00Z""#),
    ("choice", r#""HIDDEN""#),
    ("choice", r#""hidden""#),
    ("level", "77"),
    ("level", "770"),
    ("list", r#"["hidden"]"#),
    ("items", r#"["hidden"]"#),
    ("nested", r#"[["hidden"]]"#),
    ("keys", r#"{ "hidden": "a" }"#),
    ("values", r#"{ "a": "hidden" }"#),
    ("map", r#"{ "hidden": { "short": "hidden" } }"#),
    ("mixed", r#"{ "closed": "hidden" }"#),
    ("mixed", r#"{ "keys": { "hidden": "a" } }"#),
    ("union", r#"{ "text": "hidden" }"#),
    ("union", r#"{ "hidden": 77 }"#),
    ("structure", r#"{ "text": "hidden" }"#),
    ("structures", r#"[{ "text": "hidden" }]"#),
    ("document", r#"{ "hidden": [77] }"#),
];

fn is_hidden(shown: &str) -> bool {
    !shown.to_lowercase().contains("hidden") && !shown.contains("77") && !shown.contains("7.7")
}

fn input(member: &str, value: &str) -> Value {
    let mut input = json!({ "label": 1, "host": "other" });
    input[member] = serde_json::from_str(value).unwrap();
    input
}

#[test]
fn debug_redacts() {
    for (member, value) in VALUES {
        let input: PutInput = serde_json::from_value(input(member, value)).unwrap();
        let shown = format!("{input:?}");
        assert!(is_hidden(&shown), "{member}: {shown}");
        assert!(shown.contains("** redacted **"), "{member}: {shown}");
    }
    let open = format!("{:?}", PutInput::new(1, "hidden").with_open("shown"));
    assert!(open.contains(r#"open: Some("shown")"#), "{open}");
    assert_eq!(format!("{:?}", Mixed::Open("shown".to_owned())), r#"Open("shown")"#);

    let unknown: SecretUnion = serde_json::from_str(r#"{ "hidden": "hidden" }"#).unwrap();
    let alone: [&dyn Debug; 7] = [
        &SecretChoice::Hidden,
        &SecretChoice::from("hidden"),
        &SecretLevel::from(77),
        &SecretUnion::Text("hidden".to_owned()),
        &unknown,
        &SecretStructure::new().with_text("hidden"),
        &PutError::from(Leak::new().with_message("hidden")),
    ];
    for value in alone {
        let shown = format!("{value:?}").replace("Hidden", "hidden");
        assert!(is_hidden(&shown), "{shown}");
    }
}

#[test]
fn violations_redact() {
    let long = "hidden".repeat(9);
    let cases = [
        ("label", json!(7700), "/label"),
        ("target", json!(long), "/target"),
        ("target", json!("hidden!"), "/target"),
        ("items", json!(["a", long]), "/items/1"),
        ("list", json!(["hidden", "hidden"]), "/list"),
        ("choice", json!("hidden"), "/choice"),
        ("values", json!({ "a": long }), "/values/a"),
        ("keys", json!({ (long.clone()): "a" }), "/keys"),
        ("keys", json!({ "hidden": "long" }), "/keys/** redacted **"),
        ("map", json!({ "hidden": { "short": "long" } }), "/map/** redacted **/short"),
        ("mixed", json!({ "keys": { "hidden": "long" } }), "/mixed/keys/** redacted **"),
    ];
    for (member, value, paths) in cases {
        let input: PutInput = serde_json::from_value(input(member, &value.to_string())).unwrap();
        let violations = input.validate().unwrap_err();
        let found: Vec<&str> = violations.iter().map(|violation| &*violation.path).collect();
        assert_eq!(found.join(" "), paths);
        // The values that an enum has are the model's.
        let shown = format!("{violations} {violations:?}").replace("HIDDEN", "");
        assert!(is_hidden(&shown), "{member}: {shown}");
    }
}

/// Whatever is wrong with a message, no value of it is told.
#[tokio::test]
async fn refusals_redact() {
    let wrong = [
        r#""hidden""#,
        "77",
        "7.75",
        "77e77",
        "true",
        r#"["hidden"]"#,
        r#"[["hidden", null]]"#,
        "[null]",
        r#"{ "hidden": "hidden" }"#,
        r#"{ "hidden": null }"#,
        r#"{ "hidden": 77 }"#,
        r#"{ "hidden": { "short": 77 } }"#,
        r#"{ "hidden": { "hidden": "hidden" } }"#,
        r#"{ "keys": { "hidden": 77 } }"#,
        r#"{ "closed": 77 }"#,
        r#"{ "text": 77 }"#,
    ];
    let members = VALUES.iter().filter(|(member, _)| !["label", "host", "header", "prefixed"].contains(member));
    let mut refused = 0;
    for (member, _) in members {
        for value in wrong {
            // The keys of this map and the names of this union's members are not sensitive.
            let value = match (*member, value.strip_prefix(r#"{ "hidden""#)) {
                ("values" | "mixed", Some(rest)) => &format!(r#"{{ "a"{rest}"#),
                _ => value,
            };
            let body = format!(r#"{{ "host": "other", "{member}": {value} }}"#);
            let shown = serve("/put/1", &[], &body).await;
            assert!(is_hidden(&shown.replace("[HIDDEN]", "")), "{member}: {value}: {shown}");
            refused += usize::from(shown.starts_with("400"));
            if let Err(error) = serde_json::from_str::<PutInput>(&body.replace('{', "{ \"label\": 1,")) {
                assert!(is_hidden(&error.to_string()), "{member}: {value}: {error}");
            }
            if let Err(error) = serde_json::from_value::<PutInput>(input(member, value)) {
                assert!(is_hidden(&error.to_string()), "{member}: {value}: {error}");
            }
        }
    }
    assert!(refused > 200, "{refused} refusals");
    let plain = r#"{ "host": "other" }"#;
    for (target, headers, body) in [
        ("/put/77x", &[][..], plain),
        ("/put/7700", &[], plain),
        ("/put/1?hidden=hidden&hidden=77", &[], plain),
        ("/put/1?hidden=hidden", &[], plain),
        ("/put/1", &[("x-secret", "hidden")], plain),
        ("/put/1", &[("x-keys-hidden", "hidden")], plain),
        ("/put/1", &[], r#"{ "host": "other", "map": { "hidden": {} } }"#),
    ] {
        let shown = serve(target, headers, body).await;
        assert!(shown.starts_with("400") && is_hidden(&shown), "{target}: {shown}");
    }
}

struct Store;

impl Sensitive for Store {
    async fn put(&self, _: Request<PutInput>) -> Result<PutOutput, Error<PutError>> {
        Ok(PutOutput::new())
    }
}

/// The status and the body of the answer to a request.
async fn serve(target: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut request = http::Request::post(target).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = Router::new(Store).call(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let (status, body) = (response.status().as_u16(), response.into_body().collect(1 << 20).await.unwrap());
    format!("{status} {}", str::from_utf8(&body).unwrap())
}

#[tokio::test]
async fn errors_redact() {
    let client = Client::builder().endpoint("http://example.com").transport(Router::new(Store)).build().unwrap();
    for host in ["hidden host", "", "hidden.hidden"] {
        let error = client.put(PutInput::new(1, host)).await.unwrap_err();
        redacted(&error);
        assert!(matches!(error, Error::Request(_)), "{error:?}");
    }
    let keys = [("hidden key", "hidden")];
    let error = client.put(PutInput::new(1, "other").with_prefixed(keys)).await.unwrap_err();
    redacted(&error);
    // The error's own words are sensitive here, so that they are for who asks for the member alone.
    let error: Error<PutError> = Leak::new().with_message("hidden").into();
    redacted(&error);
    assert_eq!(error.modeled().and_then(traits::OperationError::message), None);
}

fn redacted(error: &(impl Display + Debug)) {
    let shown = format!("{error} {error:?}");
    assert!(is_hidden(&shown), "{shown}");
}

/// What a handler logs of its request.
#[tokio::test]
async fn debug_of_a_request_redacts_headers() {
    let router = Router::new(traits::server::Handlers::new().on(traits::sensitive::operations::Put, async |request| {
        let shown = format!("{request:?}");
        assert!(is_hidden(&shown), "{shown}");
        for part in [
            r#""x-secret": ** redacted **"#,
            r#""x-keys-** redacted **": ** redacted **"#,
            r#""authorization": ** redacted **"#,
            r#""cookie": ** redacted **"#,
            r#""proxy-authorization": ** redacted **"#,
            r#""x-amz-security-token": ** redacted **"#,
            r#""user-agent": "shown""#,
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        Ok(PutOutput::new())
    }));
    let headers = [
        ("x-secret", "7"),
        ("X-Keys-Hid", "hid"),
        ("authorization", "hidden"),
        ("cookie", "hidden"),
        ("proxy-authorization", "hidden"),
        ("x-amz-security-token", "hidden"),
        ("user-agent", "shown"),
        ("content-type", "application/json"),
    ];
    let response = support::serve(&router, "POST", "/put/7", &headers, r#"{ "host": "hidden" }"#).await;
    assert_eq!(response.status, 200, "{}", response.text());
}
