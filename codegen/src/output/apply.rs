//! Makes the disk agree with a plan, or leaves it as it was.
//!
//! All new texts are written to temporary files first. Only when every one of them is complete are
//! they renamed to their places, so a full disk or an interrupted run costs nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::plan::{Contents, Plan, Step, naming};

/// How many files were treated in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// New files.
    pub created: usize,
    /// Files with another text than before.
    pub updated: usize,
    /// Files that were right already and have not been touched.
    pub kept: usize,
    /// Files of earlier runs that are generated no more.
    pub removed: usize,
}

/// Carries out a plan.
///
/// # Errors
/// When the plan has refusals, or when the disk refuses; the error names the paths and the operation.
/// Until all new texts are on the disk, nothing has changed; after that each file is either the old
/// one or the new one, and the next run completes the rest.
pub fn apply(plan: Plan) -> io::Result<Applied> {
    if plan.refusals().next().is_some() {
        return Err(refused(&plan));
    }
    let Contents { root, folder, steps, leftovers } = plan.into_parts();
    for path in leftovers {
        remove_file(&path)?;
    }
    let applied = count(&steps);
    let mut stage = Stage::default();
    let mut stale = Vec::new();
    for (path, step) in steps {
        let path = root.join(path);
        match step {
            Step::Create(file) | Step::Update(file, _) | Step::Restamp(file) => stage.write(path, file.text())?,
            Step::Remove => stale.push(path),
            Step::Keep | Step::Refuse(_) => {}
        }
    }
    stage.commit()?;
    for path in &stale {
        remove_file(path)?;
        remove_emptied_folders(path, &folder);
    }
    Ok(applied)
}

/// Writes a file unless it has this text.
pub(crate) fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let mut stage = Stage::default();
    stage.write(path.to_owned(), text)?;
    stage.commit()
}

fn refused(plan: &Plan) -> io::Error {
    let list: Vec<String> =
        plan.refusals().map(|(path, refusal)| format!("{} {refusal}", plan.root().join(path).display())).collect();
    io::Error::other(list.join("\n"))
}

fn count(steps: &BTreeMap<String, Step>) -> Applied {
    let mut applied = Applied::default();
    for step in steps.values() {
        match step {
            Step::Create(_) => applied.created += 1,
            Step::Update(..) | Step::Restamp(_) => applied.updated += 1,
            Step::Keep => applied.kept += 1,
            Step::Remove => applied.removed += 1,
            Step::Refuse(_) => {}
        }
    }
    applied
}

/// New texts next to their places. Dropped before it is committed, it leaves no trace.
#[derive(Default)]
struct Stage {
    // In this order: the files are dropped, and with that deleted, before their folders.
    files: Vec<(TempPath, PathBuf)>,
    folders: NewFolders,
}

impl Stage {
    fn write(&mut self, path: PathBuf, text: &str) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        self.folders.create(folder)?;
        let mut file = temporary_file(folder).map_err(naming("create a file in", folder))?;
        file.write_all(text.as_bytes()).map_err(naming("write the text of", &path))?;
        // The handle is closed: there may be more files than a process may hold open.
        self.files.push((file.into_temp_path(), path));
        Ok(())
    }

    fn commit(mut self) -> io::Result<()> {
        self.folders.0.clear();
        for (temporary, path) in self.files {
            temporary.persist(&path).map_err(|error| naming("replace", &path)(error.error))?;
        }
        Ok(())
    }
}

/// The folders made so far, outermost first; removed again when dropped, unless something is in them.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn create(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.create(parent)?;
        }
        fs::create_dir(folder).map_err(naming("create the folder", folder))?;
        self.0.push(folder.to_owned());
        Ok(())
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Another failure is being reported already, and an empty folder does no harm.
            let _ = fs::remove_dir(folder);
        }
    }
}

const PREFIX: &str = ".shapewright-";
const SUFFIX: &str = ".tmp";

/// Whether a file of that name is what [`temporary_file`] makes, left behind by a run that was killed.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    // An empty path means the current folder, as in `Path::parent`.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; these become sources that everybody may read.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).map_err(naming("remove", path))
}

/// Removes the folders above a removed file, up to `top`, as long as they are empty.
fn remove_emptied_folders(path: &Path, top: &Path) {
    let above = path.ancestors().skip(1);
    for folder in above.take_while(|folder| *folder != top) {
        // Whether a folder is empty is asked by removing it.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
