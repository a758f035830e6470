//! `shapewright lint`: reports what is wrong with models, without writing code.

use std::io;
use std::path::PathBuf;

use shapewright_codegen::tools::Workspace;
use shapewright_smithy::diagnostics::Severity;

use crate::progress::Bar;
use crate::{Console, Outcome, fail, output, warn};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The models: a folder, a file, or a project [default: those of the configuration, or `models`]
    #[arg(value_name = "PATH")]
    pub models: Option<PathBuf>,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How diagnostics are printed.
    #[command(flatten)]
    pub output: output::Output,
}

/// Reports what is wrong with the models.
///
/// # Errors
/// When the models cannot be read.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let models = options.models.as_deref();
    let found = Workspace::of_models(options.config.as_deref(), models);
    let mut inputs = match found.and_then(|workspace| workspace.read(models)) {
        Ok(inputs) => inputs,
        Err(error) => return fail(error, console),
    };
    warn(&inputs.notes, console)?;
    let bar = Bar::new(console);
    inputs.config.listener = bar.listener("checking services");
    let report = shapewright_codegen::check(&inputs.sources, &inputs.config);
    drop(bar);
    if options.output.print(&report, &inputs.sources, console)? {
        console.say(format_args!(
            "models: {}, errors: {}, warnings: {}",
            inputs.models,
            report.count(Severity::Error),
            report.count(Severity::Warning)
        ))?;
    }
    Ok(if report.has_errors() { Outcome::Failed } else { Outcome::Done })
}
