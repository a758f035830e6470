//! `cargo xtask package`: makes the packages that are published, checks what is in them, and builds them from it.

mod contents;
mod manifest;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use shapewright_codegen::tools::quoted;

use crate::cargo::{CRATES, cargo, write_if_changed};
use crate::folders::{files, mirror};
use crate::paths::{build_folder, in_workspace};
use crate::{Console, Outcome, counted};
use manifest::Package;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Only unpack, without building from what is unpacked
    #[arg(long)]
    pub no_build: bool,
}

/// Packages, unpacked next to each other as members of a workspace.
pub(crate) struct Packaged {
    /// The folder of the workspace: `target/packaged`.
    folder: PathBuf,
    packages: Vec<Package>,
}

/// Makes the packages, and says what is wrong with them.
///
/// # Errors
/// When the disk cannot be read or written, or `cargo` or `tar` cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let folder = build_folder(None, "packaged")?;
    let packages = match manifest::published()? {
        Ok(packages) => packages,
        Err(faults) => return fail(&faults, console),
    };
    let packaged = Packaged { folder, packages };
    if !packaged.pack()? {
        return Ok(Outcome::Failed);
    }
    let mut faults = Vec::new();
    for package in &packaged.packages {
        let files = packaged.unpack(package)?;
        let size = fs::metadata(packaged.archive(package))?.len();
        faults.extend(contents::faults(&files, size).into_iter().map(|fault| format!("{}: {fault}", package.name)));
        writeln!(console.out, "{}: {}, {} KiB", package.id(), counted(files.len(), "file"), size / 1024)?;
    }
    if !faults.is_empty() {
        return fail(&faults, console);
    }
    packaged.write_workspace()?;
    if !options.no_build && !packaged.build()? {
        return Ok(Outcome::Failed);
    }
    writeln!(console.out, "unpacked in {}", in_workspace("target/packaged/crates")?.display())?;
    Ok(Outcome::Done)
}

fn fail(faults: &[String], console: &mut Console<'_>) -> io::Result<Outcome> {
    for fault in faults {
        writeln!(console.err, "error: {fault}")?;
    }
    Ok(Outcome::Failed)
}

impl Packaged {
    /// What the last run of the command has left, or an error that says to run it.
    pub(crate) fn find() -> io::Result<Self> {
        let folder = build_folder(None, "packaged")?;
        let packaged = Self { folder, packages: manifest::published()?.unwrap_or_default() };
        let is_there = |package: &Package| packaged.unpacked(package).is_dir();
        if packaged.program().is_file() && packaged.packages.iter().all(is_there) {
            return Ok(packaged);
        }
        Err(io::Error::new(io::ErrorKind::NotFound, "there are no packages: run `cargo xtask package` first"))
    }

    /// The folder of all that is made of packages.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of a package that was unpacked.
    pub(crate) fn named(&self, name: &str) -> Option<PathBuf> {
        self.packages.iter().find(|package| package.name == name).map(|package| self.unpacked(package))
    }

    /// The program `shapewright`, built from its package.
    pub(crate) fn program(&self) -> PathBuf {
        self.target().join("debug").join(format!("shapewright{}", std::env::consts::EXE_SUFFIX))
    }

    /// The folder that all builds from packages share, also with other crates outside of this workspace.
    pub(crate) fn target(&self) -> PathBuf {
        self.folder.with_file_name(CRATES)
    }

    /// A configuration of Cargo by which these packages take the place of those in the registry.
    pub(crate) fn configuration(&self) -> String {
        let patches = self.packages.iter().map(|package| {
            let path = quoted(&self.unpacked(package).display().to_string());
            format!("{} = {{ path = {path} }}\n", package.name)
        });
        format!("[patch.crates-io]\n{}", patches.collect::<String>())
    }

    /// A call of Cargo that shares what is built.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo();
        command.env("CARGO_TARGET_DIR", self.target());
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        command
    }

    fn unpacked(&self, package: &Package) -> PathBuf {
        self.folder.join("crates").join(package.id())
    }

    fn archive(&self, package: &Package) -> PathBuf {
        self.target().join("package").join(format!("{}.crate", package.id()))
    }

    /// Packs all at once, as they are published: each with the others as its dependencies.
    fn pack(&self) -> io::Result<bool> {
        let mut cargo = self.cargo();
        // They are built below, from one workspace instead of four. A change need not be committed to be tested.
        cargo.args(["package", "--quiet", "--no-verify", "--allow-dirty"]);
        for package in &self.packages {
            cargo.args(["--package", &package.name]);
        }
        let status = cargo.current_dir(in_workspace(".")?).status()?;
        Ok(status.success())
    }

    /// Unpacks a package. Returns its files.
    fn unpack(&self, package: &Package) -> io::Result<Vec<String>> {
        let new = self.folder.join("new");
        clear(&new)?;
        // The times in archives are made up, so that Cargo would not see what has changed.
        let status = Command::new("tar").arg("-xmzf").arg(self.archive(package)).arg("-C").arg(&new).status();
        let status = status.map_err(|error| io::Error::new(error.kind(), format!("cannot run `tar`: {error}")))?;
        if !status.success() {
            return Err(io::Error::other(format!("`tar` cannot unpack {}.crate", package.id())));
        }
        let new = new.join(package.id());
        let files = files(&new)?;
        mirror(&new, &files, &self.unpacked(package))?;
        Ok(files)
    }

    /// Makes a workspace of the packages, with the versions of dependencies that this one has.
    fn write_workspace(&self) -> io::Result<()> {
        let members: Vec<String> = self.packages.iter().map(|package| format!("\"crates/{}\"", package.id())).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n", members.join(", "));
        let manifest = format!("{manifest}{}", self.configuration());
        write_if_changed(&self.folder.join("Cargo.toml"), manifest.as_bytes())?;
        fs::copy(in_workspace("Cargo.lock")?, self.folder.join("Cargo.lock"))?;
        Ok(())
    }

    fn build(&self) -> io::Result<bool> {
        for package in &self.packages {
            // Each by itself, so that it has the features that it asks for, and no others.
            let mut cargo = self.cargo();
            cargo.args(["build", "--quiet", "--package", &package.name]).current_dir(&self.folder);
            if !cargo.status()?.success() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Makes an empty folder.
fn clear(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}
