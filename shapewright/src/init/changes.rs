//! Files to create and to change, all of them or none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use shapewright_codegen::tools::from_here;
use shapewright_codegen::tools::naming;

/// What is to be written in a folder.
pub(super) struct Changes {
    folder: PathBuf,
    files: Vec<File>,
    notes: Vec<String>,
}

/// A file to create, or to change.
struct File {
    path: PathBuf,
    text: String,
    /// What is changed in a file that exists.
    edit: Option<String>,
}

impl Changes {
    /// Nothing yet.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), files: Vec::new(), notes: Vec::new() }
    }

    /// Creates a file at a path below the folder.
    pub(super) fn create(&mut self, path: impl AsRef<Path>, text: impl Into<String>) {
        self.files.push(File { path: self.folder.join(path), text: text.into(), edit: None });
    }

    /// Changes a file at a path that is given from here; `what` says in which respect.
    pub(super) fn edit(&mut self, path: PathBuf, text: String, what: impl Into<String>) {
        self.files.push(File { path, text, edit: Some(what.into()) });
    }

    /// Has a person do something, or know it.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// A file that is to be created, but exists.
    pub(super) fn obstacle(&self) -> Option<PathBuf> {
        let new = self.files.iter().filter(|file| file.edit.is_none());
        new.map(|file| &file.path).find(|path| fs::symlink_metadata(path).is_ok()).cloned()
    }

    /// What is done, for people.
    pub(super) fn lines(&self) -> Vec<String> {
        let line = |file: &File| {
            let path = shown(&file.path);
            match &file.edit {
                None => format!("created {path}"),
                Some(what) => format!("changed {path}: {what}"),
            }
        };
        self.files.iter().map(line).chain(self.notes.iter().map(|note| format!("note: {note}"))).collect()
    }

    /// Writes everything; if that fails, removes what was created.
    pub(super) fn apply(self) -> io::Result<()> {
        let mut made = Made::default();
        let mut staged: Vec<(TempPath, PathBuf, bool)> = Vec::new();
        for File { path, text, edit } in self.files {
            // A link stays one: what it leads to is replaced.
            let path = if edit.is_some() { fs::canonicalize(&path).map_err(naming("find", &path))? } else { path };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            made.folder(folder)?;
            staged.push((stage(folder, &path, &text).map_err(naming("write", &path))?, path, edit.is_none()));
        }
        // New files first: if one is in the way after all, no file of the user's has changed yet.
        staged.sort_by_key(|(_, _, is_new)| !is_new);
        for (temporary, path, is_new) in staged {
            match is_new {
                true => {
                    temporary.persist_noclobber(&path).map_err(|error| naming("create", &path)(error.error))?;
                    made.files.push(path);
                }
                false => temporary.persist(&path).map_err(|error| naming("replace", &path)(error.error))?,
            }
        }
        made.keep();
        Ok(())
    }
}

/// A path as people read it.
pub(super) fn shown(path: &Path) -> String {
    let path = from_here(path);
    path.strip_prefix(".").unwrap_or(&path).display().to_string()
}

/// Writes a text next to its place, as accessible as the file that it replaces.
fn stage(folder: &Path, path: &Path, text: &str) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; these become sources that everybody may read.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file: NamedTempFile = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    Ok(file.into_temp_path())
}

/// What was created so far; removed again when dropped.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    /// Outermost first.
    folders: Vec<PathBuf>,
}

impl Made {
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(folder).map_err(naming("create", folder))?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // Another failure is being reported already.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
