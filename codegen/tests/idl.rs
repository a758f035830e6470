//! A model in Smithy's IDL gives the same code as the model in the JSON AST.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;

use shapewright_codegen::{Config, ModelInput, Tree, generate};
use shapewright_smithy::diagnostics::Sources;

/// What is generated from a file, which goes by the same name whatever its format.
fn generated(path: &str) -> Tree {
    let mut sources = Sources::new();
    let source = sources.add(path, fs::read(path).unwrap());
    let models = vec![ModelInput::new("models/panorama", vec![source])];
    let output = generate(&sources, &Config { models, ..Config::default() });
    output.map_err(|report| report.render(&sources, false)).unwrap().tree
}

#[test]
fn the_syntax_of_a_model_makes_no_difference() {
    let [json, idl] = ["../models/panorama.json", "../examples/quickstart/models/panorama.smithy"].map(generated);
    assert!(json.files().count() > 5);
    let files =
        |tree: &Tree| tree.files().map(|(path, file)| (path.to_owned(), file.text().to_owned())).collect::<Vec<_>>();
    assert_eq!(files(&json), files(&idl));
}
