//! `cargo xtask conformance`, on a model with tests that must pass and tests that must fail.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;
use xtask::conformance::{self, Options};
use xtask::{Console, Outcome};

/// An operation with a label, a query parameter, a header and a body both ways, an error, and tests of each kind. What
/// is wrong about a test is in its name.
const MODEL: &str = include_str!("conformance/model.json");

/// What is to come of each test: its kind, its id, how it goes for the client and the server (`.` is not run, `+`
/// passes, `-` fails, `k` is known to fail), and a part of the reason, or one for the client and one for the server.
const EXPECTED: &[(&str, &str, &str, &str)] = &[
    ("httpRequestTests", "Good", "++", ""),
    ("httpRequestTests", "ForClients", "+.", ""),
    ("httpRequestTests", "WrongPath", "--", "/greet/Bob|Bob"),
    ("httpRequestTests", "WrongMethod", "--", "expected `PUT`|405"),
    ("httpRequestTests", "WrongQuery", "--", "tone=loud|loud"),
    ("httpRequestTests", "ForbiddenQuery", "-+", "must not be in `tone=soft`"),
    ("httpRequestTests", "RequiredQuery", "-+", "a parameter `pitch` is missing"),
    ("httpRequestTests", "WrongHeader", "-+", "X-Greeter"),
    ("httpRequestTests", "ForbiddenHeader", "-+", "must not be there"),
    ("httpRequestTests", "RequiredHeader", "-+", "X-Greeter"),
    ("httpRequestTests", "WrongBody", "--", "/note|ho"),
    ("httpRequestTests", "UnknownMember", "--", "has no member `nonsense`"),
    ("httpResponseTests", "GoodAnswer", "++", ""),
    ("httpResponseTests", "WrongStatus", "+-", "|201"),
    ("httpResponseTests", "WrongAnswerHeader", "--", "Some(|other"),
    ("httpResponseTests", "WrongAnswerBody", "--", "1.49|1.49"),
    ("httpResponseTests", "GoodError", "++", ""),
    ("httpResponseTests", "OtherError", "--", "Unheard|Unheard"),
    ("httpMalformedRequestTests", "Refused", ".+", ""),
    ("httpMalformedRequestTests", "RefusedOnce", ".-", "|value = \"loud\""),
    ("httpMalformedRequestTests", "WrongRefusal", ".k", ""),
];

/// The list of known failures: one that fails, one that passes, one that is not run.
const KNOWN: &str = r##"
[[failure]]
service = "test#Greeter"
kind = "httpMalformedRequestTests"
id = "WrongRefusal"
reason = "The message is another."

[[failure]]
service = "test#Greeter"
kind = "httpRequestTests"
side = "server"
id = "Good"
reason = "It used to fail."

[[failure]]
service = "test#Elsewhere"
kind = "httpRequestTests"
id = "Good"
reason = "Not here."
"##;

#[test]
fn good_tests_pass_and_wrong_ones_fail() {
    // The folder is kept, so that only the first run compiles the runtime.
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let folder = folder(&[("greeter.json", MODEL)]);
    let known = folder.path().join("known.toml");
    fs::write(&known, KNOWN).unwrap();
    let done = run(folder.path(), Some(out.clone()), Some(known));
    assert_eq!(done.outcome, Outcome::Failed);
    assert!(
        done.err.contains("known failure passes now: Good (httpRequestTests of test#Greeter, server)"),
        "{}",
        done.err
    );
    assert!(!done.err.contains("Elsewhere"), "{}", done.err);

    let report: Value = serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    let mut found = report.as_array().unwrap().clone();
    for (kind, id, verdicts, reason) in EXPECTED {
        let (for_client, for_server) = reason.split_once('|').unwrap_or((reason, reason));
        for ((side, reason), verdict) in
            [("client", for_client), ("server", for_server)].into_iter().zip(verdicts.chars())
        {
            let position = found.iter().position(|one| one["kind"] == *kind && one["id"] == *id && one["side"] == side);
            let record = position.map(|position| found.remove(position));
            let expected = match verdict {
                '.' => None,
                '+' => Some("passed"),
                '-' => Some("failed"),
                _ => Some("known"),
            };
            assert_eq!(
                record.as_ref().map(|record| record["result"].as_str().unwrap()),
                expected,
                "{id} {side} {record:?}"
            );
            if verdict == '-' {
                let text = record.unwrap()["reason"].as_str().unwrap().to_owned();
                assert!(text.contains(reason), "{id} {side}: {text}");
                assert!(done.out.contains(text.lines().next().unwrap()), "{id} {side}: {}", done.out);
            }
        }
    }
    assert_eq!(found, Vec::<Value>::new(), "results that nobody expects");
    assert!(done.out.contains("tests of `test#Greet` for aws.protocols#restXml are skipped"), "{}", done.out);
}

