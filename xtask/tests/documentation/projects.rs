//! Projects of users, made from what the pages show: each has the dependencies of one block of `Cargo.toml`, and the
//! programs that follow it.

use std::fs;
use std::path::Path;

use toml::Table;
use xtask::{Console, Outcome, codegen};

use crate::blocks::{Block, model_of, root};
use crate::nested;

/// A project.
pub(crate) struct Project {
    name: String,
    place: String,
    manifest: String,
    /// The programs, and what they print if that is shown.
    programs: Vec<(String, String, Option<String>)>,
    /// The models that it needs beside those of this repository.
    pub(crate) models: Vec<String>,
    /// The text of the model that the page shows, instead of the others.
    own_model: Option<String>,
}

/// The projects of the pages, in their order.
pub(crate) fn of(blocks: &[Block]) -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    let mut page = "";
    for block in blocks {
        let follows = page == block.page;
        match (&*block.language, block.file()) {
            ("toml", "Cargo.toml") => {
                page = &block.page;
                let mut project = Project::new(block);
                if block.is_of_guide() {
                    project.models.clear();
                    project.own_model = model_of(blocks, page, block.line).map(|model| model.text.clone());
                }
                projects.push(project);
            }
            ("rust", _) => {
                assert!(follows, "{}: no `Cargo.toml` comes before it", block.place());
                let project = projects.last_mut().unwrap();
                project.programs.push((format!("line_{}", block.line), program(block), None));
            }
            ("text", _) if follows => {
                if let Some((_, _, output)) = projects.last_mut().and_then(|project| project.programs.last_mut()) {
                    *output = Some(block.text.clone());
                }
            }
            _ => {}
        }
    }
    projects
}

/// A block as a whole program. Statements run in an asynchronous function that may fail with any error.
fn program(block: &Block) -> String {
    let (text, place) = (&block.text, block.place());
    if text.contains("fn main()") {
        return format!("//! {place}\n\n{text}");
    }
    format!(
        "//! {place}\n#![allow(dead_code, unused_variables)]\n\n\
         async fn block() -> Result<(), Box<dyn std::error::Error>> {{\n{text}\nOk(())\n}}\n\n\
         fn main() {{\n    drop(block());\n}}\n"
    )
}

impl Project {
    fn new(block: &Block) -> Self {
        let manifest: Table = block.text.parse().unwrap_or_else(|error| panic!("{}: {error}", block.place()));
        let features = manifest["dependencies"]["generated"].get("features").and_then(|list| list.as_array());
        let features = features.into_iter().flatten().filter_map(|feature| feature.as_str());
        let own: Table = fs::read_to_string(root().join("generated/Cargo.toml")).unwrap().parse().unwrap();
        // `waiters` is a feature of crates that have waiters.
        let own = |feature: &str| feature == "waiters" || own["features"].get(feature).is_some();
        let models = features.filter(|feature| !own(feature)).map(str::to_owned).collect();
        let page = block.page.trim_end_matches(".md").replace('/', "-").to_lowercase();
        Self {
            name: format!("{page}-{}", block.line),
            place: block.place(),
            manifest: block.text.clone(),
            programs: Vec::new(),
            models,
            own_model: None,
        }
    }

    /// Writes the project as a member of the workspace in a folder.
    pub(crate) fn write(&self, workspace: &Path, shared: Option<&Path>) {
        let folder = workspace.join(&self.name);
        let generated = match shared {
            _ if self.own_model.is_some() => self.generate(&folder),
            Some(shared) if !self.models.is_empty() => {
                for name in &self.models {
                    copy_model(name, shared, &folder.join("models"));
                }
                self.generate(&folder)
            }
            _ => format!("path = '{}'", root().join("generated").display()),
        };
        let shown = "path = \"../generated\"";
        assert!(self.manifest.contains(shown), "{}: where is the generated crate?", self.place);
        let dependencies = self.manifest.replace(shown, &generated);
        let name = &self.name;
        let package = format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n");
        write(&folder.join("Cargo.toml"), &(package + &dependencies));
        for (name, text, _) in &self.programs {
            write(&folder.join("src/bin").join(name).with_extension("rs"), text);
        }
    }

    /// Generates the crate of the models that it needs. Returns where a dependency finds it.
    fn generate(&self, folder: &Path) -> String {
        let (models, out) = (folder.join("models"), folder.join("generated"));
        if let Some(text) = &self.own_model {
            write(&models.join("shop.smithy"), text);
        }
        // Each package of a workspace has a name of its own.
        let package = format!("{}-generated", self.name);
        let found = format!("package = \"{package}\", path = '{}'", out.display());
        let (models, out, package) = (Some(models), Some(out), Some(package));
        generate(&codegen::Options { models, out, package, ..Default::default() });
        found
    }

    /// Compiles the programs, and runs those whose output is shown.
    pub(crate) fn check(&self, workspace: &Path) {
        let output =
            nested::cargo(workspace).args(["check", "--quiet", "--bins", "--package", &self.name]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: what follows does not compile:\n{text}", self.place);
        for (name, _, expected) in &self.programs {
            let Some(expected) = expected else { continue };
            let mut run = nested::cargo(workspace);
            let output = run.args(["run", "--quiet", "--package", &self.name, "--bin", name]).output().unwrap();
            let text = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {name} fails:\n{text}", self.place);
            assert_eq!(String::from_utf8_lossy(&output.stdout), *expected, "{}: {name}", self.place);
        }
    }

    /// Its folder in the workspace.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Copies an official model, whose file's name ends with a date.
pub(crate) fn copy_model(name: &str, shared: &Path, to: &Path) {
    let models = fs::read_dir(shared.join("aws-models")).unwrap().map(|entry| entry.unwrap().path());
    let is_dated = |rest: &str| rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let mut found = models.filter(|path| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        stem.strip_prefix(name).is_some_and(is_dated)
    });
    let found = found.next().unwrap_or_else(|| panic!("there is no model of {name}"));
    write(&to.join(found.file_name().unwrap()), &fs::read_to_string(&found).unwrap());
}

/// Generates a crate.
pub(crate) fn generate(options: &codegen::Options) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = codegen::run(options, &mut Console::new(&mut out, &mut err)).unwrap();
    assert_eq!(outcome, Outcome::Done, "{}", String::from_utf8_lossy(&err));
}

/// Writes a file, unless it has this text: what has not changed need not be compiled again.
pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if fs::read_to_string(path).unwrap_or_default() != text {
        fs::write(path, text).unwrap();
    }
}
