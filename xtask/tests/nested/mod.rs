//! Cargo for the crates that tests write.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Cargo in a folder. What it builds is in one place for all such crates, also those of `cargo xtask`, so that what they
/// depend on is compiled once.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", target());
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    cargo
}

/// The folder of all that is built.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("crates")
}
