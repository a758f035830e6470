//! `cargo xtask lint`: the command `shapewright lint` for this workspace.

use std::io;

use crate::paths::configuration;
use crate::{Console, Outcome};

pub use shapewright::lint::Options;

/// Reports what is wrong with the models, by default with those of the workspace.
///
/// # Errors
/// When the models cannot be read.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let config = configuration(options.config.as_deref())?;
    shapewright::lint::run(&Options { config: Some(config), ..options.clone() }, console)
}
