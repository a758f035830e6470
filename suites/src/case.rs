//! Cases: how they are found, and what became of them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use shapewright_smithy::diagnostics::Sources;

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The kind of case, such as `validation`.
    pub kind: &'static str,
    /// The path of the case below the folder of its kind, without extension.
    pub case: String,
    /// What differs from what is expected; nothing if it passes.
    pub failures: Vec<Failure>,
    /// The event ids that the case expects, once for each event.
    pub events: Vec<String>,
}

/// A difference.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The event id that it is about, if it is about one.
    pub event: Option<String>,
    /// What was expected and what was found.
    pub message: String,
}

impl Failure {
    /// A difference that is about no event.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { event: None, message: message.into() }
    }
}

/// The files below a folder with this extension, sorted, whose path below it contains `filter`.
pub(crate) fn files(folder: &Path, extension: &str, filter: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|one| one == extension) {
                found.push(path);
            }
        }
    }
    found.retain(|path| name(folder, path).contains(filter));
    found.sort();
    Ok(found)
}

/// The path of a case below a folder, without extension.
pub(crate) fn name(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.with_extension("").to_string_lossy().replace('\\', "/")
}

/// Adds a file to sources.
pub(crate) fn add(sources: &mut Sources, folder: &Path, path: &Path) -> io::Result<()> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    sources.add(below.to_string_lossy(), fs::read(path)?);
    Ok(())
}
