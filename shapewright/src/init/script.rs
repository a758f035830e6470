//! A build script that generates the module of a package.

use std::io;
use std::path::Path;

use shapewright_codegen::tools::{quoted, relative};

/// The name of the script's file.
pub(super) const FILE: &str = "build.rs";

/// Why there can be no build script.
pub(super) const NOT_HERE: &str = "`--build-script` is for a package of edition 2024: give the folder of one";

/// Why there can be no other build script, and what to do.
pub(super) fn another() -> String {
    format!(
        "the package has a build script already: have it call `{}`, and include the module by `{}`",
        "shapewright_codegen::build(\"shapewright.toml\")?",
        include("api")
    )
}

/// The text of the script.
pub(super) fn text() -> &'static str {
    "//! Generates the module `api`, as `shapewright.toml` says, whenever the models change.\n\n\
     fn main() -> Result<(), shapewright_codegen::BuildError> {\n    \
     shapewright_codegen::build(\"shapewright.toml\")\n}\n"
}

/// The line that declares the module.
pub(super) fn include(module: &str) -> String {
    format!("include!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\"));")
}

/// What the script needs of the manifest. The generator of a checkout is next to its runtime.
pub(super) fn dependency(folder: &Path, runtime: Option<&Path>) -> io::Result<String> {
    let checkout = runtime.map(|runtime| runtime.join("../codegen")).filter(|path| path.join("Cargo.toml").is_file());
    let source = match checkout {
        Some(path) => format!("{{ path = {} }}", quoted(&relative(folder, &path)?)),
        None => quoted(env!("CARGO_PKG_VERSION")),
    };
    Ok(format!("[build-dependencies]\n# The generator.\nshapewright-codegen = {source}\n"))
}
