//! Python packages in an environment of their own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the programs of an environment with these packages, which is made in a folder the first time; where that
/// is not possible, what failed.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn environment(folder: &Path, requirements: &str) -> io::Result<Result<PathBuf, &'static str>> {
    let (environment, list) = (folder.join("python"), folder.join("requirements.txt"));
    let programs = environment.join("bin");
    let python = programs.join("python");
    if python.is_file() && fs::read_to_string(&list).is_ok_and(|installed| installed == requirements) {
        return Ok(Ok(programs));
    }
    let wanted = folder.join("wanted.txt");
    fs::write(&wanted, requirements)?;
    let mut make = Command::new("python3");
    make.args(["-m", "venv", "--clear"]).arg(&environment);
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&wanted);
    for (mut command, what) in
        [(make, "making a Python environment (`python3 -m venv`)"), (install, "installing Python packages (`pip`)")]
    {
        let is_done = match command.status() {
            Ok(status) => status.success(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if !is_done {
            return Ok(Err(what));
        }
    }
    fs::rename(wanted, list)?;
    Ok(Ok(programs))
}
