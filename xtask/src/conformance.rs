//! `cargo xtask conformance`: runs the protocol tests of models (Smithy 2.0, "HTTP protocol compliance tests").
//!
//! For each service a crate with a test program is generated into `target/conformance`, compiled with warnings denied,
//! and run; what it reports is held against the list of known failures.

pub(crate) mod build;
pub(crate) mod known;
mod models;
mod report;

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Instant;

use shapewright_codegen::tools::conformance::{Crates, Program, generate};
use shapewright_codegen::{apply, plan};

use crate::cargo::{Spent, dependency};
use crate::paths::{build_folder, resolve};
use crate::show;
use crate::{Console, Outcome};
use build::Bench;
use known::Known;
use report::{Results, Tested};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Folders of models
    #[arg(value_name = "DIR", required = true)]
    pub models: Vec<PathBuf>,
    /// The folder to work in [default: the workspace's `target/conformance`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The list of known failures [default: the workspace's `conformance/known-failures.toml`]
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,
}

/// Runs the tests of all services in the folders.
///
/// # Errors
/// When the disk cannot be read or written, or Cargo cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let known = match Known::read(&resolve(options.known.as_deref(), "conformance/known-failures.toml")?) {
        Ok(known) => known,
        Err(error) => return fail(console, &error),
    };
    let out = build_folder(options.out.as_deref(), "conformance")?;
    let start = Instant::now();
    let Some((programs, mut healthy)) = programs(&options.models, console)? else {
        return Ok(Outcome::Failed);
    };
    if programs.is_empty() && healthy {
        writeln!(console.out, "nothing to test: no service has a supported protocol")?;
        return Ok(Outcome::Done);
    }
    let generated = Spent { wall: start.elapsed(), ..Spent::default() };
    let packages: Vec<&str> = programs.iter().map(|program| program.package.as_str()).collect();
    let bench = Bench::set_up(&out, &packages)?;
    for program in &programs {
        apply(plan(program.tree.clone(), &out.join(&program.package))?)?;
    }
    let (mut built, mut ran) = (Spent::default(), Spent::default());
    let mut report = Results::default();
    for program in programs {
        let Program { package, service, tests, .. } = program;
        let records = bench.build(&package, &mut built).and_then(|()| bench.run(&package, &[], &mut ran));
        match records {
            Ok(records) => report.services.push(Tested { service, tests, records }),
            Err(error) => {
                healthy = false;
                writeln!(console.err, "error: {service}: {error}")?;
            }
        }
    }
    let stale = report.settle(&known);
    fs::write(out.join("report.json"), report.json())?;
    report.print(console.out)?;
    for entry in &stale {
        writeln!(console.err, "error: a known failure passes now: {entry}; remove it from the list")?;
    }
    writeln!(console.out, "generated: {generated}; compiled: {built}; ran: {ran}")?;
    let passed = healthy && stale.is_empty() && report.failures() == 0;
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}

/// The test programs of all services in the folders, and whether all models were good; `None`, with the reason told,
/// if a folder has no models.
fn programs(folders: &[PathBuf], console: &mut Console<'_>) -> io::Result<Option<(Vec<Program>, bool)>> {
    let (runtime, conformance) = (dependency("runtime")?, dependency("conformance")?);
    let crates = Crates { runtime: &runtime, conformance: &conformance };
    let (mut programs, mut healthy) = (Vec::new(), true);
    for folder in folders {
        let Some(models) = models::read(folder, console)? else {
            return Ok(None);
        };
        for model in models.services {
            match generate(&models.sources, model, &models.definitions, crates) {
                Ok(found) => {
                    for note in found.notes {
                        writeln!(console.out, "note: {note}")?;
                    }
                    for program in found.programs {
                        healthy &= keep(program, &mut programs, console)?;
                    }
                }
                Err(report) => {
                    healthy = false;
                    show(&report, &models.sources, console)?;
                }
            }
        }
    }
    Ok(Some((programs, healthy)))
}

/// Adds a program if it has something to run; `false`, with the reason told, if there is another of its name.
fn keep(program: Program, programs: &mut Vec<Program>, console: &mut Console<'_>) -> io::Result<bool> {
    let Program { package, service, tests, tree: _, notes } = &program;
    if let Some(other) = programs.iter().find(|other| other.package == *package) {
        let other = &other.service;
        writeln!(console.err, "error: {service} and {other} are in files of the same name; rename one")?;
        return Ok(false);
    }
    for note in notes {
        writeln!(console.out, "note: {note}")?;
    }
    if *tests > 0 {
        programs.push(program);
    } else {
        writeln!(console.out, "note: {service} has no tests for its protocols")?;
    }
    Ok(true)
}

fn fail(console: &mut Console<'_>, message: &str) -> io::Result<Outcome> {
    writeln!(console.err, "error: {message}")?;
    Ok(Outcome::Failed)
}
