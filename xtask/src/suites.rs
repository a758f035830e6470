//! `cargo xtask suites`: runs Smithy's own test data.

use std::io;
use std::path::PathBuf;

use crate::{Console, Outcome};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of the data, with a folder for each kind of case
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Run only cases whose path below the folder of their kind contains this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub only: String,
}

/// Runs the cases, and prints what differs from what is expected and a table.
///
/// # Errors
/// When the data cannot be read.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    if !options.folder.is_dir() {
        writeln!(
            console.err,
            "error: `{}` is not a folder; give that of Smithy's test data",
            options.folder.display()
        )?;
        return Ok(Outcome::Misused);
    }
    let outcomes = shapewright_suites::run(&options.folder, &options.only)?;
    write!(console.out, "{}", shapewright_suites::report(&outcomes))?;
    let is_passed = outcomes.iter().all(|outcome| outcome.failures.is_empty());
    Ok(if is_passed { Outcome::Done } else { Outcome::Failed })
}
