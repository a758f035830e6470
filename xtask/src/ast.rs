//! `cargo xtask ast`: the command `shapewright ast` for this workspace.

use std::io;

use crate::paths::in_workspace;
use crate::{Console, Outcome};

pub use shapewright::ast::Options;

/// Loads files as one model and prints it, by default those in `models`.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    shapewright::ast::run(options, &in_workspace("models")?, console)
}
