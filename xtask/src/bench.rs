//! `cargo xtask bench`: models, generation, compilation and calls, compared with peers where there are any, as a report.

mod compile;
mod report;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::cargo::cargo;
use crate::paths::in_workspace;
use crate::{Console, Outcome};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// What to measure; everything by default
    #[arg(value_enum, value_name = "SECTION")]
    pub sections: Vec<Section>,
    /// The folder of models; it must contain polly, mq and lambda
    #[arg(long, value_name = "DIR", default_value = "../shared/aws-models")]
    pub models: PathBuf,
}

/// A part of the report.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The cost of reading, validating and formatting models
    Models,
    /// The cost of generating code
    Generation,
    /// The cost of compiling generated crates, compared with the official crates
    Compile,
    /// The cost of calls, compared with hand-written code and the official crates
    Run,
}

impl Section {
    const ALL: [Self; 4] = [Self::Models, Self::Generation, Self::Compile, Self::Run];

    fn key(self) -> &'static str {
        match self {
            Self::Models => "models",
            Self::Generation => "generation",
            Self::Compile => "compile",
            Self::Run => "run",
        }
    }
}

/// Measures and writes `target/bench/report.json` and `report.md`. A section that is not measured keeps the figures of
/// the last report.
///
/// # Errors
/// When the disk cannot be read or written, or a program that measures fails.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let sections = if options.sections.is_empty() { &Section::ALL[..] } else { &options.sections };
    let needs_models = sections.iter().any(|section| *section != Section::Run);
    if needs_models && !options.models.is_dir() {
        writeln!(
            console.err,
            "error: no folder of models at `{}`; name one with `--models`",
            options.models.display()
        )?;
        return Ok(Outcome::Misused);
    }
    let out = in_workspace("target/bench")?;
    fs::create_dir_all(&out)?;
    let path = out.join("report.json");
    let mut report: Value =
        fs::read(&path).ok().and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or(json!({}));
    report["machine"] = machine();
    for section in sections {
        writeln!(console.err, "measuring: {}", section.key())?;
        report[section.key()] = match section {
            Section::Models => models(&out, &options.models)?,
            Section::Generation => generation(&out, &options.models)?,
            Section::Compile => compile::compile(&out, &options.models, console)?,
            Section::Run => program(&out, "run", &[])?,
        };
        fs::write(&path, serde_json::to_vec_pretty(&report)?)?;
    }
    let text = report::markdown(&report);
    fs::write(out.join("report.md"), &text)?;
    write!(console.out, "{text}")?;
    Ok(Outcome::Done)
}

fn models(out: &Path, models: &Path) -> io::Result<Value> {
    let models = fs::canonicalize(models)?.display().to_string();
    let run = |mode: &[&str]| program(out, "models", &[&[models.as_str()], mode].concat());
    Ok(json!({ "all": run(&[])?, "growth": run(&["growth"])? }))
}

fn generation(out: &Path, models: &Path) -> io::Result<Value> {
    let models = fs::canonicalize(models)?.display().to_string();
    let run = |mode: &[&str]| program(out, "generation", &[&[models.as_str()], mode].concat());
    Ok(json!({ "whole": run(&[])?, "parse": run(&["parse"])?, "print": run(&["print"])?, "each": run(&["each"])? }))
}

/// Builds the programs that measure, with the versions of their own lock file, and runs one; its output is JSON.
fn program(out: &Path, name: &str, arguments: &[&str]) -> io::Result<Value> {
    let manifest = in_workspace("bench/Cargo.toml")?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--locked", "--bin", name, "--manifest-path"]).arg(manifest);
    command.arg("--target-dir").arg(out.join("target")).arg("--").args(arguments);
    Ok(serde_json::from_slice(&output(&mut command)?)?)
}

/// What a command writes; an error with what it complains of, if it fails.
fn output(command: &mut Command) -> io::Result<Vec<u8>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("a benchmark program failed: {}", said.trim())))
}

fn machine() -> Value {
    let rustc = output(Command::new("rustc").arg("--version")).unwrap_or_default();
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    json!({
        "rustc": String::from_utf8_lossy(&rustc).trim(),
        "cpu": model.trim_start_matches(['\t', ' ', ':']),
        "cores": std::thread::available_parallelism().map_or(1, usize::from),
    })
}
