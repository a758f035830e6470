//! `shapewright explain`, seen from outside.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::process::{Command, Output};

use serde_json::Value;

fn explain(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shapewright")).arg("explain").args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = explain(arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_code_is_explained() {
    for name in ["http-conflict", "HTTP-Conflict", "HttpUriConflict", "HttpUriConflict.More"] {
        let text = stdout(&[name]);
        let expected = "error[http-conflict]: Two operations have the same route.\n\nTo fix it: change the method";
        assert!(text.starts_with(expected), "{name}: {text}");
        assert!(text.contains("\nExample\n\n    $version: \"2.0\"\n\n    namespace example\n"), "{name}: {text}");
        assert!(text.contains("under the event id `HttpUriConflict`"), "{name}: {text}");
    }
    let text = stdout(&["Model.UnresolvedTrait"]);
    assert!(text.starts_with("warning[unknown-trait]: "), "{text}");
    assert!(text.contains("`@suppress([\"Model.UnresolvedTrait\"])`"), "{text}");
}

#[test]
fn an_event_id_of_several_codes_lists_them() {
    let text = stdout(&["PaginatedTrait.Unknown"]);
    let codes = ["paginated", "paginated-path", "paginated-required", "paginated-type", "ignored-pagination"];
    assert!(codes.iter().all(|code| text.contains(&format!("\n  {code} "))), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("  ")).count(), codes.len(), "{text}");
}

#[test]
fn all_codes_are_listed() {
    let json: Value = serde_json::from_str(&stdout(&["--json"])).unwrap();
    let codes: BTreeSet<&str> = json.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    let text = stdout(&[]);
    let lines = text.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    assert_eq!(lines.collect::<BTreeSet<_>>(), codes);
    assert!(codes.len() > 200);
}

#[test]
fn what_does_not_exist_gets_a_suggestion() {
    for (name, hint) in [
        ("http-conflct", "did you mean `http-conflict`?"),
        ("HttpUriConflct", "did you mean `HttpUriConflict`?"),
        ("waiter-exp", "did you mean `waiter-expression` or `waiter-expression-problem` or `waiter-expected`?"),
        ("nothing-like-it", "`shapewright explain` lists all codes"),
    ] {
        let output = explain(&[name]);
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(error, format!("error: no diagnostic has the code or event id `{name}`; {hint}\n"));
    }
}
