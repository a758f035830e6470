//! `shapewright lint`: reports what is wrong with models, without writing code.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;
use shapewright_smithy::diagnostics::{Record, Related, Report, Severity, Sources};

use crate::progress::Bar;
use crate::{Console, Outcome, inputs, show};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of the models, or one model in it [default: `models`]
    #[arg(value_name = "PATH")]
    pub models: Option<PathBuf>,
    /// Print the diagnostics as a JSON array
    #[arg(long)]
    pub json: bool,
}

/// Reports what is wrong with the models.
///
/// # Errors
/// When the models cannot be read.
pub fn run(options: &Options, default: &Path, console: &mut Console<'_>) -> io::Result<Outcome> {
    let path = options.models.as_deref().unwrap_or(default);
    let Some(models) = inputs::list(path, console)? else {
        return Ok(Outcome::Misused);
    };
    let mut inputs = models.read()?;
    let bar = Bar::new(console);
    inputs.config.listener = bar.listener("checking services");
    let report = shapewright_codegen::check(&inputs.sources, &inputs.config);
    drop(bar);
    if options.json {
        writeln!(console.out, "{:#}", to_json(&report, &inputs.sources))?;
    } else {
        show(&report, &inputs.sources, console)?;
        console.say(format_args!(
            "models: {}, errors: {}, warnings: {}",
            models.count(),
            report.count(Severity::Error),
            report.count(Severity::Warning)
        ))?;
    }
    Ok(if report.has_errors() { Outcome::Failed } else { Outcome::Done })
}

/// The diagnostics of a report as a JSON array.
pub(crate) fn to_json(report: &Report, sources: &Sources) -> serde_json::Value {
    let also = |Related { message, file, line, column }: Related| json!({ "message": message, "file": file, "line": line, "column": column });
    let one = |record: Record| {
        let Record { severity, code, event, shape, message, file, line, column, related, help } = record;
        json!({
            "severity": severity.name(),
            "code": code.name(),
            "smithyId": event,
            "shape": shape,
            "message": message,
            "file": file,
            "line": line,
            "column": column,
            "related": related.into_iter().map(also).collect::<Vec<_>>(),
            "help": help,
        })
    };
    report.records(sources).into_iter().map(one).collect()
}
