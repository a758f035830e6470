//! `cargo xtask lint`: the command `shapewright lint` for this workspace.

use std::io;

use crate::paths::in_workspace;
use crate::{Console, Outcome};

pub use shapewright::lint::Options;

/// Reports what is wrong with the models, by default with those in `models`.
///
/// # Errors
/// When the models cannot be read.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    shapewright::lint::run(options, &in_workspace("models")?, console)
}
