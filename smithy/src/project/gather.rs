//! Reads the model files of a project.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{FILE, Files};
use crate::diagnostics::{Code, Diagnostic, Place, SourceId, Sources, clip};
use crate::load::fields::Context;

/// How deep folders may be in each other, so that a link to a folder above ends.
const DEEPEST: usize = 64;

/// Adds files to sources, each once.
pub(super) struct Gather<'a> {
    files: &'a dyn Files,
    /// The folder of the project.
    folder: &'a Path,
    sources: &'a mut Sources,
    known: HashMap<PathBuf, SourceId>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(files: &'a dyn Files, folder: &'a Path, sources: &'a mut Sources) -> Self {
        Self { files, folder, sources, known: HashMap::new() }
    }

    /// The models of a file or a folder; what cannot be read is reported at the place.
    pub(super) fn path(&mut self, context: &mut Context, path: &str, place: Place) -> Vec<SourceId> {
        let full = self.folder.join(path);
        let mut found = Vec::new();
        let result = match self.files.is_folder(&full) {
            true => self.walk(&full, DEEPEST, &mut found),
            false => self.file(&full).map(|id| found.push(id)),
        };
        if let Err(error) = result {
            let message = format!("cannot read `{}`: {error}", clip(path));
            let help = "paths are relative to the project's file";
            context.push(Diagnostic::new(Code::MISSING_FILE, place, message).help(help));
        }
        found
    }

    /// The models of a folder of the project, if it exists.
    pub(super) fn folder_if_any(&mut self, name: &str) -> Vec<SourceId> {
        let mut found = Vec::new();
        let full = self.folder.join(name);
        if self.files.is_folder(&full) {
            // Whatever cannot be read here, the project does not name.
            let _ = self.walk(&full, DEEPEST, &mut found);
        }
        found
    }

    fn walk(&mut self, folder: &Path, depth: usize, found: &mut Vec<SourceId>) -> std::io::Result<()> {
        if depth == 0 {
            return Err(std::io::Error::other("its folders are too deep"));
        }
        for path in self.files.list(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if self.files.is_folder(&path) {
                self.walk(&path, depth - 1, found)?;
            } else if name.ends_with(".smithy") || (name.ends_with(".json") && name != FILE && self.is_model(&path)?) {
                found.push(self.file(&path)?);
            }
        }
        Ok(())
    }

    /// Whether a JSON file in a folder is a model: Smithy passes over others.
    fn is_model(&self, path: &Path) -> std::io::Result<bool> {
        let bytes = self.files.read(path)?;
        Ok(bytes.windows(8).any(|part| part == b"\"smithy\""))
    }

    fn file(&mut self, path: &Path) -> std::io::Result<SourceId> {
        if let Some(known) = self.known.get(path) {
            return Ok(*known);
        }
        let bytes = self.files.read(path)?;
        let name = path.strip_prefix(self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let id = self.sources.add_at(name, path.display().to_string(), bytes);
        self.known.insert(path.to_owned(), id);
        Ok(id)
    }
}
