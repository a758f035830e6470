//! Reads the files of a models folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shapewright_codegen::{Config, ModelInput};
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::project::{self, Disk, Project};

use crate::Console;
use crate::from_here;

/// The name of the configuration in a models folder.
const CONFIG: &str = "codegen.toml";

/// What the generator is given.
pub struct Inputs {
    /// The models, and the configuration if there is one.
    pub sources: Sources,
    /// What is a model, and the configuration.
    pub config: Config,
}

/// The models of a folder, or of the folder of one model that alone is meant; `None`, with the reason told, when there
/// are none.
pub fn list(path: &Path, console: &mut Console<'_>) -> io::Result<Option<Models>> {
    let shown = path.display();
    let found = match project_of(path) {
        Some(project) => Models::project(&project),
        None if path.is_file() => Models::one(path),
        None => Models::list(path),
    };
    match found {
        Ok(models) if models.count() > 0 => {
            for file in &models.passed_over {
                let path = models.folder.join(file);
                let why = "names of model files end in `.smithy` or `.json` and do not begin with a dot";
                writeln!(console.err, "warning: `{}` is ignored: {why}", path.display())?;
            }
            return Ok(Some(models));
        }
        Ok(_) if path.is_file() => writeln!(console.err, "error: `{shown}` is not a `*.smithy` or `*.json` file")?,
        Ok(_) => writeln!(console.err, "error: no `*.smithy` or `*.json` file in `{shown}`")?,
        Err(error) => writeln!(console.err, "error: {error}")?,
    }
    Ok(None)
}

/// A model: a file, or a folder of files.
struct Model {
    /// The name of the file or the folder.
    name: String,
    /// The paths of its files below the folder of the models, sorted.
    files: Vec<String>,
    /// Its `smithy-build.json`, if it is a project; that names its files.
    project: Option<PathBuf>,
}

/// The models of a folder, not read yet.
pub struct Models {
    folder: PathBuf,
    /// Sorted by name.
    models: Vec<Model>,
    /// The file of the one model to generate.
    only: Option<String>,
    /// The names of files that look like models but are not read.
    passed_over: Vec<String>,
}

impl Models {
    /// Lists the `*.smithy` and `*.json` files of a folder, and the folders in it that have such files.
    fn list(folder: &Path) -> io::Result<Self> {
        let (mut models, mut passed_over) = (Vec::new(), Vec::new());
        for (name, path) in entries(folder)? {
            if path.is_dir() {
                if name.starts_with('.') {
                    continue;
                }
                let project = project_of(&path);
                let mut files = Vec::new();
                if project.is_none() {
                    collect(&path, &name, &mut files)?;
                }
                if project.is_some() || !files.is_empty() {
                    models.push(Model { name, files, project });
                }
            } else if is_model(&name) {
                models.push(Model { files: vec![name.clone()], name, project: None });
            } else if is_model(name.to_ascii_lowercase().trim_start_matches('.')) && path.is_file() {
                passed_over.push(name);
            }
        }
        Ok(Self { folder: folder.to_owned(), models, only: None, passed_over })
    }

    /// A project, which is one model, with the configuration in its folder.
    fn project(path: &Path) -> io::Result<Self> {
        let folder = parent(path);
        let full = fs::canonicalize(folder).map_err(naming("find", folder))?;
        let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let model = Model { name, files: Vec::new(), project: Some(path.to_owned()) };
        Ok(Self { folder: folder.to_owned(), models: vec![model], only: None, passed_over: Vec::new() })
    }

