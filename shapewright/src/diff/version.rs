//! One of the two versions: the files, and the models that they make.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use shapewright_codegen::ModelInput;
use shapewright_codegen::tools::{Choices, FILE, files, from_here, is_model, naming, project_of};
use shapewright_smithy::Model;
use shapewright_smithy::diagnostics::{Report, SourceId, Sources};
use shapewright_smithy::project::{self, Disk, Files, Project};

use super::git;

/// A version of models.
pub(super) struct Version {
    /// The models by name. Files that are not part of a project make one model, without a name.
    pub(super) models: BTreeMap<String, Model>,
    /// The same for the generator, to which each file or folder next to others is a model of its own.
    pub(super) inputs: Vec<ModelInput>,
    /// The configuration, if the version is named by it.
    pub(super) config: Option<SourceId>,
    /// What is wrong with the files.
    pub(super) report: Report,
}

/// The files of a version by their paths below the folder that is meant, each with the name to show.
type Listed = Vec<(String, String, Vec<u8>)>;

/// The git revision of a version and the path in it, unless the version is on the disk.
pub(super) fn revision(version: &str) -> Option<(&str, &str)> {
    version.split_once(':').filter(|_| !Path::new(version).exists())
}

/// Reads a version, or says why there is none.
pub(super) fn read(version: &str, sources: &mut Sources) -> io::Result<Result<Version, String>> {
    if version.ends_with(".toml") {
        return configured(version, sources);
    }
    let path = Path::new(version);
    if path.exists() {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        if let Some(project) = project_of(path) {
            return Ok(Ok(Version::of_project(&Disk, &project, sources)));
        }
        let mut listed = Listed::new();
        for file in files(&[path.to_owned()], is_model)? {
            let bytes = fs::read(&file).map_err(naming("read", &file))?;
            let below = file.strip_prefix(folder).unwrap_or(&file).display().to_string().replace('\\', "/");
            listed.push((below, from_here(&file).display().to_string(), bytes));
        }
        let is_project = |name: &str| project_of(&folder.join(name));
        let projects = |name: &str| is_project(name).filter(|_| path.is_dir());
        return Ok(Version::of_files(version, listed, &Disk, &projects, sources));
    }
    let Some((revision, path)) = revision(version) else {
        let help = "name a file, a folder, or a path in a git revision, such as `HEAD:models`";
        return Ok(Err(format!("`{version}` does not exist; {help}")));
    };
    let tree = match git::open(revision, path)? {
        Ok(tree) => tree,
        Err(fault) => return Ok(Err(fault)),
    };
    if let Some(project) = tree.project("") {
        return Ok(Ok(Version::of_project(&tree, &project, sources)));
    }
    let listed = tree.models()?;
    let projects = |name: &str| tree.project(name);
    Ok(Version::of_files(version, listed, &tree, &projects, sources))
}

/// Reads the models that a configuration names.
fn configured(version: &str, sources: &mut Sources) -> io::Result<Result<Version, String>> {
    let bytes = match revision(version) {
        None => fs::read(version).map_err(naming("read", Path::new(version)))?,
        Some((revision, path)) => match git::open(revision, path)? {
            Ok(tree) => tree.content()?,
            Err(fault) => return Ok(Err(fault)),
        },
    };
    let id = sources.add_at(FILE, version, bytes);
    // What is wrong with it is reported when code is generated.
    let models = Choices::parse(sources, id).0.models.map_or_else(|| "models".to_owned(), |models| models.value);
    let end = version.rfind(['/', ':', '\\']).map_or(0, |at| at + 1);
    let found = read(&format!("{}{}", &version[..end], models.trim_start_matches("./")), sources)?;
    Ok(found.map(|found| Version { config: Some(id), ..found }))
}

impl Version {
    fn of_project(files: &dyn Files, path: &Path, sources: &mut Sources) -> Self {
        let mut version = Self { models: BTreeMap::new(), inputs: Vec::new(), config: None, report: Report::new() };
        version.add_project("", files, path, sources);
        version.inputs.iter_mut().for_each(|input| input.name = called(&folder_of(path)));
        version
    }

    fn add_project(&mut self, name: &str, files: &dyn Files, path: &Path, sources: &mut Sources) {
        let variable = |name: &str| std::env::var(name).ok();
        let (project, mut report) = Project::read(files, path, &variable, sources);
        let input = ModelInput {
            sources: project.models(project::SOURCE),
            project: Some(Arc::new(project.clone())),
            report: report.clone(),
            ..ModelInput::new(called(name), Vec::new())
        };
        self.inputs.push(input);
        let (model, found) = project.load(sources, project::SOURCE);
        report.merge(found);
        self.models.insert(name.to_owned(), model);
        self.report.merge(report);
    }

    fn of_files(
        version: &str,
        listed: Listed,
        files: &dyn Files,
        project: &dyn Fn(&str) -> Option<std::path::PathBuf>,
        sources: &mut Sources,
    ) -> Result<Self, String> {
        let mut found = Self { models: BTreeMap::new(), inputs: Vec::new(), config: None, report: Report::new() };
        let mut groups: BTreeMap<String, Vec<SourceId>> = BTreeMap::new();
        let mut ids = Vec::new();
        for (below, shown, bytes) in listed {
            let (top, is_in_folder) = match below.split_once('/') {
                Some((top, _)) => (top, true),
                None => (&*below, false),
            };
            if is_in_folder && let Some(path) = project(top) {
                if !found.models.contains_key(top) {
                    found.add_project(top, files, &path, sources);
                }
                continue;
            }
            let id = sources.add(shown, bytes);
            ids.push(id);
            groups.entry(top.to_owned()).or_default().push(id);
        }
        if ids.is_empty() && found.models.is_empty() {
            return Err(format!("there is no `*.smithy` or `*.json` file in `{version}`"));
        }
        if !ids.is_empty() {
            let (model, report) = Model::load(sources, ids);
            found.models.insert(String::new(), model);
            found.report.merge(report);
        }
        found.inputs.extend(groups.into_iter().map(|(top, ids)| ModelInput::new(called(&top), ids)));
        Ok(found)
    }
}

/// The name of a model for the generator.
fn called(name: &str) -> String {
    format!("models/{}", if name.is_empty() { "service" } else { name })
}

/// The name of the folder of a project.
fn folder_of(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let full = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.rsplit(':').next().unwrap_or_default().to_owned()
}
