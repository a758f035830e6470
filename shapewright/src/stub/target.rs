//! What is generated, and where: what the command `generate` would do.

use std::path::PathBuf;

use shapewright_codegen::Config;
use shapewright_codegen::tools::{Workspace, WorkspaceError};
use shapewright_smithy::diagnostics::Sources;

use super::Options;

/// The models and how code is generated from them.
pub(super) struct Found {
    pub(super) sources: Sources,
    pub(super) config: Config,
    /// The folder of the output.
    pub(super) out: PathBuf,
    /// Which files look like models, but are not read.
    pub(super) notes: Vec<String>,
}

/// Reads the configuration and the models.
pub(super) fn find(options: &Options) -> Result<Found, WorkspaceError> {
    let workspace = Workspace::find(options.config.as_deref())?;
    let mut inputs = workspace.read(options.models.as_deref())?;
    let out = workspace.out()?;
    inputs.config.target = workspace.target(&out, None)?;
    Ok(Found { sources: inputs.sources, config: inputs.config, out, notes: inputs.notes })
}
