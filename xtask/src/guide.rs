//! `cargo xtask guide`: builds the guide as HTML and checks its links, by a program in `book/`.

use std::io;

use crate::cargo::cargo;
use crate::paths::{build_folder, in_workspace};
use crate::{Console, Outcome};

/// The arguments of the command.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Options {}

/// Builds `docs/` into `target/book`. The program is built once, which takes a minute.
///
/// # Errors
/// When Cargo cannot be run.
pub fn run(_: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    console.out.flush()?;
    let status = cargo()
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(in_workspace("book/Cargo.toml")?)
        .arg("--target-dir")
        .arg(build_folder(None, "guide")?)
        .status()?;
    Ok(if status.success() { Outcome::Done } else { Outcome::Failed })
}
