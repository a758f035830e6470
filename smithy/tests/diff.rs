//! Comparing two versions of a model: a case is `NAME.old.smithy`, `NAME.new.smithy` and, in `NAME.txt`, what is reported.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use shapewright_smithy::diagnostics::{Place, Record, Related, Sources};
use shapewright_smithy::{Model, diff, print};

/// Loads both versions of a case, and says what their comparison reports.
fn run(old: &Path) -> String {
    let new = PathBuf::from(old.to_str().unwrap().replace(".old.", ".new."));
    let mut sources = Sources::new();
    let ids =
        [("old.smithy", old), ("new.smithy", &new)].map(|(name, path)| sources.add(name, fs::read(path).unwrap()));
    let models = ids.map(|id| {
        let (model, report) = Model::load(&sources, [id]);
        assert!(!report.has_errors(), "{}", report.render(&sources, false));
        model
    });
    let [old, new] = &models;
    assert!(diff(old, old).is_empty() && diff(new, new).is_empty());
    let report = diff(old, new);
    for finding in report.diagnostics() {
        // The place is in the old model only if it is not in the new one.
        assert_ne!(finding.place, Place::NOWHERE, "{finding:?}");
    }
    let mut text = String::new();
    for record in report.records(&sources) {
        let _ = writeln!(text, "{}", line(&record));
        for related in &record.related {
            let Related { file, line, column, message, region: _ } = related;
            let _ = writeln!(text, "    {file}:{line}:{column}: {message}");
        }
    }
    for finding in report.suppressed() {
        let _ = writeln!(text, "suppressed: {}", finding.diagnostic.event_id().unwrap());
    }
    text
}

fn line(record: &Record) -> String {
    let (event, shape) =
        (record.event.as_deref().unwrap(), record.shape.as_ref().map_or("-".into(), ToString::to_string));
    let (file, line, column) = (record.file.as_deref().unwrap(), record.line.unwrap(), record.column.unwrap());
    let severity = record.severity.name();
    format!("{severity} {shape} {event}\n    {file}:{line}:{column}: {}", record.message)
}

#[test]
fn what_differs_is_reported_at_its_places() {
    let mut cases: Vec<_> = fs::read_dir("tests/diff").unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.to_str().unwrap().ends_with(".old.smithy"));
    cases.sort();
    assert!(cases.len() > 10, "the cases are missing");
    let mut failures = String::new();
    for old in &cases {
        let found = run(old);
        let path = old.to_str().unwrap().replace(".old.smithy", ".txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &found).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != found {
            let _ = writeln!(failures, "{path}: found\n{found}");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// A model of many shapes, where each operation is in a resource of its own.
fn large(count: usize) -> String {
    let mut text = String::from("$version: \"2\"\nnamespace a\nservice S {\n    version: \"1\"\n    operations: [\n");
    for index in 0..count {
        let _ = writeln!(text, "        O{index}");
    }
    text.push_str("    ]\n}\n");
    for index in 0..count {
        let _ = write!(
            text,
            "@documentation(\"Operation {index}\")\n@http(method: \"GET\", uri: \"/o{index}\")\n\
             operation O{index} {{\n    input := {{\n        @required\n        @length(min: 1, max: 9)\n        name: String\n\
             \n        next: Tree{index}\n    }}\n    output := {{\n        value: Tree{index}\n    }}\n}}\n\
             structure Tree{index} {{\n    left: Tree{index}\n    right: Tree{index}\n    @default(0)\n    count: Integer\n}}\n"
        );
    }
    text
}

#[test]
fn large_models_are_compared_in_little_time() {
    let mut sources = Sources::new();
    let text = large(2000);
    assert!(text.lines().count() > 40_000);
    let old = sources.add("old.smithy", text.as_str());
    let new = sources.add("new.smithy", text.replace("@length(min: 1, max: 9)", "@length(min: 2, max: 9)"));
    let ((old, report), (new, _)) = (Model::load(&sources, [old]), Model::load(&sources, [new]));
    assert!(report.is_empty(), "{}", report.render(&sources, false));
    let start = Instant::now();
    assert!(diff(&old, &old).is_empty());
    assert_eq!(diff(&old, &new).diagnostics().len(), 4000);
    // Without optimization it takes about a tenth of that.
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// What is written and read again is the same model.
#[test]
fn a_model_in_json_is_the_same() {
    for path in ["tests/diff/traits.old.smithy", "tests/diff/shapes.new.smithy"] {
        let mut sources = Sources::new();
        let old = sources.add("a.smithy", fs::read(path).unwrap());
        let (old, _) = Model::load(&sources, [old]);
        let new = sources.add("a.json", print::json(&old));
        let (new, _) = Model::load(&sources, [new]);
        let report = diff(&old, &new);
        assert!(report.is_empty(), "{}", report.render(&sources, false));
    }
}
