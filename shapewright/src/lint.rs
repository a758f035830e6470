//! `shapewright lint`: reports what is wrong with models, without writing code.

use std::io;
use std::path::{Path, PathBuf};

use shapewright_smithy::diagnostics::Severity;

use crate::progress::Bar;
use crate::{Console, Outcome, inputs, output};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder of the models, or one model in it [default: `models`]
    #[arg(value_name = "PATH")]
    pub models: Option<PathBuf>,
    /// How diagnostics are printed.
    #[command(flatten)]
    pub output: output::Output,
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
    if options.output.print(&report, &inputs.sources, console)? {
        console.say(format_args!(
            "models: {}, errors: {}, warnings: {}",
            models.count(),
            report.count(Severity::Error),
            report.count(Severity::Warning)
        ))?;
    }
    Ok(if report.has_errors() { Outcome::Failed } else { Outcome::Done })
}
