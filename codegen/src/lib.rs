//! Turns Smithy 2.0 JSON AST models into Rust crates.
//!
//! [`generate`] is the whole of it: a pure function from models and choices to a [`Tree`] of files.
//! Only [`output`] touches the disk.

pub mod codes;
pub mod config;
pub mod conformance;
pub mod docs;
pub mod emit;
pub mod ir;
pub mod name;
pub mod output;
pub mod pattern;
pub mod resolve;

use std::time::{Duration, Instant};

use rayon::prelude::*;

use config::{Config as Choices, ServiceConfig};
use emit::krate::Listing;
use output::Tree;
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report, Source, SourceId, Sources};
use shapewright_smithy::model::Model;

/// What is generated beside the models' own say.
#[derive(Clone, Debug)]
pub struct Config {
    /// The source that holds the choices (`codegen.toml`), which is no model.
    pub file: Option<SourceId>,
    /// The one model to generate; all of them if `None`.
    pub only: Option<SourceId>,
    /// The generated crate.
    pub package: Package,
}

impl Default for Config {
    fn default() -> Self {
        Self { file: None, only: None, package: Package::new("generated", "path = \"../runtime\"") }
    }
}

/// The generated crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, an SPDX expression.
    pub license: String,
    /// Where its runtime is, as Cargo's manifest says it: `path = "../runtime"` or `version = "0.1"`.
    pub runtime: String,
}

impl Package {
    /// A package of this name, of version 0.1.0, under the licences of its runtime.
    pub fn new(name: impl Into<String>, runtime: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            license: "Apache-2.0 OR MIT".to_owned(),
            runtime: runtime.into(),
        }
    }

    /// Why a package must not have this name: Cargo does not take it, or code could not name the crate.
    pub fn name_fault(name: &str) -> Option<String> {
        const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "runtime", "std", "test"];
        let is_legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_legal) {
            return Some("a name has letters, digits, `-` and `_`, and begins with a letter".to_owned());
        }
        let krate = name.replace('-', "_");
        if TAKEN.contains(&krate.as_str()) {
            return Some(format!("another crate is called `{krate}`"));
        }
        syn::parse_str::<syn::Ident>(&krate).is_err().then(|| format!("`{krate}` is a keyword"))
    }
}

/// What was generated.
#[derive(Debug)]
pub struct Output {
    /// The files.
    pub tree: Tree,
    /// One for each service, sorted by module.
    pub services: Vec<ServiceSummary>,
    /// What is odd about the models but does not stand in the way.
    pub warnings: Report,
}

/// What was made of a service.
#[derive(Clone, Debug)]
pub struct ServiceSummary {
    /// Its module.
    pub module: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many structures, unions and enums it has.
    pub shapes: usize,
    /// How long it took, from the model's text to the formatted files.
    pub elapsed: Duration,
}

impl ServiceSummary {
    fn new(service: &ir::Service, elapsed: Duration) -> Self {
        let enumerations = service.enumerations.len() + service.int_enumerations.len();
        Self {
            module: service.module.as_str().to_owned(),
            operations: service.operations.len(),
            shapes: service.structures.len() + service.unions.len() + enumerations,
            elapsed,
        }
    }
}

/// Generates a crate from models.
///
/// The same sources and configuration give the same bytes on every machine.
///
/// # Errors
///
/// All that is wrong with the models and the configuration, each with its place; nothing is generated then.
pub fn generate(sources: &Sources, config: &Config) -> Result<Output, Report> {
    let (choices, mut report) = match config.file {
        Some(file) => Choices::parse(sources, file),
        None => (Choices::default(), Report::new()),
    };
    if let Some(name) = &choices.package.name
        && let Some(reason) = Package::name_fault(&name.value)
    {
        let message = format!("`{}` is not a valid name of a package", name.value);
        report.push(Diagnostic::error(name.place, message).help(reason));
    }
    let models: Vec<SourceId> = sources.ids().filter(|id| Some(*id) != config.file).collect();
    let names: Vec<(SourceId, &str)> = models.iter().filter_map(|id| Some((*id, &*sources.get(*id)?.name))).collect();
    let (assigned, found) = choices.assign(&names);
    report.merge(found);
    let default = ServiceConfig::default();
    let config_of = |id: &SourceId| assigned.get(id).copied().unwrap_or(&default);
    let (wanted, others): (Vec<SourceId>, Vec<SourceId>) =
        models.into_iter().partition(|id| config.only.is_none_or(|only| only == *id));
    let services: Vec<_> =
        wanted.par_iter().map(|id| service(sources, *id, config_of(id), &config.package.name)).collect();
    let mut generated = Vec::new();
    for (service, found) in services {
        generated.extend(service);
        report.merge(found);
    }
    generated.sort_by(|a, b| a.summary.module.cmp(&b.summary.module));
    let taken: Vec<&str> = others.iter().filter_map(|id| Some(module(sources.get(*id)?, config_of(id)))).collect();
    for (index, service) in generated.iter().enumerate() {
        let module = service.summary.module.as_str();
        let is_second = generated[..index].iter().any(|other| other.summary.module == module);
        if is_second || taken.contains(&module) {
            let help = "give one of them another `module` in codegen.toml";
            let message = format!("two models make the module `{module}`");
            report.push(Diagnostic::error(service.place, message).help(help));
        }
    }
    if report.has_errors() {
        return Err(report);
    }
    finish(generated, &config.package, &choices.dependencies, report)
}

