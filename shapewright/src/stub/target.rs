//! What is generated, and where: what the command `generate` would do.

use std::io;
use std::path::PathBuf;

use shapewright_codegen::Config;
use shapewright_codegen::tools::Choices;
use shapewright_smithy::diagnostics::Sources;

use super::Options;
use crate::generate::{self, Defaults, target};
use crate::{Console, inputs};

/// The models and how code is generated from them.
pub(super) struct Found {
    pub(super) sources: Sources,
    pub(super) config: Config,
    /// The folder of the output.
    pub(super) out: PathBuf,
}

/// Reads the models and the configuration; `None`, after an error message, if there are none.
pub(super) fn find(options: &Options, defaults: &Defaults, console: &mut Console<'_>) -> io::Result<Option<Found>> {
    let models = options.models.clone().unwrap_or_else(|| defaults.models.clone());
    let Some(models) = inputs::list(&models, console)? else {
        return Ok(None);
    };
    let inputs::Inputs { sources, mut config } = models.read()?;
    let choices = config.file.map(|file| Choices::parse(&sources, file).0).unwrap_or_default();
    let out = defaults.out.clone();
    let folders = target::Folders { models: models.folder(), out: &out, runtime: &defaults.runtime };
    config.target = match target::of(&generate::Options::default(), &choices, folders)? {
        Ok(target) => target,
        Err(reason) => {
            writeln!(console.err, "error: {reason}")?;
            return Ok(None);
        }
    };
    Ok(Some(Found { sources, config, out }))
}
