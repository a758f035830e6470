//! `cargo xtask replay`, on recordings of which some are right and some are wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::replay::{self, Options};
use xtask::{Console, Outcome};

/// An operation with a label, a query parameter, a header, a token, a default and a body both ways; one with streams; one
/// without anything.
const MODEL: &str = include_str!("replay/model.json");

/// A right exchange with the first operation.
fn lend() -> Value {
    json!({
        "service": "library",
        "model": "library",
        "operation": "Lend",
        "input": { "title": "a b", "days": 7, "reader": "Ann", "Note": "soon" },
        "request": {
            "method": "POST",
            "uri": "/books/a%20b/?days=7",
            "headers": [["X-Reader", "Ann"], ["Content-Type", "application/json"]],
            "body": { "text": "{\"token\": \"another\", \"Note\": \"soo\\u006e\"}" }
        },
        "response": {
            "status": 200,
            "headers": [["x-amzn-requestid", "1"]],
            "body": { "text": "{\"due\": 1.5, \"mark\": \"AAE=\", \"Shelf\": {}}" }
        },
        "boto3": { "due": { "$t": [1, 500_001] }, "mark": { "$b": "AAE=" }, "shelf": { "label": null } }
    })
}

/// A right exchange with the second.
fn scan() -> Value {
    json!({
        "service": "library",
        "model": "library",
        "operation": "Scan",
        "input": {},
        "request": { "method": "PUT", "uri": "/scans", "headers": [], "body": { "base64": "AAEC" } },
        "response": { "status": 200, "headers": [], "body": { "text": "copied" } },
        "boto3": { "copy": { "$s": 1 } }
    })
}

/// A right exchange with the third, and with an error.
fn close() -> Value {
    json!({
        "service": "library",
        "model": "library",
        "operation": "Close",
        "input": {},
        "request": { "method": "POST", "uri": "/close", "headers": [], "body": { "text": "" } },
        "response": {
            "status": 409,
            "headers": [["X-Amzn-ErrorType", "ns#Open:http://example.com"]],
            "body": { "text": "{\"message\": \"Not yet.\"}" }
        }
    })
}

/// An exchange with values in the place of others, by pointers.
fn with(mut exchange: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, value) in changes {
        *exchange.pointer_mut(pointer).unwrap() = value.clone();
    }
    exchange
}

