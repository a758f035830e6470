//! `cargo xtask examples`: checks and tests the examples that are workspaces of their own, from packages, as users would.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::write_if_changed;
use crate::folders::{files, mirror};
use crate::package::Packaged;
use crate::paths::in_workspace;
use crate::{Console, Outcome};

/// The folders below `examples`, and whether their code is generated before it is committed.
const EXAMPLES: &[(&str, bool)] = &[("committed-crate", true), ("committed-module", true), ("build-script", false)];

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Check only this example; may be repeated
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Generate the code of the examples, instead of checking anything
    #[arg(long)]
    pub generate: bool,
}

/// Copies each example, and checks in the copy that it is formatted, up to date, without warnings, and works.
///
/// # Errors
/// When the disk cannot be read or written, or there are no packages.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let packaged = Packaged::find()?;
    let is_wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|one| one == name);
    let patch = packaged.folder().join("patch.toml");
    write_if_changed(&patch, packaged.configuration().as_bytes())?;
    for (name, is_committed) in EXAMPLES.iter().copied().filter(|(name, _)| is_wanted(name)) {
        let example = in_workspace("examples")?.join(name);
        let mut generate = Command::new(packaged.program());
        if options.generate {
            if is_committed && !generate.arg("generate").current_dir(example).status()?.success() {
                return Ok(Outcome::Failed);
            }
            continue;
        }
        let folder = copy(name, &example, &packaged)?;
        // In place, where the settings of rustfmt are.
        let mut format = packaged.cargo();
        format.args(["fmt", "--all", "--check", "--manifest-path"]).arg(example.join("Cargo.toml"));
        generate.args(["generate", "--check"]).current_dir(&folder);
        let mut lint = packaged.cargo();
        lint.args(["clippy", "--quiet", "--workspace", "--all-targets", "--config"]).arg(&patch);
        lint.args(["--", "--deny", "warnings"]).current_dir(&folder);
        let mut test = packaged.cargo();
        test.args(["test", "--quiet", "--config"]).arg(&patch).current_dir(&folder);
        let steps = [("format", format), ("generate", generate), ("clippy", lint), ("test", test)];
        for (step, mut command) in steps.into_iter().filter(|(step, _)| is_committed || *step != "generate") {
            if !command.status()?.success() {
                writeln!(console.err, "error: `{step}` failed in {name}")?;
                return Ok(Outcome::Failed);
            }
        }
        writeln!(console.out, "{name}: passed")?;
    }
    Ok(Outcome::Done)
}

/// Copies an example, with the versions of dependencies that this workspace has.
fn copy(name: &str, example: &Path, packaged: &Packaged) -> io::Result<PathBuf> {
    let folder = packaged.folder().join("examples").join(name);
    let is_source = |file: &String| !file.starts_with("target/") && file != "Cargo.lock";
    let files: Vec<String> = files(example)?.into_iter().filter(is_source).collect();
    mirror(example, &files, &folder)?;
    fs::copy(in_workspace("Cargo.lock")?, folder.join("Cargo.lock"))?;
    Ok(folder)
}
