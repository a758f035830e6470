//! Generates the module `api` whenever the models change.

use std::path::PathBuf;
use std::{env, error, fs, process};

use shapewright_codegen::{Config, Module, Target, apply, generate, plan};
use shapewright_smithy::diagnostics::Sources;

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=models");
    let mut sources = Sources::new();
    for entry in fs::read_dir("models")? {
        let path = entry?.path();
        sources.add(path.display().to_string(), fs::read(&path)?);
    }
    let target = Target::Module(Module::new("crate::api", "version = \"0.1\""));
    let output = match generate(&sources, &Config { target, ..Config::default() }) {
        Ok(output) => output,
        Err(report) => {
            eprintln!("{}", report.render(&sources, false));
            process::exit(1);
        }
    };
    let out = PathBuf::from(env::var("OUT_DIR")?).join("api");
    apply(plan(output.tree, &out)?)?;
    // A module of another folder has to say where it is.
    fs::write(out.with_extension("rs"), format!("#[path = {:?}]\npub mod api;\n", out.join("mod.rs")))?;
    Ok(())
}
