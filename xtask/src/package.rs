//! `cargo xtask package`: makes the packages that are published, checks what is in them, and builds them from it.

mod contents;
mod manifest;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{cargo, write_if_changed};
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
    /// What the last run of the command has left; `None` if there is none.
    pub(crate) fn find() -> io::Result<Option<Self>> {
        let folder = build_folder(None, "packaged")?;
        let packages = manifest::published()?.unwrap_or_default();
        let packaged = Self { folder, packages };
        let is_there = |package: &Package| packaged.unpacked(package).is_dir();
        Ok((!packaged.packages.is_empty() && packaged.packages.iter().all(is_there)).then_some(packaged))
    }

    /// The folder of a package that was unpacked.
    pub(crate) fn named(&self, name: &str) -> Option<PathBuf> {
        self.packages.iter().find(|package| package.name == name).map(|package| self.unpacked(package))
    }

    /// The folder that all builds from packages share.
    pub(crate) fn target(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// A configuration of Cargo by which these packages take the place of those in the registry.
    pub(crate) fn configuration(&self) -> String {
        let patches = self.packages.iter().map(|package| {
            let path = shapewright_codegen::tools::quoted(&self.unpacked(package).display().to_string());
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
        let files = files(&new, "")?;
        let folder = self.unpacked(package);
        for gone in files_if_any(&folder)?.into_iter().filter(|file| !files.contains(file)) {
            fs::remove_file(folder.join(gone))?;
        }
        for file in &files {
            let to = folder.join(file);
            fs::create_dir_all(to.parent().unwrap_or(&folder))?;
            write_if_changed(&to, &fs::read(new.join(file))?)?;
        }
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

fn files_if_any(folder: &Path) -> io::Result<Vec<String>> {
    if folder.is_dir() { files(folder, "") } else { Ok(Vec::new()) }
}

/// The files below a folder, sorted, with `/` between the parts of their paths.
fn files(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // A link would be neither, and is listed.
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path(), &format!("{name}/"))?);
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}
