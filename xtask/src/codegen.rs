//! `cargo xtask codegen`: the command `shapewright generate` for this workspace.

use std::io;

use crate::paths::configuration;
use crate::{Console, Outcome};

pub use shapewright::generate::Options;

/// Generates code, or checks it: unless the arguments say otherwise, as the `shapewright.toml` of the workspace says.
///
/// # Errors
/// When the disk cannot be read or written, or a file must not be replaced; nothing has been
/// written then, unless the disk failed while files took their places.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let config = configuration(options.config.as_deref())?;
    shapewright::generate::run(&Options { config: Some(config), ..options.clone() }, console)
}
