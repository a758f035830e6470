//! `cargo xtask corpus`: generates a crate from each of many models, and compiles them all.
//!
//! Each model gets a crate of its own in `target/corpus`. One model that fails does not stop the others, and a crate
//! that passed is not compiled again as long as neither it nor the runtime changes.

mod check;
pub(crate) mod make;
mod memory;
mod report;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::called;

use crate::paths::build_folder;
use crate::show;
use crate::{Console, Outcome};
use check::Checker;
use make::{Crate, Unmade};
use memory::Memory;
use report::{Entry, Table, Verdict};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of the models; a model may have any number of services
    #[arg(value_name = "DIR")]
    pub models: PathBuf,
    /// The folder to work in [default: the workspace's `target/corpus`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Use only this model, named by its file without `.json` or by its module; may be repeated
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Generate, but do not compile
    #[arg(long)]
    pub generate_only: bool,
    /// Compile with `cargo build` rather than `cargo check`
    #[arg(long, conflicts_with = "generate_only")]
    pub build: bool,
    /// Check with `cargo clippy` and `cargo doc` under their default settings rather than with `cargo check`
    #[arg(long, conflicts_with_all = ["generate_only", "build"])]
    pub clippy: bool,
    /// Run the examples of the models, as the tests that they become
    #[arg(long, conflicts_with = "generate_only")]
    pub tests: bool,
    /// How many jobs Cargo may run at a time
    #[arg(long, value_name = "N")]
    pub jobs: Option<u16>,
    /// Compile also what passed before
    #[arg(long)]
    pub fresh: bool,
}

/// Generates and compiles a crate for each model of the folder.
///
/// # Errors
/// When the disk cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(names) = select(&options.models, &options.only, console)? else {
        return Ok(Outcome::Misused);
    };
    let out = build_folder(options.out.as_deref(), "corpus")?;
    let mut report = Table::default();
    let crates = generate(options, &names, &out, &mut report, console)?;
    report::print_head(console.out)?;
    for failed in report.entries() {
        failed.print(console.out)?;
    }
    compile(options, crates, &out, &mut report, console)?;
    report.print_totals(console.out)?;
    fs::write(out.join("report.json"), report.json())?;
    Ok(if report.passed() { Outcome::Done } else { Outcome::Failed })
}

/// The names of the models in a folder, or of `only` those; `None`, after an error message, when there are none.
pub(crate) fn select(folder: &Path, only: &[String], console: &mut Console<'_>) -> io::Result<Option<Vec<String>>> {
    let Some(models) = shapewright::list(folder, console)? else {
        return Ok(None);
    };
    let files: Vec<(&str, &str)> = models.names().map(|file| (file, file)).collect();
    let mut wanted = BTreeSet::new();
    for name in only {
        let found = called(name, &files);
        if found.is_empty() {
            writeln!(console.err, "error: no model `{name}` in `{}`", folder.display())?;
            return Ok(None);
        }
        wanted.extend(found);
    }
    let files = models.names().filter(|file| file.ends_with(".json") && (only.is_empty() || wanted.contains(file)));
    Ok(Some(files.map(|file| shapewright_codegen::tools::stem(file).to_owned()).collect()))
}

/// Generates the crates, and reports the models from which none can be made. The smallest come first, so that a fault
/// shows as early as it can.
fn generate(
    options: &Options,
    names: &[String],
    out: &Path,
    report: &mut Table,
    console: &mut Console<'_>,
) -> io::Result<Vec<Crate>> {
    let runtime = crate::cargo::dependency("runtime")?;
    let mut crates: Vec<Crate> = Vec::new();
    let mut modules = BTreeSet::new();
    for (done, name) in names.iter().enumerate() {
        progress(console, done, names.len(), "generating", name)?;
        match make::make(&options.models, name, &runtime, out, &mut modules)? {
            Ok(made) => crates.push(made),
            Err(Unmade { report: why, sources, reason }) => {
                clear(console)?;
                show(&why, &sources, console)?;
                report.push(Entry::unmade(name, reason));
            }
        }
    }
    clear(console)?;
    crates.sort_by_key(|made| made.bytes);
    Ok(crates)
}

/// Compiles the crates and reports on each.
fn compile(
    options: &Options,
    crates: Vec<Crate>,
    out: &Path,
    report: &mut Table,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let total = crates.len();
    let checker = Checker::set_up(options, out, &crates)?;
    let mut memory = Memory::read(out);
    for (done, made) in crates.into_iter().enumerate() {
        let fingerprint = checker.fingerprint(&made);
        let known = memory.recall(&made.module, fingerprint);
        let verdict = if options.generate_only {
            Verdict::Generated
        } else if let Some(cpu) = known.filter(|_| !options.fresh) {
            Verdict::PassedBefore(cpu)
        } else {
            progress(console, done, total, "compiling", &made.module)?;
            checker.check(&made)
        };
        clear(console)?;
        if let Verdict::Passed(cpu) = &verdict {
            memory.remember(&made.module, fingerprint, *cpu)?;
        }
        if let Verdict::Failed(failure) = &verdict {
            write!(console.err, "{failure}")?;
        }
        let entry = Entry::new(made, verdict);
        entry.print(console.out)?;
        console.out.flush()?;
        report.push(entry);
    }
    Ok(())
}

/// Shows on a terminal how far the work has come.
fn progress(console: &mut Console<'_>, done: usize, total: usize, what: &str, name: &str) -> io::Result<()> {
    if !io::stderr().is_terminal() {
        return Ok(());
    }
    let number = done + 1;
    write!(console.err, "\r\x1b[2K[{number}/{total}] {what} {name}")?;
    console.err.flush()
}

/// Takes the progress off the terminal.
fn clear(console: &mut Console<'_>) -> io::Result<()> {
    if !io::stderr().is_terminal() {
        return Ok(());
    }
    write!(console.err, "\r\x1b[2K")?;
    console.err.flush()
}
