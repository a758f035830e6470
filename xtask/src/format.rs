//! `cargo xtask fmt`: the command `shapewright fmt` for this workspace.

use std::io;

use crate::paths::configuration;
use crate::{Console, Outcome};

pub use shapewright::format::Options;

/// Formats files in Smithy's IDL, by default those of the workspace's models.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let config = configuration(options.config.as_deref())?;
    shapewright::format::run(&Options { config: Some(config), ..options.clone() }, console)
}
