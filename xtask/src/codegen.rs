//! `cargo xtask codegen`: the command `shapewright generate` for this workspace.

use std::io;

use shapewright::generate::{self, Defaults};
use shapewright_codegen::tools::{COMMAND, Runtime};

use crate::paths::in_workspace;
use crate::{Console, Outcome};

pub use shapewright::generate::Options;

/// Generates code, or checks it: unless the arguments say otherwise, `generated` from `models`, for the runtime in this
/// workspace.
///
/// # Errors
/// When the disk cannot be read or written, or a file must not be replaced; nothing has been
/// written then, unless the disk failed while files took their places.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let defaults = Defaults {
        models: in_workspace("models")?,
        out: in_workspace("generated")?,
        command: COMMAND.to_owned(),
        runtime: Runtime::Path(in_workspace("runtime")?.to_string_lossy().into_owned()),
    };
    generate::run(options, &defaults, console)
}
