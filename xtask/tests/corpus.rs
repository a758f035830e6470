//! `cargo xtask corpus`, run on small models in folders of their own, up to the generated crates.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::{Console, Outcome, corpus};

/// How a run ended.
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
    /// Holds the models, and what is generated below `out`.
    folder: TempDir,
}

impl Done {
    fn report(&self) -> Value {
        serde_json::from_slice(&fs::read(self.folder.path().join("out/report.json")).unwrap()).unwrap()
    }

    /// The modules or models of the report with their results.
    fn results(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let report = self.report();
        let models = report["models"].as_array().unwrap().iter();
        models.map(|entry| (text(&entry["model"]), text(&entry["result"]))).collect()
    }
}

fn run(models: &[(&str, String)], only: &[&str]) -> Done {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in models {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let options = corpus::Options {
        models: folder.path().to_owned(),
        out: Some(folder.path().join("out")),
        only: only.iter().map(|name| (*name).to_owned()).collect(),
        generate_only: true,
        ..corpus::Options::default()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err);
    let outcome = corpus::run(&options, &mut console).unwrap();
    Done { outcome, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap(), folder }
}

/// A model of one operation, whose input has a member with a pattern.
fn model(pattern: &str) -> String {
    let model = json!({
        "smithy": "2.0",
        "shapes": {
            "example.ping#Ping": {
                "type": "service",
                "version": "2020-01-01",
                "operations": [{ "target": "example.ping#Send" }],
                "traits": { "aws.protocols#restJson1": {} }
            },
            "example.ping#Send": {
                "type": "operation",
                "input": { "target": "example.ping#SendInput" },
                "output": { "target": "smithy.api#Unit" },
                "traits": {
                    "smithy.api#http": { "method": "POST", "uri": "/ping", "code": 200 }
                }
            },
            "example.ping#SendInput": {
                "type": "structure",
                "members": {
                    "text": {
                        "target": "smithy.api#String",
                        "traits": { "smithy.api#pattern": pattern }
                    }
                }
            }
        }
    });
    model.to_string()
}

/// Only an engine that backtracks could hold it.
const OUT_OF_REACH: &str = r#"^(["'])[^"']*\1$"#;

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, result): &(&str, &str)| ((*name).to_owned(), (*result).to_owned());
    expected.iter().map(owned).collect()
}

#[test]
fn one_bad_model_does_not_stop_the_others() {
    let done = run(
        &[("a-2020-01-01.json", model("^a+$")), ("b.json", "{ BAD".to_owned()), ("c.json", model("^[a-z]*$"))],
        &[],
    );
    assert_eq!(done.outcome, Outcome::Failed);
    let mut results = done.results();
    results.sort();
    let expected = [("a-2020-01-01", "generated"), ("b", "not generated"), ("c", "generated")];
    assert_eq!(results, pairs(&expected));
    assert!(done.err.contains("b.json:1:"), "{}", done.err);
    assert!(done.out.contains("2 of 3 models passed"), "{}", done.out);
    let totals = &done.report()["totals"];
    assert_eq!(totals["operations"], 2);
    for module in ["a", "c"] {
        let root = done.folder.path().join("out").join(module);
        assert!(root.join("src").join(module).join("types.rs").is_file());
        let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let name = format!("name = \"corpus-{module}\"");
        assert!(manifest.contains(&name), "{manifest}");
    }
}

#[test]
fn a_pattern_out_of_reach_is_left_out_and_told() {
    let done = run(&[("a.json", model(OUT_OF_REACH))], &[]);
    assert_eq!(done.outcome, Outcome::Done, "{}", done.err);
    let report = done.report();
    let entry = &report["models"][0];
    assert_eq!(entry["patterns_left_out"], json!([OUT_OF_REACH]));
    assert_eq!(report["totals"]["patterns_left_out"], 1);
    assert!(entry["lines"].as_u64().unwrap() > 0);
    assert!(entry["bytes"].as_u64().unwrap() > entry["lines"].as_u64().unwrap());
}

#[test]
fn models_are_asked_for_by_file_or_module() {
    let models = [("a-b-2020-01-01.json", model("a")), ("c-2020-01-01.json", model("b")), ("d-e.json", model("c"))];
    for (a, c, d) in [("a-b", "c", "d-e"), ("a_b", "c-2020-01-01", "d_e")] {
        let done = run(&models, &[a, c]);
        assert_eq!(done.outcome, Outcome::Done, "{}", done.err);
        let mut names: Vec<_> = done.results().into_iter().map(|(name, _)| name).collect();
        names.sort();
        assert_eq!(names, ["a-b-2020-01-01", "c-2020-01-01"]);
        assert_eq!(run(&models, &[d]).results().len(), 1);
    }

    let done = run(&models, &["c", "x"]);
    assert_eq!(done.outcome, Outcome::Misused);
    assert!(done.err.contains("no model `x`"), "{}", done.err);
}

#[test]
fn two_models_cannot_share_a_module() {
    let done = run(&[("a-2020-01-01.json", model("a")), ("a-2021-01-01.json", model("a"))], &[]);
    assert_eq!(done.outcome, Outcome::Failed);
    let mut results = done.results();
    results.sort();
    let expected = [("a-2020-01-01", "generated"), ("a-2021-01-01", "not generated")];
    assert_eq!(results, pairs(&expected));
}
