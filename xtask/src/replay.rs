//! `cargo xtask replay`: replays exchanges that were recorded between other clients and servers through generated ones.
//!
//! For each service of the recordings a crate with the operations that occur, and a program around it, is generated into
//! `target/replay` and compiled. The program replays each exchange in three directions: the client makes the request out
//! of the input, the router makes the handler's input out of the request, and the client makes the output or the error
//! out of the response. What is expected of each comes from the recording and the model alone (`case`).

mod allowances;
mod case;
mod constraints;
mod forms;
mod known;
mod recording;
mod report;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use shapewright_codegen::tools::conformance::{self, Crates, Program};
use shapewright_codegen::tools::{Located, ServiceConfig};
use shapewright_codegen::{apply, plan};
use shapewright_smithy::diagnostics::{Place, Sources};
use shapewright_smithy::model::Model;

use crate::cargo::{Spent, dependency};
use crate::conformance::build::Bench;
use crate::corpus::make::file_name;
use crate::paths::{build_folder, resolve};
use crate::show;
use crate::{Console, Outcome, patterns};
pub(crate) use constraints::Constraints;
pub(crate) use forms::{key, time};

use case::Preparer;
use known::Known;
use recording::{Recording, Recordings};
use report::{Replayed, Replays};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of recordings, one `*.jsonl` file for each service
    #[arg(value_name = "DIR")]
    pub recordings: PathBuf,
    /// The folder of the models [default: `aws-models` next to the folder of recordings]
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// Replay only this service, named by its file without `.jsonl`; may be repeated
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// The folder to work in [default: the workspace's `target/replay`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The list of known differences [default: the workspace's `conformance/replay-known.toml`]
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,
}

/// Replays the exchanges of a folder.
///
/// # Errors
/// When the disk cannot be read or written, or Cargo cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let known = Known::read(&resolve(options.known.as_deref(), "conformance/replay-known.toml")?);
    let prepared = known.and_then(|known| Ok((known, Recordings::read(&options.recordings, &options.only)?)));
    let (known, recordings) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            writeln!(console.err, "error: {error}")?;
            return Ok(Outcome::Misused);
        }
    };
    let models = options.models.clone().unwrap_or_else(|| options.recordings.join("../aws-models"));
    let out = build_folder(options.out.as_deref(), "replay")?;
    let start = Instant::now();
    let (runtime, harness) = (dependency("runtime")?, dependency("conformance")?);
    let crates = Crates { runtime: &runtime, conformance: &harness };
    let mut services = Vec::new();
    let mut healthy = true;
    for (service, exchanges) in &recordings.services {
        match Prepared::new(service, exchanges, &models, &known, crates, console)? {
            Some(prepared) => services.push(prepared),
            None => healthy = false,
        }
    }
    let generated = Spent { wall: start.elapsed(), ..Spent::default() };
    let packages: Vec<&str> = services.iter().map(|service| service.program.package.as_str()).collect();
    let bench = Bench::set_up(&out, &packages)?;
    for service in &services {
        service.write(&out)?;
    }
    let (mut built, mut ran) = (Spent::default(), Spent::default());
    bench.build_all(&mut built);
    let mut report = Replays::default();
    for Prepared { service, program, exchanges, .. } in services {
        let package = &program.package;
        let file = out.join(package).join(EXCHANGES);
        let records = bench.build(package, &mut built).and_then(|()| bench.run(package, &[&file], &mut ran));
        match records {
            Ok(records) => report.services.push(Replayed::new(service, exchanges, records)),
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
        writeln!(console.err, "error: a known difference matches nothing: {entry}; remove it from the list")?;
    }
    writeln!(console.out, "generated: {generated}; compiled: {built}; ran: {ran}")?;
    let passed = healthy && stale.is_empty() && report.differences() == 0;
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}

/// The file of a program's exchanges, in the folder of its package.
const EXCHANGES: &str = "exchanges.json";

/// A service whose program is generated.
struct Prepared<'r> {
    service: &'r str,
    exchanges: &'r [Recording],
    program: Program,
    cases: serde_json::Value,
}

impl<'r> Prepared<'r> {
    /// Generates the program of a service; `None`, after an error message, if it cannot be made.
    fn new(
        service: &'r str,
        exchanges: &'r [Recording],
        models: &Path,
        known: &Known,
        crates: Crates<'_>,
        console: &mut Console<'_>,
    ) -> io::Result<Option<Self>> {
        let name = &exchanges.first().map_or("", |exchange| &*exchange.model);
        let path = models.join(file_name(name));
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) => {
                writeln!(console.err, "error: {service}: cannot read `{}`: {error}", path.display())?;
                return Ok(None);
            }
        };
        let mut sources = Sources::new();
        let id = sources.add(file_name(name), text);
        let operations: BTreeSet<&str> = exchanges.iter().map(|exchange| &*exchange.operation).collect();
        let mut config = ServiceConfig {
            operations: Some(operations.into_iter().map(located).collect()),
            ..ServiceConfig::default()
        };
        let replay = |config: &ServiceConfig| conformance::replay(&sources, id, config, crates);
        let program = match patterns::generate(&sources, id, &mut config, replay) {
            Ok(program) => program,
            Err(report) => {
                show(&report, &sources, console)?;
                return Ok(None);
            }
        };
        let (model, _) = Model::load(&sources, [id]);
        let preparer = Preparer::new(&model, &config, known);
        match exchanges.iter().enumerate().map(|(number, exchange)| preparer.case(number, exchange)).collect() {
            Ok(cases) => Ok(Some(Self { service, exchanges, program, cases })),
            Err(error) => {
                let error: String = error;
                writeln!(console.err, "error: {service}: {error}")?;
                Ok(None)
            }
        }
    }

    fn write(&self, out: &Path) -> io::Result<()> {
        let folder = out.join(&self.program.package);
        apply(plan(self.program.tree.clone(), &folder)?)?;
        fs::write(folder.join(EXCHANGES), self.cases.to_string())
    }
}

fn located(name: &str) -> Located<String> {
    Located { value: name.to_owned(), place: Place::NOWHERE }
}
