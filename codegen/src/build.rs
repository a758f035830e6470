//! Generates the module of a crate from its build script.

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use shapewright_smithy::diagnostics::{Report, Severity, Sources};

use crate::generate::{Output, generate};
use crate::output::{apply, plan, put};
use crate::workspace::{Read, Workspace, WorkspaceError};

/// Why a build script cannot generate. Cargo shows it if `main` returns it: its [`Debug`](fmt::Debug) form is the whole
/// report, with the lines of the models.
pub struct BuildError {
    message: String,
}

/// Generates a module from a build script, as the file says: `shapewright.toml`, relative to the manifest's folder.
///
/// The file needs a table `module`; its key `out` has no effect, since the code is written to the folder that Cargo has
/// for the output of build scripts. For `path = "crate::api"`, declare the module by
/// `include!(concat!(env!("OUT_DIR"), "/api.rs"));`. Cargo runs the script again when a file that was read has changed, or
/// what is in a folder that was listed, and only files whose text has changed are written.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), shapewright_codegen::BuildError> {
///     shapewright_codegen::build("shapewright.toml")
/// }
/// ```
///
/// # Errors
/// When the configuration or a model has errors, or the disk fails.
pub fn build(config: impl AsRef<Path>) -> Result<(), BuildError> {
    let folder = |name: &str| {
        let message = format!("`{name}` is not set: call this function from a build script that Cargo runs");
        env::var_os(name).map(PathBuf::from).ok_or(BuildError { message })
    };
    let script = Script { manifest: folder("CARGO_MANIFEST_DIR")?, out: folder("OUT_DIR")? };
    let said = script.run(config.as_ref())?;
    // Cargo reads what build scripts print.
    io::stdout().write_all(said.as_bytes()).map_err(BuildError::from)
}

/// A build script.
struct Script {
    /// The folder of the crate's manifest.
    manifest: PathBuf,
    /// The folder of its output.
    out: PathBuf,
}

impl Script {
    /// Generates, and returns what Cargo has to be told.
    fn run(&self, config: &Path) -> Result<String, BuildError> {
        let file = self.manifest.join(config);
        let workspace = Workspace::open(&file)?;
        let Some(module) = &workspace.choices().module else {
            let message = format!(
                "`{}` generates a crate, but a build script makes a module of the crate that it belongs to: write a table \
                 `module` with `path = \"crate::api\"` instead of `package`",
                file.display()
            );
            return Err(BuildError { message });
        };
        let path = module.path.as_ref().map_or("crate::api", |path| &path.value);
        let name = path.rsplit("::").next().unwrap_or(path);
        let mut inputs = workspace.read(None)?;
        inputs.config.target = workspace.target_of(&self.manifest, None)?;
        if workspace.choices().command.is_none() {
            "cargo build".clone_into(&mut inputs.config.command);
        }
        let generated = generate(&inputs.sources, &inputs.config).map_err(|report| failed(&report, &inputs.sources))?;
        let Output { tree, warnings, .. } = generated;
        let stem = name.trim_start_matches("r#");
        apply(plan(tree, &self.out.join(stem))?)?;
        // An included file cannot have the attributes of a module; the file that it names can.
        let root = format!("#[path = \"{stem}/mod.rs\"]\npub mod {name};\n");
        put(&self.out.join(format!("{stem}.rs")), &root)?;
        let mut said = changes(&inputs.read, &self.out);
        for note in &inputs.notes {
            said.push_str(&format!("cargo::warning={note}\n"));
        }
        said.push_str(&told(&warnings, &inputs.sources));
        Ok(said)
    }
}

/// What has to change for a new run: what was read.
fn changes(read: &Read, out: &Path) -> String {
    let mut said = String::new();
    for file in &read.files {
        said.push_str(&format!("cargo::rerun-if-changed={}\n", file.display()));
    }
    for folder in &read.folders {
        // Cargo looks at all that is in a folder: the output would make it run the script again and again.
        if out.starts_with(folder) {
            let folder = folder.display();
            said.push_str(&format!(
                "cargo::warning=`{folder}` contains the output of builds, so that new models in it are not noticed: put \
                 the models into a folder of their own\n"
            ));
        } else {
            said.push_str(&format!("cargo::rerun-if-changed={}\n", folder.display()));
        }
    }
    for variable in &read.variables {
        said.push_str(&format!("cargo::rerun-if-env-changed={variable}\n"));
    }
    said
}

/// Warnings, a line each, as Cargo shows them.
fn told(report: &Report, sources: &Sources) -> String {
    let records = report.records(sources).into_iter().filter(|one| one.severity != Severity::Note);
    let lines = records.map(|one| {
        let position = one.line.zip(one.column).map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        let place = one.file.map(|file| format!("{file}{position}: ")).unwrap_or_default();
        let line = format!("{place}{} [{}]", one.message, one.code.name()).replace('\n', " ");
        format!("cargo::warning={line}\n")
    });
    lines.collect()
}

fn failed(report: &Report, sources: &Sources) -> BuildError {
    let count = report.count(Severity::Error);
    let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
    BuildError { message: format!("{}{errors}; nothing was generated", report.render(sources, false)) }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `main` puts `Error: ` before it, which would shift the first line of the report.
        write!(f, "the code cannot be generated\n\n{}", self.message)
    }
}

impl std::error::Error for BuildError {}

impl From<io::Error> for BuildError {
    fn from(error: io::Error) -> Self {
        Self { message: error.to_string() }
    }
}

impl From<WorkspaceError> for BuildError {
    fn from(error: WorkspaceError) -> Self {
        match error {
            WorkspaceError::Faulty { report, sources } => failed(&report, &sources),
            error => Self { message: error.to_string() },
        }
    }
}
