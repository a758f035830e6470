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
mod inputs;
pub mod lint;
pub mod man;
pub mod openapi;
pub mod output;
mod paths;
mod progress;
pub mod sarif;
pub mod stub;

pub use console::Console;
pub use inputs::{Models, list, stem};
pub use paths::{from_here, relative};

use std::io;
use std::process::ExitCode;

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
