//! The folders that commands work on when none are given.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::{FILE, from_here};

/// The path `given` on the command line, or else the one of that name in the workspace.
pub(crate) fn resolve(given: Option<&Path>, name: &str) -> io::Result<PathBuf> {
    given.map_or_else(|| in_workspace(name), |given| Ok(given.to_owned()))
}

/// The folder `given` on the command line to generate into and to build in, or else the one of that name in the
/// workspace's `target`. It exists then.
pub(crate) fn build_folder(given: Option<&Path>, name: &str) -> io::Result<PathBuf> {
    let folder = resolve(given, &format!("target/{name}"))?;
    fs::create_dir_all(&folder)?;
    fs::canonicalize(folder)
}

/// The configuration `given` on the command line, or else that of the workspace.
pub(crate) fn configuration(given: Option<&Path>) -> io::Result<PathBuf> {
    resolve(given, FILE)
}

/// A path in the workspace, shown as short as it can be from where the command runs.
///
/// # Errors
/// When the command runs outside of the workspace, and not by Cargo.
pub(crate) fn in_workspace(name: &str) -> io::Result<PathBuf> {
    Ok(from_here(&workspace()?.join(name)))
}

/// The checkout that the command is run for.
///
/// Found when the command runs: checkouts that share a target folder share its programs, so that a path from the time
/// of compilation may be that of another checkout.
fn workspace() -> io::Result<PathBuf> {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    find_workspace(package.as_deref(), &env::current_dir()?).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::NotFound,
            "cannot find the workspace: run the command by `cargo xtask` or `cargo run --package xtask`, \
             or in a folder of the workspace",
        )
    })
}

/// The workspace that Cargo runs the command for, whose package `xtask` has the folder `package`, or else the one that
/// the folder `here` is in.
fn find_workspace(package: Option<&Path>, here: &Path) -> Option<PathBuf> {
    const PACKAGES: [&str; 3] = ["codegen", "runtime", "xtask"];
    let is_workspace = |folder: &&Path| PACKAGES.iter().all(|name| folder.join(name).join("Cargo.toml").is_file());
    // The variable may come from another package, such as one whose build script runs the command.
    let of_cargo = package.and_then(Path::parent).filter(is_workspace);
    of_cargo.or_else(|| here.ancestors().find(is_workspace)).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

    use std::fs;
    use std::path::Path;

    #[test]
    fn the_workspace_is_found_where_the_command_runs() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        for workspace in [&one, &two] {
            for package in ["codegen", "runtime/src", "xtask", "models"] {
                fs::create_dir_all(workspace.join(package)).unwrap();
            }
            for package in ["codegen", "runtime", "xtask"] {
                fs::write(workspace.join(package).join("Cargo.toml"), "").unwrap();
            }
        }
        let found = |package: Option<&Path>, here: &Path| super::find_workspace(package, here);
        // Cargo's word counts before the current folder: `cargo run --manifest-path two/Cargo.toml` in `one`.
        assert_eq!(found(Some(&two.join("xtask")), &one), Some(two.clone()));
        assert_eq!(found(Some(&one.join("xtask")), folder.path()), Some(one.clone()));
        assert_eq!(found(None, &two.join("runtime/src")), Some(two.clone()));
        assert_eq!(found(None, &two), Some(two.clone()));
        // A variable that another package's build left behind.
        assert_eq!(found(Some(&folder.path().join("other/package")), &one.join("models")), Some(one.clone()));
        assert_eq!(found(Some(Path::new("")), folder.path()), None);
        assert_eq!(found(None, folder.path()), None);
    }
}
