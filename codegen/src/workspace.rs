//! Reads what a run works on: `shapewright.toml`, and the models that it names.
//!
//! Like `output`, it knows the disk, but only reads it. It remembers what it has read.

mod disk;
mod manifest;
mod models;
mod paths;

pub use disk::{Read, files};
pub use manifest::{Fit, Lack, fit};
pub use models::{Models, is_model, project_of, stem};
pub use paths::{absolute_parts, from_here, relative};

use std::path::{Path, PathBuf};
use std::{env, fmt, io};

use shapewright_smithy::diagnostics::{Diagnostic, Report, SourceId, Sources};

use crate::codes;
use crate::config::{Choices, FILE, Located, Runtime, quoted};
use crate::generate::Config;
use crate::output::COMMAND;
use crate::target::{Needs, Target};
use disk::Recorder;

/// What the configuration was called before, and where it was: in the folder of the models.
const OLD_FILE: &str = "codegen.toml";

/// What a run works on: what `shapewright.toml` says, or the defaults where there is none.
#[derive(Debug)]
pub struct Workspace {
    /// The file, if there is one.
    file: Option<PathBuf>,
    /// The folder that paths in it are relative to.
    folder: PathBuf,
    sources: Sources,
    id: Option<SourceId>,
    choices: Choices,
    /// What is wrong with the file; the generator reports it again, with what is wrong with the models.
    faults: Report,
}

/// What the generator is given.
#[derive(Debug)]
pub struct Inputs {
    /// The configuration if there is one, and the models.
    pub sources: Sources,
    /// What is a model, and the configuration. What is generated is still open: see [`Workspace::target`].
    pub config: Config,
    /// How many models are meant.
    pub models: usize,
    /// Which files look like models but are not read, and why.
    pub notes: Vec<String>,
    /// What was read.
    pub read: Read,
}

/// Why inputs cannot be read.
#[derive(Debug)]
pub enum WorkspaceError {
    /// Something that was named is not there, or is not what it has to be.
    Misused(String),
    /// The configuration has errors.
    Faulty {
        /// The errors.
        report: Report,
        /// The configuration.
        sources: Sources,
    },
    /// The disk failed.
    Io(io::Error),
}

impl WorkspaceError {
    /// Why something that was named cannot be read: it is not there, or the disk failed.
    fn of_named(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Misused(error.to_string()),
            _ => Self::Io(error),
        }
    }
}

