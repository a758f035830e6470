//! `cargo xtask fmt`: the command `shapewright fmt` for this workspace.

use std::io;

use crate::paths::in_workspace;
use crate::{Console, Outcome};

pub use shapewright::format::Options;

/// Formats files in Smithy's IDL, by default those in `models`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    shapewright::format::run(options, &in_workspace("models")?, console)
}
