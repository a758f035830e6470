//! What changes of models mean on the wire: a folder for each case, with an old and a new model, and with what is found.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::evolution::{WireChange, on_the_wire};
use shapewright_smithy::model::Model;

fn check(folder: &Path) {
    let mut sources = Sources::new();
    let mut load = |version: &str| {
        let id = sources.add(version, fs::read(folder.join(format!("{version}.smithy"))).unwrap());
        let (model, report) = Model::load(&sources, [id]);
        assert!(!report.has_errors(), "{}: {}", folder.display(), report.render(&sources, false));
        model
    };
    let (old, new) = (load("old"), load("new"));
    assert_eq!(on_the_wire(&old, &old), []);
    assert_eq!(on_the_wire(&new, &new), []);
    let mut text = String::new();
    for WireChange { flow, effect, shape, message, operations, protocols, .. } in on_the_wire(&old, &new) {
        writeln!(text, "{}, {}: {shape}: {message}", flow.name(), effect.name()).unwrap();
        writeln!(text, "  {} {}", operations.join(" "), protocols.join(" ")).unwrap();
    }
    let path = folder.join("wire.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&path).unwrap_or_default(), "{}", folder.display());
}

#[test]
fn changes_of_models_are_changes_of_messages() {
    let mut cases: Vec<_> = fs::read_dir("tests/evolution").unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases.iter().for_each(|case| check(case));
}
