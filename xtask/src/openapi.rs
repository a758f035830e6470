//! `cargo xtask openapi`: checks the OpenAPI documents of models with public validators, which are Python packages.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use shapewright::openapi::{self, Format, Version};

use crate::paths::{build_folder, in_workspace};
use crate::{Console, Outcome, is_ci, python};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Folders of models, models and projects; of a model in one JSON file, protocol tests are checked, too
    /// [default: `models`]
    #[arg(value_name = "PATH")]
    pub models: Vec<PathBuf>,
    /// The folder for the documents and the validators [default: `target/openapi`]
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Describes the services of the models in both versions of OpenAPI, and checks the documents: that they are valid and
/// the same in YAML, and that the examples and the bodies of protocol tests conform to their schemas.
///
/// # Errors
/// When a file cannot be read or written, or a program cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let folder = build_folder(options.folder.as_deref(), "openapi")?;
    let default = [in_workspace("models")?];
    let models = if options.models.is_empty() { &default[..] } else { &options.models };
    let excused: BTreeMap<String, String> =
        toml::from_str(include_str!("openapi/excused.toml")).map_err(io::Error::other)?;
    let mut tasks = Vec::new();
    for (number, path) in models.iter().enumerate() {
        for (version, name) in [(Version::V3_1, "3.1"), (Version::V3_0, "3.0")] {
            let out = folder.join(format!("documents/{number}-{name}"));
            if out.exists() {
                fs::remove_dir_all(&out)?;
            }
            for format in [Format::Json, Format::Yaml] {
                let options = openapi::Options {
                    models: Some(path.display().to_string()),
                    out: Some(out.clone()),
                    format: Some(format),
                    version,
                    ..openapi::Options::default()
                };
                // What the documents leave out is not of interest here.
                let (mut out, mut said) = (io::sink(), Vec::new());
                let done = openapi::run(&options, &mut Console::new(&mut out, &mut said))?;
                if done != Outcome::Done {
                    console.err.write_all(&said)?;
                    return Ok(done);
                }
            }
            // A key is the id of a test, with the version if it is excused in one only.
            let excused = excused.keys().map(|key| key.strip_suffix(name).map_or(&**key, str::trim_end));
            tasks.extend(task(path, &out, &excused.collect::<Vec<_>>())?);
        }
    }
    match python::environment(&folder, include_str!("openapi/requirements.txt"))? {
        Ok(programs) => check(&programs.join("python"), &tasks, console),
        Err(what) => {
            writeln!(console.err, "warning: nothing was checked: {what} failed")?;
            // Where everything is checked, nothing may be left out.
            Ok(if is_ci() { Outcome::Failed } else { Outcome::Done })
        }
    }
}

/// What is to be checked of the documents in a folder.
fn task(model: &Path, folder: &Path, excused: &[&str]) -> io::Result<Vec<Value>> {
    let is_ast = model.extension().is_some_and(|extension| extension == "json") && model.is_file();
    let mut documents = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    documents.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    documents.sort();
    let model = is_ast.then_some(model);
    Ok(documents.iter().map(|path| json!({ "document": path, "model": model, "excused": excused })).collect())
}

/// Checks the documents in as many processes as there are processors.
fn check(python: &Path, tasks: &[Value], console: &mut Console<'_>) -> io::Result<Outcome> {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut programs = Vec::new();
    for job in 0..jobs.min(tasks.len()) {
        let mut program = Command::new(python)
            .args(["-c", include_str!("openapi/check.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = program.stdin.take() {
            for task in tasks.iter().skip(job).step_by(jobs) {
                writeln!(input, "{task}")?;
            }
        }
        programs.push(program);
    }
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for program in programs {
        let output = program.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines: Vec<&str> = text.lines().collect();
        let Some(found) = lines.pop().filter(|_| output.status.success()) else {
            return Err(io::Error::other("the validators failed; their messages are above"));
        };
        for line in lines {
            writeln!(console.out, "{line}")?;
        }
        let found: BTreeMap<String, u64> = serde_json::from_str(found)?;
        for (name, count) in found {
            *counts.entry(name).or_default() += count;
        }
    }
    let counted: Vec<String> = counts.iter().map(|(name, count)| format!("{name}: {count}")).collect();
    writeln!(console.out, "{}", counted.join(", "))?;
    Ok(if counts.get("faults") == Some(&0) { Outcome::Done } else { Outcome::Failed })
}
