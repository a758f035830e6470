//! What requests may take: lists and maps are no longer kept than they may be, and memory follows the body's length.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use allocation_counter::measure;
use support::{JSON, Message, serve};
use traits::Validate;
use traits::limits::operations;
use traits::limits::server::Router;
use traits::limits::types::*;
use traits::server::Handlers;

/// What a service says to this body.
fn fill(body: String) -> Message {
    let router = Router::new(Handlers::new().on(operations::Fill, |_| async { Ok(FillOutput::new()) }));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(serve(&router, "POST", "/fill", JSON, body))
}

/// A list or map of so many equal elements.
fn many(open: &str, element: &str, count: usize, close: &str) -> String {
    format!("{open}{}{close}", vec![element; count].join(","))
}

/// The body's message.
fn message(response: &Message) -> String {
    assert_eq!(response.status.as_u16(), 400, "{}", response.text());
    let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
    body["message"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_too_long_is_told_with_its_length() {
    let length = |path: &str, length: usize, max: usize| {
        format!(
            "Value with length {length} at '{path}' failed to satisfy constraint: \
             Member must have length less than or equal to {max}"
        )
    };
    let word = |path: &str| length(path, 6, 5);
    for (body, expected) in [
        (r#"{"three":["a","b","c"],"two":{"a":"1","b":"2"},"rows":[[],[],[],["a"]]}"#.to_owned(), vec![]),
        (r#"{"three":["a","b","c","d"]}"#.to_owned(), vec![length("/three", 4, 3)]),
        (many(r#"{"three":["#, r#""a""#, 1_000, "]}"), vec![length("/three", 1_000, 3)]),
        (
            r#"{"three":["a","toolong","b","c","d"],"two":{"a":"1","b":"2","c":"3","d":"4"},"own":[{},{},{}]}"#
                .to_owned(),
            vec![length("/three", 5, 3), length("/three/1", 7, 5), length("/two", 4, 2), length("/own", 3, 2)],
        ),
        (
            r#"{"rows":[["a","b","c","d","e"],["toolon"],[],["a","b","c","d"]],"gaps":[null,null,null,null,{}]}"#
                .to_owned(),
            vec![length("/rows/0", 5, 3), word("/rows/1/0"), length("/rows/3", 4, 3), length("/gaps", 5, 3)],
        ),
        (
            r#"{"choices":[{"record":{"limited":[{},{},{},{},{},{}]}},{"words":["","","","",""]}]}"#.to_owned(),
            vec![length("/choices/0/record/limited", 6, 3), length("/choices/1/words", 5, 3)],
        ),
        (
            r#"{"maps":[{"a":"1","b":"2","c":"3"}],"lists":[["a","b","c","d","e"]],"pairs":[{"key":""}]}"#.to_owned(),
            vec![
                "Value at '/pairs/0/value' failed to satisfy constraint: Member must not be null".to_owned(),
                length("/lists/0", 5, 3),
                length("/maps/0", 3, 2),
                "Value with length 0 at '/pairs/0/key' failed to satisfy constraint: \
                 Member must have length greater than or equal to 1"
                    .to_owned(),
            ],
        ),
    ] {
        let response = fill(body.clone());
        if expected.is_empty() {
            assert_eq!(response.status.as_u16(), 200, "{body}: {}", response.text());
            continue;
        }
        let s = if expected.len() == 1 { "" } else { "s" };
        let summary = format!("{} validation error{s} detected. {}", expected.len(), expected.join("; "));
        assert_eq!(message(&response), summary);
    }
}

/// What comes after the last element that is kept is read all the same.
#[test]
fn the_rest_of_a_long_list_must_fit_its_type() {
    assert!(message(&fill(r#"{"three":["","","","",1]}"#.to_owned())).contains("/three/4"));
    let missing = message(&fill(r#"{"rows":[[],[],[],[],[],["",""],null]}"#.to_owned()));
    assert!(missing.contains("/rows/6"), "{missing}");
}

#[test]
fn many_missing_members_are_counted() {
    let text = message(&fill(many(r#"{"pairs":["#, "{}", 5_000, "]}")));
    assert!(text.starts_with("10000 validation errors detected. Value at '/pairs/0/key' "), "{}", &text[..200]);
    assert!(text.ends_with("; and 9900 more"), "{}", &text[text.len() - 200..]);
    assert_eq!(text.matches("Member must not be null").count(), 100);
}

/// Inputs that are small as text and large in memory. None takes more than some bytes for each byte of the body, and
/// whatever would is refused.
#[test]
fn memory_follows_the_body() {
    let deep = format!("{}{{}}{}", r#"{"next":"#.repeat(20), "}".repeat(20));
    let keys: Vec<String> = (0..40_000).map(|key| format!(r#""{key:x}":{{}}"#)).collect();
    let null_keys: Vec<String> = (0..40_000).map(|key| format!(r#""{key:x}":null"#)).collect();
    let distinct: Vec<String> = (0..60_000).map(|item| format!(r#""{item:x}""#)).collect();
    for body in [
        many(r#"{"records":["#, "{}", 100_000, "]}"),
        many(r#"{"records":["#, &deep, 2_000, "]}"),
        many(r#"{"records":["#, r#"{"inner":[{}]}"#, 20_000, "]}"),
        many(r#"{"records":["#, r#"{"limited":[{}]}"#, 20_000, "]}"),
        many(r#"{"choices":["#, r#"{"record":{}}"#, 20_000, "]}"),
        many(r#"{"nulls":["#, "null", 60_000, "]}"),
        many(r#"{"lists":["#, "[]", 100_000, "]}"),
        many(r#"{"lists":["#, r#"["","","","",""]"#, 20_000, "]}"),
        many(r#"{"maps":["#, "{}", 100_000, "]}"),
        many(r#"{"maps":["#, r#"{"":""}"#, 40_000, "]}"),
        many(r#"{"pairs":["#, "{}", 100_000, "]}"),
        many(r#"{"own":["#, "{}", 100_000, "]}"),
        many(r#"{"gaps":["#, "null", 100_000, "]}"),
        many(r#"{"documents":["#, "{}", 100_000, "]}"),
        many(r#"{"document":["#, "0", 150_000, "]}"),
        many(r#"{"document":["#, "[0]", 80_000, "]}"),
        many(r#"{"document":["#, r#"{"":0}"#, 50_000, "]}"),
        format!(r#"{{"recordMap":{{{}}}}}"#, keys.join(",")),
        format!(r#"{{"nullMap":{{{}}}}}"#, null_keys.join(",")),
        format!(r#"{{"distinct":[{}]}}"#, distinct.join(",")),
    ] {
        let (length, start) = (body.len(), body[..40].to_owned());
        assert!(length > 200_000, "{start} has {length} bytes");
        let mut response = Message::default();
        let info = measure(|| response = fill(body));
        // The counter takes a buffer that is enlarged where it is for two.
        let ratio = info.bytes_max as f64 / length as f64;
        assert!(ratio < 30.0, "{start} takes {ratio} times its length: {}", response.text());
        assert!(matches!(response.status.as_u16(), 200 | 400), "{start}: {}", response.text());
    }
}

#[test]
fn what_is_refused_says_why() {
    let body = many(r#"{"records":["#, "{}", 300_000, "]}");
    let allowed = 16 * body.len();
    let text = message(&fill(body));
    assert!(text.starts_with("/records/"), "{text}");
    assert!(text.contains(&format!("would take more than {allowed} bytes of memory")), "{text}");
}

/// Requests with next to nothing in each of many structures are read.
#[test]
fn sparse_requests_are_not_refused() {
    let record = r#"{"aaa":"a value of some length","bbb":"another one","ccc":"2024"}"#;
    assert_eq!(fill(many(r#"{"records":["#, record, 20_000, "]}")).status.as_u16(), 200);
    assert_eq!(fill(many(r#"{"records":["#, r#"{"aaa":"1"}"#, 2_000, "]}")).status.as_u16(), 200);
}

#[test]
fn limits_are_the_servers_alone() {
    let input: FillInput = serde_json::from_str(&many(r#"{"three":["#, r#""a""#, 50, "]}")).unwrap();
    assert_eq!(input.three.as_ref().unwrap().len(), 50);
    let violations = input.validate().unwrap_err();
    assert!(violations.to_string().contains("length 50"), "{violations}");
}