/// What the module of a model is called before it is made an identifier.
fn module<'a>(model: &'a Source, config: &'a ServiceConfig) -> &'a str {
    config.module.as_ref().map_or(config::module_name(&model.name), |module| &module.value)
}

/// A service whose files are ready.
struct Generated {
    listing: Listing,
    summary: ServiceSummary,
    place: Place,
    tree: Tree,
}

/// Generates the service of one model.
fn service(sources: &Sources, id: SourceId, config: &ServiceConfig, package: &str) -> (Option<Generated>, Report) {
    let (generated, mut report) = of_model(sources, id, config, package);
    for code in &config.suppress {
        let is_used = report.suppress(code.value);
        // What a model with errors lacks may come up once they are mended.
        if !is_used && generated.is_some() {
            let message = format!("the service has no warning with the code `{}`", code.value);
            let diagnostic = Diagnostic::warning(codes::UNUSED_SUPPRESSION, code.place, message);
            report.push(diagnostic.help("remove it from `suppress`"));
        }
    }
    (generated, report)
}

fn of_model(sources: &Sources, id: SourceId, config: &ServiceConfig, package: &str) -> (Option<Generated>, Report) {
    let start = Instant::now();
    let (model, mut report) = Model::load(sources, [id]);
    let (shape, found) = resolve::service(&model, id);
    // Where a file cannot be read, that it has no service is no news.
    if shape.is_some() || !report.has_errors() {
        report.merge(found);
    }
    let (Some(shape), Some(source)) = (shape, sources.get(id)) else { return (None, report) };
    let (service, found) = resolve::resolve(&model, shape, (&source.name, package), config);
    report.merge(found);
    let Some(service) = service.filter(|_| !report.has_errors()) else { return (None, report) };
    report.extend(odd_module(id, source, config, service.module.as_str()));
    match render(&service) {
        Ok(tree) => {
            let summary = ServiceSummary::new(&service, start.elapsed());
            let generated = Generated { listing: Listing::new(&service), summary, place: shape.place, tree };
            (Some(generated), report)
        }
        Err(fault) => {
            report.push(Diagnostic::error(shape.place, fault));
            (None, report)
        }
    }
}

/// A warning where the module has another name than the model's file, or than what the configuration chooses.
fn odd_module(id: SourceId, source: &Source, config: &ServiceConfig, module: &str) -> Option<Diagnostic> {
    let wanted = self::module(source, config);
    if wanted.replace('-', "_") == module {
        return None;
    }
    let (place, help) = match &config.module {
        Some(chosen) => (chosen.place, "names of modules are in snake case, and some are taken"),
        None => (Place::file(id), "rename the file, or choose a name with `module` in codegen.toml"),
    };
    let message = format!("`{wanted}` is not a valid name of a module, which is called `{module}` instead");
    Some(Diagnostic::warning(codes::MODULE_NAME, place, message).help(help))
}

/// Emits and renders the modules of a service, each in its own task: tokens do not cross threads, text does.
pub(crate) fn render(service: &ir::Service) -> Result<Tree, String> {
    let file = |part: &emit::Part| {
        let module = part.emit(service);
        if module.tokens.is_empty() {
            return Ok(None);
        }
        let text = output::render(module.tokens, &module.path).map_err(|error| error.to_string())?;
        Ok(Some((format!("src/{}", module.path), text)))
    };
    let files: Result<Vec<Option<(String, String)>>, String> = emit::PARTS.par_iter().map(file).collect();
    let mut tree = Tree::new();
    for (path, text) in files?.into_iter().flatten() {
        tree.insert(path, &service.source, &text).map_err(|error| error.to_string())?;
    }
    Ok(tree)
}

/// Puts the services together with the crate's root and manifest.
fn finish(
    generated: Vec<Generated>,
    package: &Package,
    dependencies: &[String],
    mut report: Report,
) -> Result<Output, Report> {
    let listings: Vec<Listing> = generated.iter().map(|service| service.listing.clone()).collect();
    let (trees, services): (Vec<Tree>, Vec<ServiceSummary>) =
        generated.into_iter().map(|service| (service.tree, service.summary)).unzip();
    let whole = || -> Result<Tree, String> {
        let root = output::render(emit::krate::root(&listings), "lib.rs").map_err(|error| error.to_string())?;
        let about = emit::krate::About {
            name: config::quoted(&package.name),
            version: config::quoted(&package.version),
            license: config::quoted(&package.license),
            runtime: package.runtime.clone(),
        };
        let manifest = emit::krate::manifest(&about, &listings, dependencies);
        let mut tree = Tree::new();
        tree.insert("src/lib.rs", "models", &root).map_err(|error| error.to_string())?;
        tree.insert("Cargo.toml", "models", &manifest).map_err(|error| error.to_string())?;
        for service in trees {
            tree.merge(service).map_err(|error| error.to_string())?;
        }
        Ok(tree)
    };
    match whole() {
        Ok(tree) => Ok(Output { tree, services, warnings: report }),
        Err(fault) => {
            report.push(Diagnostic::error(Place::NOWHERE, fault));
            Err(report)
        }
    }
}
