//! `cargo xtask evolution`: compares what `shapewright diff` reports with what happens.
//!
//! Official models are edited as people edit them, by chance but the same on every machine. Code is generated from both
//! versions. A program that uses the whole API of the old version is compiled against the new one, and clients of each
//! version call servers of the other, with values at the edges of what the model allows. The command fails if something
//! breaks that the verdict calls compatible; what the verdict calls broken without need is listed.

mod build;
mod edit;
mod exchange;
mod judge;
mod program;
mod report;
mod sample;
mod versions;

use std::io;
use std::path::PathBuf;

use crate::cargo::Start;
use crate::paths::build_folder;
use crate::{Console, Outcome};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// The folder of the models
    #[arg(value_name = "DIR")]
    pub models: PathBuf,
    /// Which edits are made
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many edits are made
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub count: usize,
    /// How many models are edited
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub bases: usize,
    /// How large the models may be, in kilobytes: programs that use the API of large ones take minutes to compile
    #[arg(long, value_name = "KB", default_value_t = 125)]
    pub largest: u64,
    /// The folder to work in [default: the workspace's `target/evolution`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Edits models, and compares verdicts with what happens.
///
/// # Errors
/// When the disk cannot be read or written, or Cargo cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let out = build_folder(options.out.as_deref(), "evolution")?;
    let families = versions::make(options)?;
    if families.is_empty() {
        writeln!(console.err, "error: no model in `{}` is valid and small enough", options.models.display())?;
        return Ok(Outcome::Misused);
    }
    let edits: usize = families.iter().map(|family| family.edited.len()).sum();
    writeln!(console.out, "models: {}, edits: {edits}", families.len())?;
    console.out.flush()?;
    let start = Start::now();
    let truths = match build::truths(&families, &out) {
        Ok(truths) => truths,
        Err(fault) => {
            writeln!(console.err, "error: {fault}")?;
            return Ok(Outcome::Failed);
        }
    };
    let mut spent = crate::cargo::Spent::default();
    spent.add(&start);
    let passed = report::print(&families, &truths, console)?;
    writeln!(console.out, "compiled and ran: {spent}")?;
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}
