//! `cargo xtask amplification`: measures how much memory servers take for requests that are small as text.
//!
//! For each model a crate with a program around it is generated into `target/amplification`, compiled and run. The
//! program sends its router lists and maps of next to nothing, and counts what is allocated while it reads and checks
//! them. The command fails if a request takes twenty times its length or more.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::json;
use shapewright_codegen::tools::ServiceConfig;
use shapewright_codegen::tools::conformance::{self, Case, Crates, Program};
use shapewright_codegen::{apply, plan};
use shapewright_smithy::diagnostics::Sources;

use crate::cargo::{Spent, dependency};
use crate::conformance::build::Bench;
use crate::corpus::{self, make};
use crate::paths::build_folder;
use crate::show;
use crate::{Console, Outcome, patterns};

/// How many bytes of memory each byte of a request may not take.
const LIMIT: f64 = 20.0;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of the models; a model may have any number of services
    #[arg(value_name = "DIR")]
    pub models: PathBuf,
    /// Use only this model, named by its file without `.json` or by its module; may be repeated
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// The folder to work in [default: the workspace's `target/amplification`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// What a program measured.
#[derive(Deserialize)]
struct Record {
    length: usize,
    memory: usize,
    status: u16,
}

impl Record {
    fn ratio(&self) -> f64 {
        self.memory as f64 / self.length as f64
    }
}

/// Measures the services of a folder.
///
/// # Errors
/// When the disk cannot be read or written, or Cargo cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(names) = corpus::select(&options.models, &options.only, console)? else {
        return Ok(Outcome::Misused);
    };
    let out = build_folder(options.out.as_deref(), "amplification")?;
    let (runtime, harness) = (dependency("runtime")?, dependency("conformance")?);
    let crates = Crates { runtime: &runtime, conformance: &harness };
    let (mut programs, mut passed) = (Vec::new(), true);
    for name in &names {
        match prepare(&options.models, name, crates, console)? {
            Some(prepared) => programs.push(prepared),
            None => passed = false,
        }
    }
    let packages: Vec<&str> = programs.iter().map(|(program, _)| program.package.as_str()).collect();
    let bench = Bench::set_up(&out, &packages)?;
    for (program, cases) in &programs {
        let folder = out.join(&program.package);
        apply(plan(program.tree.clone(), &folder)?)?;
        fs::write(folder.join(CASES), to_json(cases))?;
    }
    let (mut built, mut ran) = (Spent::default(), Spent::default());
    writeln!(console.out, "{:60} {:>9} {:>6}  most for", "service", "requests", "ratio")?;
    for (program, cases) in &programs {
        let package = &program.package;
        let file = out.join(package).join(CASES);
        let records: Result<Vec<Record>, String> =
            bench.build(package, &mut built).and_then(|()| bench.run(package, &[&file], &mut ran));
        match records {
            Ok(records) => passed &= print(program, cases, &records, console)?,
            Err(error) => {
                passed = false;
                writeln!(console.err, "error: {}: {error}", program.service)?;
            }
        }
    }
    writeln!(console.out, "compiled: {built}; ran: {ran}")?;
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}

/// The file of a program's requests, in the folder of its package.
const CASES: &str = "cases.json";

/// The program of a model and its requests; `None`, after an error message, if it cannot be made.
fn prepare(
    models: &Path,
    name: &str,
    crates: Crates<'_>,
    console: &mut Console<'_>,
) -> io::Result<Option<(Program, Vec<Case>)>> {
    let file = make::file_name(name);
    let mut sources = Sources::new();
    let path = models.join(&file);
    let id = sources.add_at(file, path.display().to_string(), fs::read(&path)?);
    let mut config = ServiceConfig::default();
    let amplification = |config: &ServiceConfig| conformance::amplification(&sources, id, config, crates);
    match patterns::generate(&sources, id, &mut config, amplification) {
        Ok(made) => Ok(Some(made)),
        Err(report) => {
            show(&report, &sources, console)?;
            Ok(None)
        }
    }
}

fn to_json(cases: &[Case]) -> String {
    let cases: Vec<_> = cases
        .iter()
        .map(|Case { method, uri, before, element, after, keyed }| {
            json!({ "method": method, "uri": uri, "before": before, "element": element, "after": after, "keyed": keyed })
        })
        .collect();
    serde_json::Value::from(cases).to_string()
}

/// Prints a service's worst request, and all that take too much; whether there are none.
fn print(program: &Program, cases: &[Case], records: &[Record], console: &mut Console<'_>) -> io::Result<bool> {
    let mut measured: Vec<_> = records.iter().zip(cases).collect();
    measured.sort_by(|(a, _), (b, _)| b.ratio().total_cmp(&a.ratio()));
    let show = |(record, case): &(&Record, &Case)| {
        let Case { method, uri, before, element, after, .. } = case;
        format!("{method} {uri} {before}{element},…{after} (status {})", record.status)
    };
    let worst = measured.first();
    let ratio = worst.map_or(0.0, |(record, _)| record.ratio());
    let place = worst.map(show).unwrap_or_default();
    writeln!(console.out, "{:60} {:>9} {ratio:>6.1}  {place}", program.service, records.len())?;
    console.out.flush()?;
    for (record, case) in measured.iter().filter(|(record, _)| record.ratio() >= LIMIT) {
        writeln!(
            console.err,
            "error: memory is {:.1} times the length of the request: {}",
            record.ratio(),
            show(&(record, case))
        )?;
    }
    Ok(ratio < LIMIT)
}
