//! `shapewright diff`: compares two versions of a model, and says what of it breaks those who use the model.

mod git;

use std::fs;
use std::io;
use std::path::Path;

use clap::ValueEnum;
use shapewright_smithy::diagnostics::{Code, Report, Severity, SourceId, Sources};
use shapewright_smithy::{Model, diff};

use crate::{Console, Outcome, from_here, inputs, lint, show};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The old version: a file, a folder whose `*.smithy` and `*.json` files make one model, or such a path in a git
    /// revision, like `HEAD:models`
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The new version: a file, a folder, or a path in a git revision
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Print the differences as a JSON array
    #[arg(long)]
    pub json: bool,
    /// The differences that make the command fail: `breaking` are errors only, the others are that severity and worse
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    pub fail_on: FailOn,
}

/// The differences that make the command fail.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Those that break something for certain: errors.
    Breaking,
    /// Those that very likely break something, and worse.
    #[default]
    Danger,
    /// Those that may break something, and worse.
    Warning,
    /// None.
    Never,
}

impl FailOn {
    /// Whether a difference of that severity makes the command fail.
    fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Breaking => severity == Severity::Error,
            Self::Danger => severity <= Severity::Danger,
            Self::Warning => severity <= Severity::Warning,
            Self::Never => false,
        }
    }
}

/// Compares two versions of a model.
///
/// # Errors
/// When a file cannot be read, or git cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut sources = Sources::new();
    let mut models = Vec::new();
    let mut faults = Report::new();
    for version in [&options.old, &options.new] {
        let ids = match read(version, &mut sources)? {
            Ok(ids) => ids,
            Err(fault) => {
                writeln!(console.err, "error: {fault}")?;
                return Ok(Outcome::Misused);
            }
        };
        let (model, report) = Model::load(&sources, ids);
        models.push(model);
        faults.merge(report);
    }
    if faults.count(Severity::Error) > 0 {
        show(&faults, &sources, console)?;
        writeln!(console.err, "error: only models without errors can be compared")?;
        return Ok(Outcome::Failed);
    }
    let [old, new] = &models[..] else { return Ok(Outcome::Failed) };
    let report = diff(old, new);
    if options.json {
        writeln!(console.out, "{:#}", lint::to_json(&report, &sources))?;
    } else {
        show(&report, &sources, console)?;
        let count = |severity| report.count(severity);
        writeln!(
            console.out,
            "errors: {}, dangers: {}, warnings: {}, notes: {}, suppressed: {}",
            count(Severity::Error),
            count(Severity::Danger),
            count(Severity::Warning),
            count(Severity::Note),
            report.suppressed().len()
        )?;
        writeln!(console.out, "suggested version bump: {}", bump(&report))?;
    }
    let fails = report.diagnostics().iter().any(|one| options.fail_on.includes(one.severity));
    Ok(if fails { Outcome::Failed } else { Outcome::Done })
}

/// What a new version of a crate or a package should be that is made of the new model (Semantic Versioning 2.0.0).
fn bump(report: &Report) -> &'static str {
    let found = report.diagnostics();
    // Whoever suppresses a danger has accepted it, but what was added is there all the same.
    let is_addition =
        |code: Code| [Code::ADDED_SHAPE, Code::ADDED_OPERATION_BINDING, Code::ADDED_RESOURCE_BINDING].contains(&code);
    if found.iter().any(|one| one.severity <= Severity::Danger) {
        "major"
    } else if found.iter().chain(report.suppressed()).any(|one| is_addition(one.code)) {
        "minor"
    } else {
        "patch"
    }
}

/// Reads the files of one version of a model, or says why there are none.
fn read(version: &str, sources: &mut Sources) -> io::Result<Result<Vec<SourceId>, String>> {
    let path = Path::new(version);
    let mut ids = Vec::new();
    if path.exists() {
        for file in inputs::files(&[path.to_owned()], inputs::is_model)? {
            let bytes = fs::read(&file).map_err(inputs::naming("read", &file))?;
            ids.push(sources.add(from_here(&file).display().to_string(), bytes));
        }
    } else if let Some((revision, path)) = version.split_once(':') {
        match git::read(revision, path)? {
            Ok(files) => ids.extend(files.into_iter().map(|(name, bytes)| sources.add(name, bytes))),
            Err(fault) => return Ok(Err(fault)),
        }
    } else {
        let help = "name a file, a folder, or a path in a git revision, such as `HEAD:models`";
        return Ok(Err(format!("`{version}` does not exist; {help}")));
    }
    let none = || format!("there is no `*.smithy` or `*.json` file in `{version}`");
    Ok(if ids.is_empty() { Err(none()) } else { Ok(ids) })
}
