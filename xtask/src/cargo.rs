//! Crates that are generated outside of this workspace, and what Cargo needs to compile them.

use std::env::consts::EXE_EXTENSION;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use shapewright_codegen::tools::quoted;

use crate::paths::in_workspace;

/// The folder in `target` in which crates outside of this workspace are built.
pub(crate) const CRATES: &str = "crates";

/// A Cargo workspace of generated crates.
pub(crate) struct Workshop {
    folder: PathBuf,
    /// Where they are built.
    target: PathBuf,
}

impl Workshop {
    /// Makes the workspace in a folder that exists. `members` are folders below it. All that are in the folder `target` of
    /// this checkout are built in one place, so that what they depend on is compiled once.
    ///
    /// Dependencies get the versions of this workspace's lock file, so that nothing is built in two versions and a
    /// checkout tests the same tomorrow.
    pub(crate) fn set_up(folder: &Path, members: &[&str]) -> io::Result<Self> {
        let members: Vec<String> = members.iter().map(|member| format!("\"{member}\"")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes())?;
        let own = folder.join("Cargo.lock");
        if !own.exists() {
            fs::copy(in_workspace("Cargo.lock")?, own)?;
        }
        let shared = fs::canonicalize(in_workspace("target")?).ok().filter(|own| folder.starts_with(own));
        let target = shared.map_or_else(|| folder.join("target"), |own| own.join(CRATES));
        Ok(Self { folder: folder.to_owned(), target })
    }

    /// A call of Cargo for a package of the workspace.
    pub(crate) fn cargo(&self, subcommand: &str, package: &str) -> Command {
        let mut command = self.call(subcommand);
        command.args(["--package", package]);
        command
    }

    /// A call of Cargo for all packages of the workspace.
    pub(crate) fn cargo_for_all(&self, subcommand: &str) -> Command {
        let mut command = self.call(subcommand);
        command.arg("--workspace");
        command
    }

    fn call(&self, subcommand: &str) -> Command {
        let mut command = cargo();
        command
            .args([subcommand, "--quiet"])
            .arg("--manifest-path")
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&self.target);
        command
    }

    /// The program of a package that was built.
    pub(crate) fn program(&self, package: &str) -> PathBuf {
        self.target.join("debug").join(package).with_extension(EXE_EXTENSION)
    }

    /// The folder of the workspace.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// A call of the Cargo that runs this program.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A crate of this workspace as a dependency in a manifest.
pub(crate) fn dependency(name: &str) -> io::Result<String> {
    let path = fs::canonicalize(in_workspace(name)?)?;
    Ok(format!("path = {}", quoted(&path.display().to_string())))
}

/// Cargo builds again whatever is newer than its output, so an equal file is left alone.
pub(crate) fn write_if_changed(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text) { Ok(()) } else { fs::write(path, text) }
}

/// Time that was spent.
#[derive(Default)]
pub(crate) struct Spent {
    /// As a clock on the wall shows it.
    pub(crate) wall: Duration,
    /// The processors' time, on systems that tell.
    pub(crate) cpu: Option<Duration>,
}

impl Spent {
    /// Adds what went by since a start.
    pub(crate) fn add(&mut self, start: &Start) {
        self.wall += start.wall.elapsed();
        if let (Some(before), Some(now)) = (start.cpu, children_cpu()) {
            self.cpu = Some(self.cpu.unwrap_or_default() + now.saturating_sub(before));
        }
    }
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} s", self.wall.as_secs_f64())?;
        match self.cpu {
            Some(cpu) => write!(f, " ({:.1} s of CPU)", cpu.as_secs_f64()),
            None => Ok(()),
        }
    }
}

/// A point in time.
pub(crate) struct Start {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Start {
    /// This point in time.
    pub(crate) fn now() -> Self {
        Self { wall: Instant::now(), cpu: children_cpu() }
    }
}

/// The processors' time of all programs that were run and waited for, as Linux tells it: fields 16 and 17 of
/// `/proc/self/stat`, in hundredths of a second.
fn children_cpu() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses, which may hold blanks.
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: Option<u64> = fields.skip(13).take(2).map(|field| field.parse::<u64>().ok()).sum();
    ticks.map(|ticks| Duration::from_millis(ticks * 10))
}
