//! A crate whose build script generates a module: Cargo builds it, again when a model has changed, and not otherwise.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod nested;

use std::fs;
use std::path::{Path, PathBuf};

const SCRIPT: &str = "\
fn main() -> Result<(), shapewright_codegen::BuildError> {
    shapewright_codegen::build(\"shapewright.toml\")
}
";

const LIBRARY: &str = "\
//! A crate with a generated module.

include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));

/// Uses it.
pub use api::shop::types::GetInput as Used;
";

fn model(member: &str) -> String {
    format!(
        "$version: \"2\"\n\nnamespace a\n\n@aws.protocols#restJson1\nservice Shop {{\n    version: \"1\"\n    operations: \
         [Get]\n}}\n\n@http(method: \"POST\", uri: \"/get\")\noperation Get {{\n    input := {{\n        {member}: \
         String\n    }}\n}}\n"
    )
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Builds the crate: whether that succeeds, and what Cargo prints, among it which crates are fresh.
fn build(folder: &Path) -> (bool, String) {
    let output = nested::cargo(folder).args(["build", "--verbose"]).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_build_script_generates_when_the_inputs_have_changed() {
    // The folder is kept, so that only the first run compiles the generator and the runtime.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("build-script");
    let [codegen, runtime] = ["codegen", "runtime"].map(|name| fs::canonicalize("..").unwrap().join(name));
    let manifest = format!(
        "[package]\nname = \"uses-build-script\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         shapewright-runtime = {{ path = '{}', features = [\"client\", \"http\", \"tracing\"] }}\n\n[build-dependencies]\n\
         shapewright-codegen = {{ path = '{}' }}\n",
        runtime.display(),
        codegen.display()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    fs::copy("../Cargo.lock", folder.join("Cargo.lock")).unwrap();
    write(&folder.join("build.rs"), SCRIPT);
    write(&folder.join("src/lib.rs"), LIBRARY);
    let config =
        format!("runtime = {{ path = '{}' }}\n[module]\npath = 'crate::api'\nserver = false\n", runtime.display());
    write(&folder.join("shapewright.toml"), &config);
    let _ = fs::remove_file(folder.join("models/more.smithy"));
    write(&folder.join("models/shop.smithy"), &model("first"));
    let (is_built, text) = build(&folder);
    assert!(is_built, "{text}");

    let (is_built, text) = build(&folder);
    assert!(is_built && text.contains("Fresh uses-build-script"), "{text}");

    let user = "\n/// Uses the new member.\npub fn uses(input: Used) -> Option<String> {\n    input.second\n}\n";
    write(&folder.join("src/lib.rs"), &format!("{LIBRARY}{user}"));
    write(&folder.join("models/shop.smithy"), &model("second"));
    let (is_built, text) = build(&folder);
    assert!(is_built, "{text}");

    // A new file in a folder that was listed.
    write(
        &folder.join("models/more.smithy"),
        &model("third").replace("Shop", "More").replace("namespace a", "namespace b"),
    );
    let (is_built, text) = build(&folder);
    assert!(is_built && !text.contains("Fresh uses-build-script"), "{text}");

    // An error of the model, with its place and its line.
    write(&folder.join("models/more.smithy"), "$version: \"2\"\nnamespace b\nlist Broken { member: Missing }\n");
    let (is_built, text) = build(&folder);
    assert!(!is_built && text.contains("models/more.smithy:3:") && text.contains("list Broken"), "{text}");

    fs::remove_file(folder.join("models/more.smithy")).unwrap();
    write(&folder.join("shapewright.toml"), "[package]\nname = 'api'\n");
    let (is_built, text) = build(&folder);
    assert!(!is_built && text.contains("write a table `module`"), "{text}");
}
