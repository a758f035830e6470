//! The models of a folder: which files are meant, and what they are called.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::project::{self, Project};

use super::disk::{Recorder, real};
use super::paths::from_here;
use super::{OLD_FILE, WorkspaceError};
use crate::config::FILE;
use crate::generate::ModelInput;

/// A model: a file, or a folder of files.
struct Model {
    /// The name of the file or the folder; `smithy-build.json` for a project without a name.
    name: String,
    /// The paths of its files below the folder of the models, sorted.
    files: Vec<String>,
    /// Its `smithy-build.json`, if it is a project; that names its files.
    project: Option<PathBuf>,
}

/// The models of a folder, not read yet.
pub struct Models {
    disk: Recorder,
    folder: PathBuf,
    /// What generated files show before the names of files: the name of the folder.
    label: String,
    /// Sorted by name.
    models: Vec<Model>,
    /// The file of the one model that is meant.
    only: Option<String>,
    /// The names of files that look like models but are not read.
    passed_over: Vec<String>,
}

impl Models {
    /// The models of a folder, or the one model that the path means.
    ///
    /// # Errors
    /// When there is none, or a folder cannot be listed.
    pub fn find(path: &Path) -> Result<Self, WorkspaceError> {
        Self::below(None, path, Recorder::default())
    }

    /// The same for a configuration in the folder `base`. Generated files show the name of the models' folder, but not
    /// that of `base` or one above it: it differs from clone to clone.
    pub(super) fn below(base: Option<&Path>, path: &Path, disk: Recorder) -> Result<Self, WorkspaceError> {
        let shown = path.display();
        let project = project_of(path);
        let is_file = project.is_none() && path.is_file();
        let folder = folder_of(path);
        let full = real(folder).map_err(WorkspaceError::of_named)?;
        let is_around = base.map(real).transpose()?.is_some_and(|base| base.starts_with(&full));
        let name = full.file_name().filter(|_| !is_around).unwrap_or_default();
        let label = name.to_string_lossy().into_owned();
        let mut models =
            Self { disk, folder: folder.to_owned(), label, models: Vec::new(), only: None, passed_over: Vec::new() };
        models.look(path, project).map_err(WorkspaceError::of_named)?;
        models.refuse_old_file()?;
        match models.count() {
            0 if is_file => Err(WorkspaceError::Misused(format!("`{shown}` is not a `*.smithy` or `*.json` file"))),
            0 => Err(WorkspaceError::Misused(format!("no `*.smithy` or `*.json` file in `{shown}`"))),
            _ => Ok(models),
        }
    }

