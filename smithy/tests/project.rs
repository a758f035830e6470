//! Projects: what is read, what is wrong with them, and what each transform makes of a model.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::print;
use shapewright_smithy::project::{Disk, FILE, Files, Project, SOURCE};

/// Files in memory.
#[derive(Default)]
struct Memory(BTreeMap<PathBuf, String>);

impl Memory {
    fn new(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect())
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| io::Error::other("no such file"))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let inside = self.0.keys().filter_map(|path| path.strip_prefix(folder).ok()?.components().next());
        let mut paths: Vec<PathBuf> = inside.map(|first| folder.join(first)).collect();
        paths.dedup();
        Ok(paths)
    }

    fn is_folder(&self, path: &Path) -> bool {
        !self.0.contains_key(path) && self.0.keys().any(|file| file.starts_with(path))
    }
}

/// The model of a projection in the IDL, after what is reported.
fn run(files: &Memory, projection: &str) -> String {
    let mut sources = Sources::new();
    let variable = |name: &str| (name == "NAME").then(|| "model".to_owned());
    let (project, mut report) = Project::read(files, Path::new(FILE), &variable, &mut sources);
    let (model, rest) = project.load(&sources, projection);
    report.merge(rest);
    let idl: Vec<String> = print::idl(&model).into_iter().map(|file| file.text).collect();
    format!("{}{}", report.render(&sources, false), idl.join("\n"))
}

/// A case is a file with parts: the transforms of a projection, the model, and what becomes of it.
#[test]
fn transforms_change_models() {
    let mut paths: Vec<_> = fs::read_dir("tests/transforms").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 20, "the cases are missing");
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let (transforms, rest) = text.split_once("\n==== model\n").unwrap();
        let (model, expected) = rest.split_once("\n==== becomes\n").unwrap_or((rest, ""));
        let file = format!(
            r#"{{"version": "1.0", "projections": {{"case": {{"transforms": {transforms}}},
                "other": {{"abstract": true, "transforms": [{{"name": "excludeTraits", "args": {{"traits": ["since"]}}}}]}}}}}}"#
        );
        let found = run(&Memory::new(&[(FILE, &file), ("model/main.smithy", model)]), "case");
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, format!("{transforms}\n==== model\n{model}\n==== becomes\n{found}")).unwrap();
            continue;
        }
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn files_folders_and_variables_are_found() {
    let project = r#"// A comment.
        {"version": "1.0", "sources": ["${NAME}"], "imports": ["more/one.json"], // "imports": []
         "maven": {"dependencies": ["software.amazon.smithy:smithy-aws-traits:1.73.0"]},
         "projections": {"wide": {"imports": ["wide"]}}}"#;
    let files = Memory::new(&[
        (FILE, project),
        ("model/a.smithy", "$version: \"2\"\nnamespace a\nstring A\n"),
        ("model/deep/b.smithy", "$version: \"2\"\nnamespace a\nstring B\n"),
        ("model/deep/data.json", "[1]"),
        ("model/deep/.hidden.smithy", "?"),
        ("more/one.json", r#"{"smithy": "2.0", "shapes": {"a#C": {"type": "string"}}}"#),
        ("more/two.json", r#"{"smithy": "2.0", "shapes": {"a#D": {"type": "string"}}}"#),
        ("wide/e.smithy", "$version: \"2\"\nnamespace a\nstring E\n"),
    ]);
    let names = |projection| {
        let found = run(&files, projection);
        found.lines().filter_map(|line| line.strip_prefix("string ").map(ToOwned::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(names(SOURCE), ["A", "B", "C"]);
    assert_eq!(names("wide"), ["A", "B", "C", "E"]);
}

/// Each fault has its place.
#[test]
fn faults_of_projects_are_reported() {
    let project = r#"{
    "version": "2.0",
    "sources": ["nothing", "${UNKNOWN}", "\\${NAME}"],
    "maven": {"dependencies": ["com.example:other:1.0", "nonsense"]},
    "plugin": {},
    "projections": {
        "a b": {},
        "loop": {"transforms": [{"name": "apply", "args": {"projections": ["loop", "non"]}}]},
        "abstract": {"abstract": true, "imports": [], "plugins": {}},
        "misspelt": {"transforms": [{"name": "includeTag", "args": {}}]}
    }
}"#;
    let found = run(&Memory::new(&[(FILE, project)]), "loop");
    let path = Path::new("tests/project.txt");
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap_or_default());
}

#[test]
fn real_projects_load() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        eprintln!("SHAPEWRIGHT_SHARED is not set: no projects to load");
        return;
    };
    let mut folders = vec![Path::new(&shared).join("smithy-projects")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        folders.extend(fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()));
        let file = folder.join(FILE);
        if !file.is_file() {
            continue;
        }
        let mut sources = Sources::new();
        let (project, report) = Project::read(&Disk, &file, &|_| None, &mut sources);
        assert!(!report.has_errors(), "{}", report.render(&sources, false));
        for projection in project.projections() {
            let (model, report) = project.load(&sources, projection);
            assert!(!report.has_errors(), "{}", report.render(&sources, false));
            count += model.services().count();
        }
    }
    assert!(count > 0, "no service is loaded");
}
