//! `cargo xtask ast`: the command `shapewright ast` for this workspace.

use std::io;

use crate::paths::configuration;
use crate::{Console, Outcome};

pub use shapewright::ast::Options;

/// Loads files as one model and prints it, by default the workspace's models.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let config = configuration(options.config.as_deref())?;
    shapewright::ast::run(&Options { config: Some(config), ..options.clone() }, console)
}
