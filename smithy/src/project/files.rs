//! Where the files of a project are: the only module of this crate that touches the disk.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What reads files.
pub trait Files {
    /// The content of a file.
    ///
    /// # Errors
    /// When it does not exist or cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The paths of the files and folders in a folder, sorted.
    ///
    /// # Errors
    /// When it is not a folder or cannot be listed.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Whether there is a folder of that path.
    fn is_folder(&self, path: &Path) -> bool;
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
        paths.sort();
        Ok(paths)
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }
}
