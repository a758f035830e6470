//! The disk, and what was read of it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use shapewright_smithy::project::{Disk, Files};

use crate::output::naming;

/// What was read: whoever wants to know whether a new run would give something else looks at this and nothing more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The files: the configuration, models, and those of projects.
    pub files: BTreeSet<PathBuf>,
    /// The folders that were listed, those in them apart.
    pub folders: BTreeSet<PathBuf>,
    /// The environment variables that projects use.
    pub variables: BTreeSet<String>,
}

/// The disk, for readers of which each is remembered.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    read: RefCell<Read>,
}

impl Recorder {
    /// What was read so far.
    pub(super) fn read(&self) -> Read {
        self.read.borrow().clone()
    }

    /// The content of a file; the error names it.
    pub(super) fn file(&self, path: &Path) -> io::Result<Vec<u8>> {
        Files::read(self, path).map_err(naming("read", path))
    }

    /// The names and paths in a folder, sorted; the error names it. What cannot be looked at, such as a link to nothing,
    /// fails when it is read: were it passed over, its generated code would be removed.
    pub(super) fn entries(&self, folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
        let paths = self.list(folder).map_err(naming("list", folder))?;
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(paths.into_iter().map(|path| (name(&path), path)).collect())
    }

    /// The value of an environment variable.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        let value = env::var(name).ok();
        self.read.borrow_mut().variables.insert(name.to_owned());
        value
    }
}

impl Files for Recorder {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = Disk.read(path)?;
        self.read.borrow_mut().files.insert(path.to_owned());
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let paths = Disk.list(folder)?;
        self.read.borrow_mut().folders.insert(folder.to_owned());
        Ok(paths)
    }

    fn is_folder(&self, path: &Path) -> bool {
        Disk.is_folder(path)
    }
}

/// The files that are meant: the files among the paths, and those with such names in folders among them.
///
/// # Errors
/// When a folder cannot be listed.
pub fn files(paths: &[PathBuf], is_meant: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let disk = Recorder::default();
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            // What does not exist fails when it is read.
            found.push(path.clone());
            continue;
        }
        let mut open = vec![path.clone()];
        while let Some(folder) = open.pop() {
            for (name, path) in disk.entries(&folder)? {
                if name.starts_with('.') {
                    continue;
                }
                if path.is_dir() {
                    open.push(path);
                } else if is_meant(&name) {
                    found.push(path);
                }
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The real path of a file or folder; the error names it.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).map_err(naming("find", path))
}