    /// One model, with the configuration next to it.
    fn one(path: &Path) -> io::Result<Self> {
        let mut models = Self::list(parent(path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The configuration may speak of the others.
        match models.models.iter().any(|model| model.name == name) {
            true => models.only = Some(name.into_owned()),
            false => models.models.clear(),
        }
        Ok(models)
    }

    /// The folder that they are in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many models are meant.
    pub fn count(&self) -> usize {
        if self.only.is_some() { 1 } else { self.models.len() }
    }

    /// The names of the files and folders, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.models.iter().map(|model| &*model.name)
    }

    /// Reads the files.
    ///
    /// Generated files name their source. So that they do not depend on where the command runs, a
    /// source is called by its file and the folder it is in, without the path to that folder. Diagnostics show the
    /// path by which the file is found from here.
    pub fn read(&self) -> io::Result<Inputs> {
        let full = fs::canonicalize(&self.folder).map_err(naming("find", &self.folder))?;
        let folder = full.file_name().unwrap_or_default().to_string_lossy();
        let mut sources = Sources::new();
        let mut config = Config { only: self.only.clone(), ..Config::default() };
        let shown = |path: &Path| from_here(path).display().to_string();
        for Model { name, files, project } in &self.models {
            if self.only.as_ref().is_some_and(|only| only != name) {
                // One file alone is read; the configuration may speak of the others.
                config.models.push(ModelInput::new(format!("{folder}/{name}"), Vec::new()));
                continue;
            }
            let is_alone = project.as_deref().is_some_and(|path| parent(path) == self.folder);
            let mut input =
                ModelInput::new(if is_alone { name.clone() } else { format!("{folder}/{name}") }, Vec::new());
            if let Some(path) = project {
                let variable = |name: &str| std::env::var(name).ok();
                let (project, report) = Project::read(&Disk, path, &variable, &mut sources);
                input.sources = project.models(project::SOURCE);
                (input.project, input.report) = (Some(Arc::new(project)), report);
            }
            for file in files {
                let path = self.folder.join(file);
                let bytes = fs::read(&path).map_err(naming("read", &path))?;
                input.sources.push(sources.add_at(format!("{folder}/{file}"), shown(&path), bytes));
            }
            config.models.push(input);
        }
        let path = self.folder.join(CONFIG);
        match fs::read(&path) {
            Ok(bytes) => config.file = Some(sources.add_at(format!("{folder}/{CONFIG}"), shown(&path), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(naming("read", &path)(error)),
        }
        Ok(Inputs { sources, config })
    }
}

/// The file of the project that a path means: itself, or the one in the folder.
pub(crate) fn project_of(path: &Path) -> Option<PathBuf> {
    let file = if path.is_dir() { path.join(project::FILE) } else { path.to_owned() };
    (file.is_file() && file.ends_with(project::FILE)).then_some(file)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Whether a file of that name is a model. Names that begin with a dot belong to editors and systems.
pub(crate) fn is_model(name: &str) -> bool {
    let ends_well = [".smithy", ".json"].iter().any(|end| name.ends_with(end));
    ends_well && !name.starts_with('.') && name != project::FILE
}

/// The names and paths in a folder, sorted. What cannot be looked at, such as a link to nothing, fails when it is read:
/// were it passed over, its generated code would be removed.
fn entries(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(naming("list", folder))? {
        let path = entry.map_err(naming("list", folder))?.path();
        found.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path));
    }
    found.sort();
    Ok(found)
}

/// The model files in a folder and the folders in it; `below` is its path below the folder of the models.
fn collect(folder: &Path, below: &str, files: &mut Vec<String>) -> io::Result<()> {
    for (name, path) in entries(folder)? {
        let below = format!("{below}/{name}");
        if path.is_dir() {
            if !name.starts_with('.') {
                collect(&path, &below, files)?;
            }
        } else if is_model(&name) {
            files.push(below);
        }
    }
    Ok(())
}

/// The files that are meant: the files among the paths, and those with such names in folders among them.
pub(crate) fn files(paths: &[PathBuf], is_meant: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            // What does not exist fails when it is read.
            found.push(path.clone());
            continue;
        }
        let mut open = vec![path.clone()];
        while let Some(folder) = open.pop() {
            for (name, path) in entries(&folder)? {
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

/// The name of a model's file without extension.
pub fn stem(file: &str) -> &str {
    [".smithy", ".json"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file)
}

/// Makes an error say what was attempted on which path.
pub(crate) fn naming(operation: &str, path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    let what = format!("cannot {operation} `{}`", path.display());
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}
