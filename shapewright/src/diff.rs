//! `shapewright diff`: compares two versions of a model, and says what the change breaks: by Smithy's rules, in the generated
//! Rust code, and on the wire.

mod git;
mod json;
mod people;
mod places;
mod verdict;
mod version;

pub use verdict::FailOn;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::Config;
use shapewright_codegen::evolution;
use shapewright_codegen::tools::{FILE, Workspace, WorkspaceError, from_here, naming};
use shapewright_smithy::diagnostics::{Report, Severity, Sources};
use shapewright_smithy::{Model, diff};

use crate::output::{Format, Output};
use crate::sarif::{self, Revision};
use crate::{Console, Outcome, fail, show};
use verdict::Verdict;
use version::Version;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The old version: a model file, a folder of them, a project, or such a path in a git revision, like `HEAD:models`
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new version: a model file, a folder of them, a project, or such a path in a git revision
    #[arg(value_name = "NEW")]
    pub new: String,
    /// The configuration of both versions [default: the `shapewright.toml` around the new version's models, if there is one;
    /// a version that is itself a `shapewright.toml` has its own]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How all that was found is printed; SARIF has what Smithy's rules say only.
    #[command(flatten)]
    pub output: Output,
    /// The differences that make the command fail; several are separated by commas
    #[arg(long, value_name = "LEVELS", value_enum, value_delimiter = ',', default_value = "danger")]
    pub fail_on: Vec<FailOn>,
}

/// Compares two versions of a model.
///
/// # Errors
/// When a file cannot be read, or git cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut sources = Sources::new();
    let mut versions = Vec::new();
    let mut faults = Report::new();
    for text in [&options.old, &options.new] {
        match version::read(text, &mut sources)? {
            Ok(mut version) => {
                faults.merge(std::mem::take(&mut version.report));
                versions.push(version);
            }
            Err(fault) => {
                writeln!(console.err, "error: {fault}")?;
                return Ok(Outcome::Misused);
            }
        }
    }
    if faults.count(Severity::Error) > 0 {
        show(&faults, &sources, console)?;
        writeln!(console.err, "error: only models without errors can be compared")?;
        return Ok(Outcome::Failed);
    }
    if let Err(error) = configure(options, &mut versions, &mut sources) {
        return fail(error, console);
    }
    let [old, new] = &versions[..] else { return Ok(Outcome::Failed) };
    let verdict = compare(old, new, &sources, console)?;
    match options.output.format() {
        Format::Json => writeln!(console.out, "{:#}", json::of(&verdict, &sources))?,
        Format::Sarif => {
            let revisions = [("OLD", &options.old), ("NEW", &options.new)];
            let revisions =
                revisions.map(|(root, version)| Some(Revision { root, name: version::revision(version)?.0 }));
            let revisions: Vec<Revision<'_>> = revisions.into_iter().flatten().collect();
            writeln!(console.out, "{:#}", sarif::log(&verdict.smithy, &sources, &revisions)?)?;
        }
        Format::Text => {
            show(&verdict.smithy, &sources, console)?;
            people::print(&verdict, &sources, console)?;
        }
    }
    Ok(if verdict.fails(&options.fail_on) { Outcome::Failed } else { Outcome::Done })
}

/// Gives versions that are not named by a configuration the one that is chosen, or that is about the new version: both get
/// the same, so that only the models differ.
fn configure(options: &Options, versions: &mut [Version], sources: &mut Sources) -> Result<(), WorkspaceError> {
    if versions.iter().all(|version| version.config.is_some()) {
        return Ok(());
    }
    let workspace = Workspace::of_models(options.config.as_deref(), Some(Path::new(&options.new)))?;
    let Some(file) = workspace.file() else { return Ok(()) };
    let bytes = fs::read(file).map_err(naming("read", file))?;
    let id = sources.add_at(FILE, from_here(file).display().to_string(), bytes);
    for version in versions.iter_mut().filter(|version| version.config.is_none()) {
        version.config = Some(id);
    }
    Ok(())
}

fn compare(old: &Version, new: &Version, sources: &Sources, console: &mut Console<'_>) -> io::Result<Verdict> {
    let nothing = Model::default();
    let mut smithy = Report::new();
    let mut wire = Vec::new();
    let mut names: Vec<&String> = old.models.keys().chain(new.models.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let [before, after] = [old, new].map(|version| version.models.get(name).unwrap_or(&nothing));
        smithy.merge(diff(before, after));
        wire.extend(shapewright_smithy::evolution::on_the_wire(before, after));
    }
    let has_services = [old, new].map(|version| version.models.values().any(|model| model.services().next().is_some()));
    let api = match has_services {
        [false, false] => None,
        _ => api(old, new, sources, console)?,
    };
    Ok(Verdict { smithy, api, wire, has_service: has_services.contains(&true) })
}

/// The differences of the generated code. If one of the versions generates no code, shows why and returns `None`.
fn api(
    old: &Version,
    new: &Version,
    sources: &Sources,
    console: &mut Console<'_>,
) -> io::Result<Option<Vec<evolution::Change>>> {
    let config = |version: &Version| {
        let mut models = version.inputs.clone();
        // The only model of both versions is the same, whatever its files are called.
        if let ([one], [_], [same]) = (&mut models[..], &old.inputs[..], &new.inputs[..]) {
            one.name.clone_from(&same.name);
        }
        Config { file: version.config, models, ..Config::default() }
    };
    match evolution::changes(sources, &config(old), &config(new)) {
        Ok(changes) => Ok(Some(changes)),
        Err(report) => {
            show(&report, sources, console)?;
            writeln!(console.err, "note: the Rust API is not compared, because no code can be generated")?;
            Ok(None)
        }
    }
}
