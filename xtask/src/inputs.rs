//! Reads the files of a models folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::Config;
use shapewright_smithy::diagnostics::Sources;

use crate::Console;
use crate::paths::from_here;

/// The name of the configuration in a models folder.
const CONFIG: &str = "codegen.toml";

/// What the generator is given.
pub(crate) struct Inputs {
    /// The models, and the configuration if there is one.
    pub(crate) sources: Sources,
    pub(crate) config: Config,
}

/// The models of a folder, or of the folder of one model that alone is meant; `None`, with the reason told, when there
/// are none.
pub(crate) fn list(path: &Path, console: &mut Console<'_>) -> io::Result<Option<Models>> {
    let shown = path.display();
    let found = if path.is_file() { Models::one(path) } else { Models::list(path) };
    match found {
        Ok(models) if models.len() > 0 => {
            for file in &models.passed_over {
                let path = models.folder.join(file);
                let why = "names of model files end in `.json` and do not begin with a dot";
                writeln!(console.err, "warning: `{}` is ignored: {why}", path.display())?;
            }
            return Ok(Some(models));
        }
        Ok(_) if path.is_file() => writeln!(console.err, "error: `{shown}` is not a `*.json` file")?,
        Ok(_) => writeln!(console.err, "error: no `*.json` file in `{shown}`")?,
        Err(error) => writeln!(console.err, "error: {error}")?,
    }
    Ok(None)
}

/// The models of a folder, not read yet.
pub(crate) struct Models {
    folder: PathBuf,
    /// The names of the model files, sorted.
    files: Vec<String>,
    /// The file of the one model to generate.
    only: Option<String>,
    /// The names of files that look like models but are not read.
    passed_over: Vec<String>,
}

impl Models {
    /// Lists the `*.json` files of a folder.
    fn list(folder: &Path) -> io::Result<Self> {
        let (mut files, mut passed_over) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(folder).map_err(naming("list", folder))? {
            let path = entry.map_err(naming("list", folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // Names that begin with a dot belong to editors and systems. What cannot be looked at, such as a link to
            // nothing, fails when it is read: were it passed over, its generated code would be removed.
            let is_model = name.ends_with(".json") && !name.starts_with('.');
            if is_model && !path.is_dir() {
                files.push(name.into_owned());
            } else if !is_model && name.to_ascii_lowercase().ends_with(".json") && path.is_file() {
                passed_over.push(name.into_owned());
            }
        }
        files.sort();
        passed_over.sort();
        Ok(Self { folder: folder.to_owned(), files, only: None, passed_over })
    }

    /// One model, with the configuration next to it.
    fn one(path: &Path) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let mut models = Self::list(folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The configuration may speak of the others.
        match models.files.iter().any(|file| *file == name) {
            true => models.only = Some(name.into_owned()),
            false => models.files.clear(),
        }
        Ok(models)
    }

    /// The folder that they are in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many models are meant.
    pub(crate) fn len(&self) -> usize {
        if self.only.is_some() { 1 } else { self.files.len() }
    }

    /// The names of the files, sorted.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Reads the files.
    ///
    /// Generated files name their source. So that they do not depend on where the command runs, a
    /// source is called by its file and the folder it is in, without the path to that folder. Diagnostics show the
    /// path by which the file is found from here.
    pub(crate) fn read(&self) -> io::Result<Inputs> {
        let full = fs::canonicalize(&self.folder).map_err(naming("find", &self.folder))?;
        let folder = full.file_name().unwrap_or_default().to_string_lossy();
        let mut sources = Sources::new();
        let (mut config, mut models) = (Config::default(), Vec::new());
        let shown = |path: &Path| from_here(path).display().to_string();
        for file in &self.files {
            let path = self.folder.join(file);
            let bytes = fs::read(&path).map_err(naming("read", &path))?;
            let id = sources.add_at(format!("{folder}/{file}"), shown(&path), bytes);
            models.push((id, file.clone()));
            if self.only.as_ref() == Some(file) {
                config.only = Some(id);
            }
        }
        let path = self.folder.join(CONFIG);
        match fs::read(&path) {
            Ok(bytes) => config.file = Some(sources.add_at(format!("{folder}/{CONFIG}"), shown(&path), bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(naming("read", &path)(error)),
        }
        Ok(Inputs { sources, config, models })
    }
}

/// The name of a model's file without `.json`.
pub(crate) fn stem(file: &str) -> &str {
    file.strip_suffix(".json").unwrap_or(file)
}

/// Makes an error say what was attempted on which path.
fn naming(operation: &str, path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    let what = format!("cannot {operation} `{}`", path.display());
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}