/// Files of a folder of models, with what is in them.
type Files<'a> = &'a [(&'a str, &'a str)];

#[test]
fn what_cannot_be_tested_is_said() {
    let other = r##"{ "smithy": "2.0", "shapes": {
        "test#Other": { "type": "service", "version": "1", "traits": { "smithy.mqtt#mqttJson": {} } } } }"##;
    let bare = r##"{ "smithy": "2.0", "shapes": {
        "test#Bare": { "type": "service", "version": "1", "traits": { "aws.protocols#restJson1": {} } } } }"##;
    let wrong = r##"{ "smithy": "2.0", "shapes": { "test#S": { "type": "service", "version": 1 } } }"##;
    let shapes = r##"{ "smithy": "2.0", "shapes": { "test#Text": { "type": "string" } } }"##;
    let cases: [(Files<'_>, Outcome, &str); 6] = [
        (&[], Outcome::Failed, "no `*.smithy` or `*.json` file"),
        (&[("a.json", shapes)], Outcome::Done, "nothing to test: no service has a supported protocol"),
        (&[("a.json", other)], Outcome::Done, "test#Other is skipped; not supported: smithy.mqtt#mqttJson"),
        (&[("a.json", shapes), ("b.json", bare)], Outcome::Done, "test#Bare has no tests"),
        (&[("a.json", wrong)], Outcome::Failed, "a.json:1"),
        (&[("a.json", "{")], Outcome::Failed, "a.json:1"),
    ];
    for (files, outcome, message) in cases {
        let folder = folder(files);
        let done = run(folder.path(), Some(folder.path().join("out")), None);
        assert_eq!(done.outcome, outcome, "{files:?}: {}{}", done.out, done.err);
        assert!(format!("{}{}", done.out, done.err).contains(message), "{files:?}: {}{}", done.out, done.err);
    }
    let folder = folder(&[("a.json", shapes)]);
    let missing = run(&folder.path().join("missing"), Some(folder.path().join("out")), None);
    assert_eq!(missing.outcome, Outcome::Failed);
    assert!(missing.err.contains("missing"), "{}", missing.err);
}

#[test]
fn a_known_failure_has_a_reason() {
    let folder = folder(&[("a.json", r##"{ "smithy": "2.0", "shapes": {} }"##)]);
    let known = folder.path().join("known.toml");
    for (text, message) in [
        ("[[failure]]\nservice = \"s\"\nkind = \"k\"\nid = \"i\"\nreason = \" \"", "i (k of s) has no reason"),
        ("[[failure]]\nservice = \"s\"\nkind = \"k\"\nid = \"i\"", "reason"),
        ("[[failures]]", "unknown field"),
    ] {
        fs::write(&known, text).unwrap();
        let done = run(folder.path(), Some(folder.path().join("out")), Some(known.clone()));
        assert_eq!(done.outcome, Outcome::Failed);
        assert!(done.err.contains(message), "{}", done.err);
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// How the command ended, and what it printed to which stream.
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

fn run(models: &Path, out: Option<PathBuf>, known: Option<PathBuf>) -> Done {
    let options = Options { models: vec![models.to_owned()], out, known };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err);
    let outcome = conformance::run(&options, &mut console).unwrap();
    Done { outcome, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}
