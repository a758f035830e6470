//! What traits become in generated code: the crate of small models beside the tests that use it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use shapewright_codegen::{Config, Package, Target, apply, plan};
use shapewright_smithy::diagnostics::Sources;

#[test]
fn the_crate_is_what_the_models_say() {
    let folder = Path::new("../fixtures/traits");
    let mut sources = Sources::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder.join("models")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut choices = None;
    for file in files {
        let name = format!("models/{}", file.file_name().unwrap().to_str().unwrap());
        let is_model = name.ends_with(".json");
        let id = sources.add(name, fs::read(&file).unwrap());
        choices = choices.or((!is_model).then_some(id));
    }
    let package = Package::new("traits", r#"path = "../../../runtime""#);
    let config = Config { file: choices, target: Target::Crate(package), ..Config::default() };
    let generated = shapewright_codegen::generate(&sources, &config);
    let generated = generated.unwrap_or_else(|report| panic!("{}", report.render(&sources, false)));
    let plan = plan(generated.tree, &folder.join("generated")).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        apply(plan).unwrap();
    } else {
        assert!(plan.is_empty(), "\n{plan}\nUPDATE_EXPECT=1 makes it so");
    }
}
