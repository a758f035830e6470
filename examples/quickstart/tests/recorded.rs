//! What real clients sent for the five operations, replayed over a socket: `cargo test -p quickstart --test recorded`.
//!
//! The requests are in `recorded-requests/requests.json` of a folder that is no part of the repository: the one that
//! `SHAPEWRIGHT_SHARED` names, or `shared` beside the repository. Without it there is nothing to do, which is a failure
//! only where `CI` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is how a test fails")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "there is no harness that would print")]

#[allow(dead_code, reason = "this test needs a part of it")]
#[path = "service/double.rs"]
mod double;
#[allow(dead_code, reason = "this test needs a part of it")]
#[path = "service/wire.rs"]
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use quickstart::serve;
use serde_json::{Value, json};

use double::{Double, Outcome, binding};
use wire::{Message, exchange, request};

/// The status and name of an answer, the place of what is wrong, and a part of the sentence about it.
type Refusal = (u16, &'static str, &'static str, &'static str);

/// What is wrong with a request, by what its label says behind the name of the client.
const WRONG: &[(&str, Refusal)] = &[
    ("60 tags sent (max 50 not checked)", (400, "ValidationException", "/Tags", "length between 0 and 50, inclusive")),
    ("JobId \"a/b c?%+e-acute\"", (400, "ValidationException", "/JobId", r"pattern: ^[a-zA-Z0-9\-\_]+$")),
    ("empty JobId label -> path ends in /", (405, "MethodNotAllowedException", "", "POST")),
    ("required PackageName missing", (400, "ValidationException", "/PackageName", "must not be null")),
    ("PackageName number 5", (400, "SerializationException", "/PackageName", "expected a string, found a number")),
    ("pattern violation sent", (400, "ValidationException", "/PackageName", r"pattern: ^[a-zA-Z0-9\-\_]+$")),
    ("unknown enum value sent", (400, "ValidationException", "/JobType", "enum value set: [NODE_PACKAGE_VERSION, ")),
    ("over-long PackageName sent", (400, "ValidationException", "/PackageName", "length between 1 and 128, inclusive")),
];

fn main() -> ExitCode {
    let beside = PathBuf::from("../../../shared");
    let folder = std::env::var_os("SHAPEWRIGHT_SHARED").map_or(beside, PathBuf::from);
    let file = folder.join("recorded-requests/requests.json");
    if !file.exists() {
        let required = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        eprintln!("recorded requests: {} is missing; set SHAPEWRIGHT_SHARED to a folder that has it", file.display());
        return if required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let recorded: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let requests = recorded["requests"].as_array().unwrap();
    assert!(!requests.is_empty(), "there are no requests");
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(replay(requests));
    ExitCode::SUCCESS
}

async fn replay(requests: &[Value]) {
    let double = Double::answering(Outcome::Output(json!({})));
    let seen = double.seen();
    let address = serve::spawn(double).await.unwrap();
    let mut refused = 0;
    for recorded in requests {
        let answer = exchange(address, &written(recorded)).await;
        let context = format!("{recorded}\nwas answered with {answer:?}");
        // The label of a client that did something wrong goes on with what that was.
        match recorded["client"].as_str().unwrap().split_once(": ") {
            None => check_served(recorded, &answer, &seen, &context),
            Some((_, label)) => {
                let wrong = WRONG.iter().find(|(known, _)| *known == label);
                let (_, expected) = wrong.unwrap_or_else(|| panic!("nobody knows what this means: {context}"));
                check_refused(*expected, &answer, &context);
                assert!(seen.lock().unwrap().is_empty(), "a handler got it: {context}");
                refused += 1;
            }
        }
    }
    println!("recorded requests: {} served, {refused} refused as they should be", requests.len() - refused);
}

/// The request as it was sent, with a host, which the recording leaves out.
fn written(recorded: &Value) -> Vec<u8> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let headers: Vec<(String, String)> =
        recorded["headers"].as_array().unwrap().iter().map(|header| (text(&header[0]), text(&header[1]))).collect();
    // The length is written anew from the body.
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"))
        .collect();
    request(&format!("{} {}", text(&recorded["method"]), text(&recorded["path"])), &headers, text(&recorded["body"]))
}

fn check_served(recorded: &Value, answer: &Message, seen: &Arc<Mutex<Vec<Value>>>, context: &str) {
    let operation = recorded["operation"].as_str().unwrap();
    let (line, status) = binding(operation);
    assert_eq!(answer.status(), status, "{context}");
    assert_eq!(answer.header("content-type"), Some("application/json"), "{context}");
    assert_eq!(answer.json(), json!({}), "{context}");
    let sent = match recorded["body"].as_str().unwrap() {
        "" => {
            let path = line.trim_start_matches("GET ");
            json!({ "JobId": recorded["path"].as_str().unwrap().strip_prefix(path).unwrap() })
        }
        body => serde_json::from_str(body).unwrap(),
    };
    assert_eq!(std::mem::take(&mut *seen.lock().unwrap()), [sent], "{context}");
}

fn check_refused((status, name, path, part): Refusal, answer: &Message, context: &str) {
    assert_eq!(answer.status(), status, "{context}");
    assert_eq!(answer.header("x-amzn-errortype"), Some(name), "{context}");
    let body = answer.json();
    let message = body["message"].as_str().unwrap();
    assert!(message.contains(path) && message.contains(part), "{context}");
    if name == "ValidationException" {
        assert_eq!(body["fieldList"].as_array().map(Vec::len), Some(1), "{context}");
        assert_eq!(body["fieldList"][0]["path"], path, "{context}");
    }
}
