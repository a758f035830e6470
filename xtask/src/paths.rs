//! The folders that commands work on when none are given.

use std::env;
use std::path::{Path, PathBuf};

/// The folder `given` on the command line, or else the folder of that name in the workspace.
pub(crate) fn resolve(given: Option<&Path>, name: &str) -> PathBuf {
    given.map_or_else(|| in_workspace(name), Path::to_owned)
}

/// A path in the workspace, shown as short as it can be from where the command runs.
pub(crate) fn in_workspace(name: &str) -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = crate_folder.parent().unwrap_or(crate_folder).join(name);
    let short = env::current_dir().ok().and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    match short {
        Some(here) if here.as_os_str().is_empty() => PathBuf::from("."),
        Some(short) => short,
        None => path,
    }
}