/// What is to be found: the exchange, and each difference as direction, place and cause.
type Case<'a> = (Value, &'a [(&'a str, &'a str, &'a str)]);

fn cases() -> Vec<Case<'static>> {
    let path = |uri: &str| ("/request/uri", json!(uri));
    let body = |text: &str| ("/request/body", json!({ "text": text }));
    let answer = |text: &str| ("/response/body", json!({ "text": text }));
    vec![
        (lend(), &[]),
        (scan(), &[]),
        (close(), &[]),
        (
            with(lend(), &[("/request/method", json!("PUT"))]),
            &[("request", "method", "another value"), ("input", "", "refused: 405 MethodNotAllowedException")],
        ),
        (
            with(lend(), &[path("/books/c?days=7")]),
            &[("request", "path", "another value"), ("input", "/title", "another value")],
        ),
        (
            with(lend(), &[path("/books/a%20b?days=8&more")]),
            &[
                ("request", "query/days", "another value"),
                ("request", "query/more", "missing"),
                ("input", "/days", "another value"),
            ],
        ),
        (
            with(lend(), &[("/request/headers/0/1", json!("Bob"))]),
            &[("request", "header/x-reader", "another value"), ("input", "/reader", "another value")],
        ),
        (
            with(lend(), &[body(r#"{"Note": "late", "extra": 1}"#)]),
            &[
                ("request", "body/Note", "another value"),
                ("request", "body/extra", "missing"),
                ("request", "body/token", "unexpected"),
                ("input", "/Note", "another value"),
            ],
        ),
        // The default may be sent, and is what the handler gets; another value is not the default.
        (
            with(lend(), &[body(r#"{"Note": "soon", "token": "t", "copies": 1}"#)]),
            &[("request", "body/copies", "missing")],
        ),
        (
            with(lend(), &[body(r#"{"Note": "soon", "token": "t", "copies": 2}"#)]),
            &[("request", "body/copies", "missing"), ("input", "/copies", "unexpected")],
        ),
        (
            with(lend(), &[body("{")]),
            &[("request", "body", "no JSON"), ("input", "", "refused: 400 SerializationException")],
        ),
        // Constraints that the input breaks are no difference, and neither is what the model does not have.
        (with(lend(), &[("/input/reader", json!("A")), ("/request/headers/0/1", json!("A"))]), &[]),
        (with(lend(), &[("/boto3/mark", json!({ "$b": "AAE=" })), ("/boto3/shelf", json!({ "newer": 1 }))]), &[]),
        // The recorded input keeps to the constraints, the request does not.
        (
            with(lend(), &[path("/books/a%20b?days=31")]),
            &[
                ("request", "query/days", "another value"),
                ("input", "/days", "a violation is not true of the model"),
                ("input", "/days", "another value"),
            ],
        ),
        (
            with(lend(), &[("/input/days", json!(31))]),
            &[
                ("request", "query/days", "another value"),
                ("input", "/days", "another value"),
                ("input", "/days", "a violation is not reported"),
            ],
        ),
        (
            with(lend(), &[("/input/days", json!("x"))]),
            &[
                ("request", "/days", "the input has no value of its type"),
                ("input", "/days", "another value"),
                ("output", "/days", "the input has no value of its type"),
            ],
        ),
        (
            with(lend(), &[answer(r#"{"due": 3, "mark": "AAE=", "Shelf": {"row": 1}}"#)]),
            &[("output", "/Shelf/row", "unexpected"), ("output", "/due", "another value")],
        ),
        (with(lend(), &[answer(r#"{"due": 1.5, "Shelf": {}}"#)]), &[("output", "/mark", "missing")]),
        (with(lend(), &[answer(r#"{"due": [], "Shelf": {}}"#)]), &[("output", "/due", "not decoded")]),
        (with(lend(), &[("/response/status", json!(400))]), &[("output", "", "an error instead of an output")]),
        (with(scan(), &[("/boto3/copy", json!({ "$s": "other" }))]), &[("output", "stream", "another value")]),
        (with(close(), &[("/response/status", json!(200))]), &[("output", "", "an output instead of an error")]),
        (with(close(), &[("/response/headers/0/0", json!("X-Other"))]), &[]),
    ]
}

/// A rule that marks the differences of one cause, one that could match but does not, and one for another service.
const KNOWN: &str = r#"
[[difference]]
service = "library"
operation = "Lend"
direction = "request"
place = "body/*"
cause = "missing"
reason = "It was added later."

[[difference]]
service = "library"
place = "/nothing"
reason = "It used to differ."

[[difference]]
service = "elsewhere"
reason = "Not here."
"#;

#[test]
fn right_exchanges_pass_and_wrong_ones_differ() {
    // The folder is kept, so that only the first run compiles the runtime.
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("replay");
    let cases = cases();
    let recordings: String = cases.iter().map(|(exchange, _)| format!("{exchange}\n")).collect();
    let folder =
        folder(&[("recordings/library.jsonl", &recordings), ("aws-models/library.json", MODEL), ("known.toml", KNOWN)]);
    let done = run(&folder.path().join("recordings"), Some(out.clone()), Some(folder.path().join("known.toml")));
    assert_eq!(done.outcome, Outcome::Failed, "{}{}", done.out, done.err);
    assert!(done.err.contains("known difference matches nothing: `library · /nothing`"), "{}", done.err);
    assert!(!done.err.contains("elsewhere"), "{}", done.err);

    let report: Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    for (index, (exchange, expected)) in cases.iter().enumerate() {
        let of_line = report.as_array().unwrap().iter().filter(|one| one["line"] == index + 1);
        let mut found: Vec<_> = of_line
            .map(|one| {
                let text = |key: &str| one[key].as_str().unwrap();
                let listed = text("direction") == "request" && text("cause") == "missing";
                let listed = listed && text("place").starts_with("body/");
                assert_eq!(one.get("known").is_some(), listed, "{one}");
                let shown = format!("DIFFERS: library.jsonl:{}", index + 1);
                assert!(listed || done.out.contains(&shown), "{}", done.out);
                (text("direction"), text("place"), text("cause"))
            })
            .collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{exchange}\n{}", done.out);
    }
    assert!(done.out.contains("known, 3 times: It was added later."), "{}", done.out);
    assert!(done.out.contains("model: length") && done.out.contains("model: no such member"), "{}", done.out);
}

/// Files of a folder, with what is in them.
type Files<'a> = &'a [(&'a str, &'a str)];

#[test]
fn what_is_wrong_with_the_files_is_said() {
    let line = lend().to_string();
    let strange = with(lend(), &[("/operation", json!("Borrow"))]).to_string();
    let reasonless = "[[difference]]\nservice = \"library\"\nreason = \" \"";
    let cases: [(Files<'_>, Outcome, &str); 6] = [
        (&[("recordings/notes.txt", "")], Outcome::Misused, "no `*.jsonl` file"),
        (&[("recordings/library.jsonl", "{}")], Outcome::Misused, "library.jsonl:1: missing field"),
        (&[("recordings/library.jsonl", &line)], Outcome::Failed, "cannot read `"),
        (&[("recordings/library.jsonl", &strange), ("aws-models/library.json", MODEL)], Outcome::Failed, "Borrow"),
        (&[("recordings/library.jsonl", &line), ("aws-models/library.json", "{")], Outcome::Failed, "library.json:1"),
        (&[("recordings/library.jsonl", &line), ("known.toml", reasonless)], Outcome::Misused, "has no reason"),
    ];
    for (files, outcome, message) in cases {
        let folder = folder(files);
        let known = Some(folder.path().join("known.toml"));
        let done = run(&folder.path().join("recordings"), Some(folder.path().join("out")), known);
        assert_eq!(done.outcome, outcome, "{files:?}: {}{}", done.out, done.err);
        assert!(done.err.contains(message), "{files:?}: {}{}", done.out, done.err);
    }
}

fn folder(files: Files<'_>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// How the command ended, and what it printed to which stream.
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

fn run(recordings: &Path, out: Option<PathBuf>, known: Option<PathBuf>) -> Done {
    let options = Options { recordings: recordings.to_owned(), out, known, ..Options::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err);
    let outcome = replay::run(&options, &mut console).unwrap();
    Done { outcome, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}
