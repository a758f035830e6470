//! What the manifest of the crate that a stub is in must have.

use std::io;
use std::path::{Path, PathBuf, absolute};

use shapewright_codegen::tools::{quoted, relative};
use shapewright_codegen::{Stub, Target};

/// The lines of the manifest. `generated` is the folder of the output; `file` is that of the stub, unless it is printed.
pub(super) fn needed(
    stub: &Stub,
    target: &Target,
    generated: &Path,
    file: Option<&Path>,
    with_main: bool,
) -> io::Result<String> {
    let mut lines = Vec::new();
    if let Target::Crate(package) = target {
        let path = quoted(&relative(&crate_of(file)?, generated)?);
        let features = quoted(stub.module.trim_start_matches("r#"));
        lines.push(format!(
            "{} = {{ path = {path}, default-features = false, features = [{features}, \"server\"] }}",
            package.name
        ));
    }
    if with_main {
        lines.push(AXUM.to_owned());
        lines.push(TOKIO.to_owned());
    }
    let what = match target {
        Target::Crate(_) => "the manifest of its crate needs",
        Target::Module(_) if with_main => "besides what the module needs, the manifest of its crate needs",
        Target::Module(_) => return Ok("its crate needs nothing but what the module needs\n".to_owned()),
    };
    Ok(format!("{what}:\n\n[dependencies]\n{}\n", lines.join("\n")))
}

const AXUM: &str = "axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }";
const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }";

/// The folder of the crate that a file is in, or else of the one that it is for.
fn crate_of(file: Option<&Path>) -> io::Result<PathBuf> {
    let path = absolute(file.unwrap_or(Path::new("src/main.rs")))?;
    let folder = path.parent().unwrap_or(&path);
    let found = folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
    let sources = folder.file_name().is_some_and(|name| name == "src");
    let guessed = if sources { folder.parent().unwrap_or(folder) } else { folder };
    Ok(found.unwrap_or(guessed).to_owned())
}
