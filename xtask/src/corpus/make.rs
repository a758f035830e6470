//! Makes a crate of a model.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use shapewright_codegen::tools::{FILE, module_name, quoted, table};
use shapewright_codegen::{Config, Output, Package, Target, Tree, apply, plan};
use shapewright_smithy::diagnostics::{Report, Severity, Sources};

use crate::counted;
use crate::patterns::out_of_reach;

/// A generated crate.
pub(crate) struct Crate {
    /// The name of the model's file without `.json`.
    pub(crate) model: String,
    /// The module, which is the feature and the crate's folder too.
    pub(crate) module: String,
    /// The package's name.
    pub(crate) package: String,
    pub(crate) operations: usize,
    pub(crate) shapes: usize,
    /// The lines of all source files.
    pub(crate) lines: usize,
    /// The bytes of all source files.
    pub(crate) bytes: usize,
    pub(crate) milliseconds: u64,
    /// How many warnings the model deserves.
    pub(crate) warnings: usize,
    /// Patterns that no engine of linear time can hold, which the crate does not check.
    pub(crate) left_out: Vec<String>,
    /// A hash over all files.
    pub(crate) hash: u64,
    /// The manifest.
    pub(crate) manifest: String,
    /// Whether the model has examples.
    pub(crate) has_examples: bool,
}

/// Why there is no crate.
pub(crate) struct Unmade {
    /// What is wrong with the model.
    pub(crate) report: Report,
    pub(crate) sources: Sources,
    /// The same in a line.
    pub(crate) reason: String,
}

/// The file of a model.
pub(crate) fn file_name(model: &str) -> String {
    format!("{model}.json")
}

/// Generates a crate and writes it below `out`. `modules` are those of earlier models, which must not meet.
pub(crate) fn make(
    folder: &Path,
    model: &str,
    runtime: &str,
    out: &Path,
    modules: &mut BTreeSet<String>,
) -> io::Result<Result<Crate, Unmade>> {
    let file = file_name(model);
    let mut sources = Sources::new();
    let path = folder.join(&file);
    let id = sources.add_at(file.clone(), path.display().to_string(), fs::read(&path)?);
    let package = package_name(module_name(&file));
    let target = Target::Crate(Package::new(package.clone(), runtime));
    let mut config = Config { target, ..Config::default() };
    let mut generated = shapewright_codegen::generate(&sources, &config);
    let mut left_out = BTreeSet::new();
    if let Err(report) = &generated {
        left_out = out_of_reach(&sources, id, report);
        if !left_out.is_empty() {
            let choices = leave_out(module_name(&file), &left_out);
            config.file = Some(sources.add(FILE, choices));
            generated = shapewright_codegen::generate(&sources, &config);
        }
    }
    let unmade = |report, reason: String| Ok(Err(Unmade { report, sources, reason }));
    let Output { tree, services, warnings, manifest: _ } = match generated {
        Ok(output) => output,
        Err(report) => {
            let errors = counted(report.count(Severity::Error), "error");
            return unmade(report, format!("{errors} in the model"));
        }
    };
    let Some(service) = services.into_iter().next() else {
        return unmade(warnings, "the model has no service".to_owned());
    };
    if !modules.insert(service.module.clone()) {
        let reason = format!("another model already defines the module `{}`", service.module);
        return unmade(warnings, reason);
    }
    let sources = || tree.files().filter(|(path, _)| path.ends_with(".rs"));
    let made = Crate {
        model: model.to_owned(),
        package,
        operations: service.operations,
        shapes: service.shapes,
        lines: sources().map(|(_, file)| file.text().lines().count()).sum(),
        bytes: sources().map(|(_, file)| file.text().len()).sum(),
        milliseconds: u64::try_from(service.elapsed.as_millis()).unwrap_or(u64::MAX),
        warnings: warnings.count(Severity::Warning),
        left_out: left_out.into_iter().collect(),
        hash: hash(&tree),
        manifest: tree.get("Cargo.toml").map(|file| file.text().to_owned()).unwrap_or_default(),
        has_examples: tree.get(&format!("src/{}/examples.rs", service.module)).is_some(),
        module: service.module,
    };
    apply(plan(tree, &out.join(&made.module))?)?;
    Ok(Ok(made))
}

/// A package's name that no package of a registry has.
fn package_name(module: &str) -> String {
    let legal = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("corpus-{}", module.chars().map(legal).collect::<String>())
}

/// A `shapewright.toml` that leaves patterns out.
fn leave_out(module: &str, patterns: &BTreeSet<String>) -> String {
    let mut choices = format!("[{}.patterns]\n", table(module));
    for pattern in patterns {
        choices.push_str(&format!("{} = \"leave-out\"\n", quoted(pattern)));
    }
    choices
}

fn hash(tree: &Tree) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (path, file) in tree.files() {
        (path, file.text()).hash(&mut hasher);
    }
    hasher.finish()
}
