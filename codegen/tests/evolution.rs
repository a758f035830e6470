//! What changes of models mean for generated code: a folder for each case, with an old and a new model, and with what is
//! found.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use shapewright_codegen::evolution::{Change, changes};
use shapewright_codegen::{Config, ModelInput};
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report, Sources};

fn check(folder: &Path) {
    let mut sources = Sources::new();
    let mut config = |version: &str| {
        let file = format!("{version}.smithy");
        let id = sources.add(file.clone(), fs::read(folder.join(file)).unwrap());
        Config { models: vec![ModelInput::new("models/shop.smithy", vec![id])], ..Config::default() }
    };
    let (old, new) = (config("old"), config("new"));
    let found = changes(&sources, &old, &new).map_err(|report| report.render(&sources, false)).unwrap();
    let mut text = String::new();
    for Change { impact, item, message, shape, old, new, help } in found {
        let [old, new] = [old, new].map(|place| line(&sources, place));
        writeln!(text, "{}: {item}: {message}\n  {shape}: {old} -> {new}", impact.name()).unwrap();
        if let Some(help) = help {
            writeln!(text, "  help: {help}").unwrap();
        }
    }
    let path = folder.join("api.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap_or_default(), "{}", folder.display());
}

/// The line of a place, or `-`.
fn line(sources: &Sources, place: Place) -> String {
    let mut report = Report::new();
    let code = shapewright_smithy::diagnostics::Code::all().next().unwrap();
    report.push(Diagnostic::new(code, place, ""));
    let record = report.records(sources).remove(0);
    record.line.map_or("-".to_owned(), |line| line.to_string())
}

#[test]
fn changes_of_models_are_changes_of_code() {
    let mut cases: Vec<_> = fs::read_dir("tests/evolution").unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases.iter().for_each(|case| check(case));
}
