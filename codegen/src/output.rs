//! Brings generated code to the disk: tokens become text, text becomes a plan, the plan is applied.
//!
//! Everything up to the [`Tree`] is pure data. [`plan`] reads the disk and decides; [`apply`] is the
//! only function that writes. A check is a plan that is printed instead of applied.

mod apply;
mod cause;
mod conditions;
mod header;
mod identifiers;
mod plan;
mod record;
mod render;

pub(crate) use apply::put;
pub use apply::{Applied, apply};
pub use cause::Cause;
pub(crate) use cause::has_file;
pub use header::{COMMAND, Standing, standing};
pub use identifiers::identifiers;
pub use plan::{Difference, Plan, Refusal, Step, naming, plan};
pub(crate) use record::digest;
pub(crate) use render::render_without;
pub use render::{RenderError, render};

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

/// The generated files by their path relative to the output folder, `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, File>,
    /// The folder in which all files are generated; empty for the output folder itself.
    folder: &'static str,
    /// The command that headers name.
    command: String,
    /// The files with a record of what they were generated from.
    roots: BTreeMap<String, cause::Root>,
}

impl Default for Tree {
    fn default() -> Self {
        Self::new()
    }
}

/// One generated file, header included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    text: String,
}

impl File {
    /// The whole text as it is written to the disk; its first line is the header.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Tree {
    /// A tree without files, for a crate.
    pub fn new() -> Self {
        Self::of("src", COMMAND)
    }

    /// A tree without files: in this folder all files are generated, and headers name this command.
    pub(crate) fn of(folder: &'static str, command: &str) -> Self {
        Self { files: BTreeMap::new(), folder, command: command.to_owned(), roots: BTreeMap::new() }
    }

    /// Adds a file made of a header and `body`; `source` is the input that the header names.
    ///
    /// # Errors
    /// When the path is taken already or does not stay inside the output folder.
    pub fn insert(&mut self, path: impl Into<String>, source: &str, body: &str) -> Result<(), TreeError> {
        let path = path.into();
        let text = header::seal(&path, &self.command, source, body);
        self.put(path, File { text })
    }

    /// Records in the header of a file, the root of a service or of the output, what it is generated from: an input with
    /// this digest. The root of the output has no model.
    pub(crate) fn record(&mut self, path: &str, model: Option<&str>, digest: u64) {
        let now = record::Record::new(digest);
        if let Some(file) = self.files.get_mut(path) {
            now.add(&mut file.text);
        }
        let model = model.map(str::to_owned);
        self.roots.insert(path.to_owned(), cause::Root { now, model, before: None });
    }

    /// Adds all files of another tree, so that services can be rendered apart from each other.
    ///
    /// # Errors
    /// When both trees have a file of the same path.
    pub fn merge(&mut self, other: Self) -> Result<(), TreeError> {
        self.roots.extend(other.roots);
        other.files.into_iter().try_for_each(|(path, file)| self.put(path, file))
    }

    /// The file at that path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn put(&mut self, path: String, file: File) -> Result<(), TreeError> {
        let inside = path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
        if !inside {
            return Err(TreeError::Outside(path));
        }
        if self.files.contains_key(&path) {
            return Err(TreeError::Taken(path));
        }
        self.files.insert(path, file);
        Ok(())
    }
}

/// Why a file cannot be added to a [`Tree`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeError {
    /// Two files were generated for this path.
    Taken(String),
    /// This path is not a relative one that stays inside the output folder.
    Outside(String),
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(path) => write!(f, "two files were generated for `{path}`"),
            Self::Outside(path) => write!(f, "`{path}` does not stay inside the output folder"),
        }
    }
}

impl Error for TreeError {}
