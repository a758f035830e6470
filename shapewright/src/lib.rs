//! What the command `shapewright` does, as functions that other commands and tests call too.

pub mod ast;
pub mod cli;
pub mod completions;
mod console;
pub mod diff;
pub mod explain;
pub mod format;
pub mod generate;
pub mod init;
pub mod lint;
pub mod man;
pub mod openapi;
pub mod output;
mod progress;
mod sarif;
pub mod stub;

pub use console::Console;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use shapewright_codegen::tools::{Models, Workspace, WorkspaceError};
use shapewright_smithy::diagnostics::{Report, Sources};

/// A number of things, such as "1 model" and "2 models".
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// How a command ended, apart from failures of the machine, which are an [`std::io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is as it should be.
    Done,
    /// The models are at fault, or the output is not what they say.
    Failed,
    /// The arguments ask for something that is not there.
    Misused,
}

impl From<Outcome> for ExitCode {
    /// The exit code: 0, 1 or 2 (the code that clap uses for arguments it refuses); [`cli::EXIT_CODES`] explains them.
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::FAILURE,
            Outcome::Misused => Self::from(2),
        }
    }
}

/// Prints diagnostics, and how to learn more about them.
pub fn show(report: &Report, sources: &Sources, console: &mut Console<'_>) -> io::Result<()> {
    console.err.write_all(report.render(sources, console.color).as_bytes())?;
    explain::point_out(report, console)
}

/// Says why inputs cannot be read, and how the command ends then.
pub fn fail(error: WorkspaceError, console: &mut Console<'_>) -> io::Result<Outcome> {
    match error {
        WorkspaceError::Misused(reason) => {
            writeln!(console.err, "error: {reason}")?;
            Ok(Outcome::Misused)
        }
        WorkspaceError::Faulty { report, sources } => {
            show(&report, &sources, console)?;
            Ok(Outcome::Failed)
        }
        WorkspaceError::Io(error) => Err(error),
    }
}

/// Says which files look like models, but are not read.
fn warn(notes: &[String], console: &mut Console<'_>) -> io::Result<()> {
    notes.iter().try_for_each(|note| writeln!(console.err, "warning: {note}"))
}

/// The models of a folder, or the one model that the path means; `None`, with the reason told, when there are none.
pub fn list(path: &Path, console: &mut Console<'_>) -> io::Result<Option<Models>> {
    match Models::find(path) {
        Ok(models) => {
            warn(&models.notes(), console)?;
            Ok(Some(models))
        }
        Err(error) => fail(error, console).map(|_| None),
    }
}

/// The paths that a command works on: those of its arguments, or else the models of the configuration.
fn or_models(paths: &[PathBuf], config: Option<&Path>) -> Result<Vec<PathBuf>, WorkspaceError> {
    match paths {
        [] => Ok(vec![Workspace::find(config)?.models()]),
        paths => Ok(paths.to_owned()),
    }
}