impl Workspace {
    /// What the file of that path says, or the nearest `shapewright.toml` in the current folder and those above it. The
    /// defaults hold where there is none.
    ///
    /// # Errors
    /// When the file cannot be read. What is wrong with its content is reported later.
    pub fn find(file: Option<&Path>) -> Result<Self, WorkspaceError> {
        if let Some(file) = file {
            return Self::open(file);
        }
        let here = env::current_dir()?;
        match here.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file()) {
            Some(file) => Self::open(&from_here(&file)),
            None => Ok(Self::without()),
        }
    }

    /// The same for the models of a path: of others than its own, the file that was found says nothing.
    ///
    /// # Errors
    /// When the file cannot be read. What is wrong with its content is reported later.
    pub fn of_models(file: Option<&Path>, models: Option<&Path>) -> Result<Self, WorkspaceError> {
        let found = Self::find(file)?;
        let is_own = file.is_some() || models.is_none_or(|models| found.covers(models));
        Ok(if is_own { found } else { Self::without() })
    }

    /// What this file says.
    ///
    /// # Errors
    /// When the file cannot be read. What is wrong with its content is reported later.
    pub fn open(file: &Path) -> Result<Self, WorkspaceError> {
        let bytes = Recorder::default().file(file).map_err(WorkspaceError::of_named)?;
        let mut sources = Sources::new();
        let id = sources.add_at(FILE, from_here(file).display().to_string(), bytes);
        let (choices, faults) = Choices::parse(&sources, id);
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self { file: Some(file.to_owned()), folder, sources, id: Some(id), choices, faults })
    }

    /// The defaults.
    pub fn without() -> Self {
        Self {
            file: None,
            folder: PathBuf::new(),
            sources: Sources::new(),
            id: None,
            choices: Choices::default(),
            faults: Report::new(),
        }
    }

    /// The file, if there is one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// What the file says.
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Where the models are: a folder, a file, or a project.
    pub fn models(&self) -> PathBuf {
        self.folder.join(self.choices.models.as_ref().map_or("models", |models| &models.value))
    }

    /// The output folder.
    ///
    /// # Errors
    /// When the file does not say where a module is.
    pub fn out(&self) -> Result<PathBuf, WorkspaceError> {
        match (&self.choices.out, &self.choices.module) {
            (Some(Located { value, .. }), _) => Ok(self.folder.join(value)),
            (None, None) => Ok(self.folder.join("generated")),
            (None, Some(module)) => {
                let message = "the module has no output folder";
                let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, module.place, message);
                let mut report = self.faults.clone();
                report.push(diagnostic.help("write `out = \"src/api\"` above all tables, or use `--out DIR`"));
                Err(WorkspaceError::Faulty { report, sources: self.sources.clone() })
            }
        }
    }

    /// Whether the file speaks of what is at a path: the models, or one of their files.
    fn covers(&self, path: &Path) -> bool {
        let (Ok(models), Ok(path)) = (disk::real(&self.models()), disk::real(path)) else { return false };
        path == models || path.is_file() && path.parent() == Some(&models)
    }

    /// Reads the models: those of a path, or else those that the file names.
    ///
    /// # Errors
    /// When there are none, or one cannot be read.
    pub fn read(&self, models: Option<&Path>) -> Result<Inputs, WorkspaceError> {
        let disk = Recorder::default();
        let mut sources = self.sources.clone();
        if let Some(file) = &self.file {
            disk.file(file)?;
        }
        let base = self.file.is_some().then_some(&*self.folder);
        let path = models.map_or_else(|| self.models(), Path::to_owned);
        let models = Models::below(base, &path, disk).map_err(|error| self.instead_of(error))?;
        let config = Config {
            file: self.id,
            models: models.read(&mut sources)?,
            only: models.only().map(str::to_owned),
            command: self.choices.command.clone().unwrap_or_else(|| COMMAND.to_owned()),
            ..Config::default()
        };
        let (count, notes) = (models.count(), models.notes());
        Ok(Inputs { sources, config, models: count, notes, read: models.into_disk().read() })
    }

    /// What is wrong with the file, which may be why something else is missing; otherwise that.
    fn instead_of(&self, error: WorkspaceError) -> WorkspaceError {
        if self.faults.has_errors() {
            return WorkspaceError::Faulty { report: self.faults.clone(), sources: self.sources.clone() };
        }
        error
    }

    /// What to generate into a folder, for a manifest in another if a module is generated; a package has this name,
    /// whatever the file calls it.
    ///
    /// # Errors
    /// When the current folder cannot be found.
    pub fn target(&self, out: &Path, package: Option<String>) -> io::Result<Target> {
        let manifest = match self.choices.module {
            Some(_) => paths::crate_of(out)?.unwrap_or(paths::full(out)?),
            None => paths::full(out)?,
        };
        self.target_of(&manifest, package)
    }

    /// The same for a manifest in this folder.
    pub(crate) fn target_of(&self, manifest: &Path, package: Option<String>) -> io::Result<Target> {
        let (folder, manifest) = paths::pair(&self.folder, manifest)?;
        // By the way from the manifest, so that all clones of a repository get the same text.
        let place = |path: &str| relative(&manifest, &folder.join(path));
        let runtime = match &self.choices.runtime {
            Some(Runtime::Path(path)) => format!("path = {}", quoted(&place(path)?)),
            Some(Runtime::Elsewhere(source)) => source.clone(),
            None => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
        };
        // The lines are paths in the file's own words where none leads there.
        let line = |path: &str| place(path).unwrap_or_else(|_| path.to_owned());
        let dependencies = self.choices.dependencies.iter().map(|one| one.line(line)).collect();
        Ok(Target::chosen(&self.choices, package, Needs { runtime, dependencies }))
    }
}

impl fmt::Display for WorkspaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misused(message) => f.write_str(message),
            Self::Faulty { report, sources } => f.write_str(&report.render(sources, false)),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for WorkspaceError {}

impl From<io::Error> for WorkspaceError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