    fn look(&mut self, path: &Path, project: Option<PathBuf>) -> io::Result<()> {
        if let Some(project) = project {
            let name = if self.label.is_empty() { project::FILE.to_owned() } else { self.label.clone() };
            self.models.push(Model { name, files: Vec::new(), project: Some(project) });
            return Ok(());
        }
        self.list()?;
        if path.is_file() {
            // The configuration may speak of the others.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match self.models.iter().any(|model| model.name == name) {
                true => self.only = Some(name.into_owned()),
                false => self.models.clear(),
            }
        }
        Ok(())
    }

    /// Lists the `*.smithy` and `*.json` files of the folder, and the folders in it that have such files.
    fn list(&mut self) -> io::Result<()> {
        for (name, path) in self.disk.entries(&self.folder)? {
            if path.is_dir() {
                if name.starts_with('.') {
                    continue;
                }
                let project = project_of(&path);
                let mut files = Vec::new();
                if project.is_none() {
                    collect(&self.disk, &path, &name, &mut files)?;
                }
                if project.is_some() || !files.is_empty() {
                    self.models.push(Model { name, files, project });
                }
            } else if is_model(&name) {
                self.models.push(Model { files: vec![name.clone()], name, project: None });
            } else if is_model(name.to_ascii_lowercase().trim_start_matches('.')) && path.is_file() {
                self.passed_over.push(name);
            }
        }
        Ok(())
    }

    /// An error where choices are in a file that is not read any more: without them, the output would be another.
    fn refuse_old_file(&self) -> Result<(), WorkspaceError> {
        let old = self.folder.join(OLD_FILE);
        if !old.is_file() {
            return Ok(());
        }
        let old = old.display();
        Err(WorkspaceError::Misused(format!(
            "`{old}` is not read any more: move its content into a `{FILE}`, which also names the folder of the models \
             (`models = \"…\"`). There, tables of services are below `services`, such as [services.panorama], and \
             `runtime` and `command` are written above all tables. Then delete the file"
        )))
    }

    /// How many models are meant.
    pub fn count(&self) -> usize {
        if self.only.is_some() { 1 } else { self.models.len() }
    }

    /// The names of the files and folders, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.models.iter().map(|model| &*model.name)
    }

    /// Says which files look like models but are not read, and why.
    pub fn notes(&self) -> Vec<String> {
        let why = "names of model files end in `.smithy` or `.json` and do not begin with a dot";
        let shown = |file| self.folder.join(file).display().to_string();
        self.passed_over.iter().map(|file| format!("`{}` is ignored: {why}", shown(file))).collect()
    }

    /// The file of the one model that is meant.
    pub(super) fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// What was read.
    pub(super) fn into_disk(self) -> Recorder {
        self.disk
    }

    /// Reads the files, and adds them to the sources.
    ///
    /// Generated files name their source. So that they do not depend on where the command runs, a source is called by its
    /// file and the folder it is in, without the path to that folder. Diagnostics show the path by which the file is found
    /// from here.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(&self, sources: &mut Sources) -> io::Result<Vec<ModelInput>> {
        let called = |name: &str| match &*self.label {
            "" => name.to_owned(),
            label => format!("{label}/{name}"),
        };
        let mut inputs = Vec::new();
        for Model { name, files, project } in &self.models {
            if self.only.as_ref().is_some_and(|only| only != name) {
                // One file alone is read; the configuration may speak of the others.
                inputs.push(ModelInput::new(called(name), Vec::new()));
                continue;
            }
            let is_alone = project.as_deref().is_some_and(|path| folder_of(path) == self.folder);
            let mut input = ModelInput::new(if is_alone { name.clone() } else { called(name) }, Vec::new());
            if let Some(path) = project {
                let variable = |name: &str| self.disk.variable(name);
                let (project, report) = Project::read(&self.disk, path, &variable, sources);
                input.sources = project.models(project::SOURCE);
                (input.project, input.report) = (Some(Arc::new(project)), report);
            }
            for file in files {
                let path = self.folder.join(file);
                let shown = from_here(&path).display().to_string();
                input.sources.push(sources.add_at(called(file), shown, self.disk.file(&path)?));
            }
            inputs.push(input);
        }
        Ok(inputs)
    }
}

/// The file of the project that a path means: itself, or the one in the folder.
pub fn project_of(path: &Path) -> Option<PathBuf> {
    let file = if path.is_dir() { path.join(project::FILE) } else { path.to_owned() };
    (file.is_file() && file.ends_with(project::FILE)).then_some(file)
}

/// The folder that a path means: itself, or the one that the file is in.
fn folder_of(path: &Path) -> &Path {
    match path.is_file() {
        true => path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")),
        false => path,
    }
}

/// Whether a file of that name is a model. Names that begin with a dot belong to editors and systems.
pub fn is_model(name: &str) -> bool {
    let ends_well = [".smithy", ".json"].iter().any(|end| name.ends_with(end));
    ends_well && !name.starts_with('.') && name != project::FILE
}

/// The model files in a folder and the folders in it; `below` is its path below the folder of the models.
fn collect(disk: &Recorder, folder: &Path, below: &str, files: &mut Vec<String>) -> io::Result<()> {
    for (name, path) in disk.entries(folder)? {
        let below = format!("{below}/{name}");
        if path.is_dir() {
            if !name.starts_with('.') {
                collect(disk, &path, &below, files)?;
            }
        } else if is_model(&name) {
            files.push(below);
        }
    }
    Ok(())
}

/// The name of a model's file without extension.
pub fn stem(file: &str) -> &str {
    [".smithy", ".json"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file)
}
