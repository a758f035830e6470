//! What traits become in generated code: the crate of small models beside the tests that use it.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::path::Path;

use shapewright_codegen::tools::Workspace;
use shapewright_codegen::{apply, plan};

#[test]
fn the_crate_is_what_the_models_say() {
    let workspace = Workspace::open(Path::new("../fixtures/traits/shapewright.toml")).unwrap();
    let mut inputs = workspace.read(None).unwrap();
    let out = workspace.out().unwrap();
    inputs.config.target = workspace.target(&out, None).unwrap();
    let generated = shapewright_codegen::generate(&inputs.sources, &inputs.config);
    let generated = generated.unwrap_or_else(|report| panic!("{}", report.render(&inputs.sources, false)));
    let plan = plan(generated.tree, &out).unwrap();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        apply(plan).unwrap();
    } else {
        assert!(plan.is_empty(), "\n{plan}\nUPDATE_EXPECT=1 makes it so");
    }
}
