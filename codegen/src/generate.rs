//! From sources to a tree of files: load, resolve, emit, render.

mod models;
mod progress;
mod record;
mod severity;
mod summary;
mod visit;

pub use models::ModelInput;
pub use progress::{Listener, Progress};
pub use summary::ServiceSummary;
pub use visit::{Visited, visit};

use std::collections::HashSet;
use std::time::Instant;

use proc_macro2::TokenStream;
use rayon::prelude::*;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Report, Severity, SourceId, Sources};
use shapewright_smithy::model::Model;

use crate::config::{self, Choices, ModuleConfig, ServiceConfig};
use crate::emit::manifest;
use crate::emit::root::Listing;
use crate::output::{self, Tree};
use crate::stub::Stub;
use crate::target::{Module, Package, Target};
use crate::{codes, emit, ir, resolve};
use models::{Files, Loaded, Rigor, Unit, Units};

/// Choices that the models do not make.
#[derive(Clone, Debug)]
pub struct Config {
    /// The source with the choices, `shapewright.toml`. It is not a model.
    pub file: Option<SourceId>,
    /// The models; each source but [`Config::file`] is one if none is listed.
    pub models: Vec<ModelInput>,
    /// The one model or service to generate, by the name of its file, with or without the date, or of its module; all of
    /// them if `None`.
    pub only: Option<String>,
    /// What is generated.
    pub target: Target,
    /// The command that generates, as the first line of each file names it.
    pub command: String,
    /// What is called as a run proceeds.
    pub listener: Listener,
}

impl Default for Config {
    fn default() -> Self {
        let package = Package::new("generated", "path = \"../runtime\"");
        Self {
            file: None,
            models: Vec::new(),
            only: None,
            target: Target::Crate(package),
            command: output::COMMAND.to_owned(),
            listener: Listener::default(),
        }
    }
}

/// What was generated.
#[derive(Debug)]
pub struct Output {
    /// The files.
    pub tree: Tree,
    /// One for each service, sorted by module.
    pub services: Vec<ServiceSummary>,
    /// What is wrong with the models without being an error.
    pub warnings: Report,
    /// What the manifest of the crate must have that a module is generated for: tables of TOML. A crate has a manifest of
    /// its own.
    pub manifest: Option<String>,
}

/// Generates a crate, or a module, from models.
///
/// The same sources and configuration give the same bytes on every machine.
///
/// # Errors
///
/// All that is wrong with the models and the configuration, each with its place; nothing is generated then.
pub fn generate(sources: &Sources, config: &Config) -> Result<Output, Report> {
    let Services { made, report } = services(sources, config, Rigor::Generator, record::render);
    if report.has_errors() {
        return Err(report);
    }
    finish(made, config, record::configuration(sources, config), report)
}

/// What is wrong with models and their configuration, warnings included: all that [`generate`] would report, without
/// writing code, and as severe as Smithy has it. Of errors and dangers that do not make generated code wrong, [`generate`]
/// makes warnings.
///
/// A model without a service, or with a service of no supported protocol, is not wrong by itself: that is a warning here.
pub fn check(sources: &Sources, config: &Config) -> Report {
    let mut report = services(sources, config, Rigor::Smithy, |_, _, _| Ok(())).report;
    report.change(|one| {
        if [Code::NO_SERVICE, codes::PROTOCOL].contains(&one.code) {
            one.severity = Severity::Warning;
        }
    });
    report
}

/// What implementations of the services' traits need, sorted by module; and all that is wrong with the models, of which
/// none is listed that code cannot be generated from.
pub fn stubs(sources: &Sources, config: &Config) -> (Vec<Stub>, Report) {
    let stub = |service: &ir::Service, _: &Model, config: &Config| {
        Ok(Stub::new(service, config.target.off().as_deref().unwrap_or_default()))
    };
    let Services { made, report, .. } = services(sources, config, Rigor::Generator, stub);
    (made.into_iter().map(|service| service.value).collect(), report)
}

/// What is made of each service, sorted by module.
///
/// # Errors
///
/// All that is wrong with the models and the configuration.
pub(crate) fn made<T: Send>(sources: &Sources, config: &Config, make: Make<T>) -> Result<Vec<T>, Report> {
    let Services { made, report } = services(sources, config, Rigor::Generator, make);
    if report.has_errors() { Err(report) } else { Ok(made.into_iter().map(|service| service.value).collect()) }
}

/// What became of all services.
struct Services<T> {
    /// What was made of them, sorted by module.
    made: Vec<Made<T>>,
    report: Report,
}

/// Resolves the services of all models, and makes something of those that are sound.
fn services<T: Send>(sources: &Sources, config: &Config, rigor: Rigor, make: Make<T>) -> Services<T> {
    let (choices, mut report) = match config.file {
        Some(file) => Choices::parse(sources, file),
        None => (Choices::default(), Report::new()),
    };
    if let Some(name) = &choices.package.name
        && let Some(reason) = Package::name_fault(&name.value)
    {
        let message = format!("`{}` is not a valid package name", name.value);
        report.push(Diagnostic::new(codes::CONFIG_VALUE, name.place, message).help(reason));
    }
    if let Some(ModuleConfig { path: Some(path), .. }) = &choices.module
        && let Some(reason) = Module::path_fault(&path.value)
    {
        let message = format!("`{}` is not a valid path of a module", path.value);
        report.push(Diagnostic::new(codes::CONFIG_VALUE, path.place, message).help(reason));
    }
    let inputs = models::inputs(sources, config);
    let loaded =
        Loaded::all(&Files { sources, rigor, listener: &config.listener }, &inputs, &choices, config.only.as_deref());
    let Units { mut units, taken, report: found } = Units::of(&loaded, &choices);
    report.merge(found);
    let broken = loaded.iter().filter(|one| units.iter().all(|unit| !std::ptr::eq(unit.loaded, *one)));
    let broken: Vec<&Report> = broken.map(|one| &one.report).collect();
    if let Some(only) = &config.only {
        report.extend(models::keep(only, &mut units, &inputs));
    }
    if config.only.is_none() || units.is_empty() {
        broken.into_iter().for_each(|broken| report.merge(broken.clone()));
    }
    config.listener.notify(Progress::Services(units.len()));
    let made_of = |(at, unit): (usize, &Unit<'_>)| {
        // What is wrong with a model is reported once, not once for each of its services.
        let is_first = units[..at].iter().all(|other| !std::ptr::eq(other.loaded, unit.loaded));
        let found = if is_first { unit.loaded.report.clone() } else { Report::new() };
        let made = Job { unit, all: config }.run(found, make);
        config.listener.notify(Progress::Service);
        made
    };
    let mut made = Vec::new();
    for (service, found) in units.par_iter().enumerate().map(made_of).collect::<Vec<_>>() {
        made.extend(service);
        report.merge(found);
    }
    made.sort_by(|a, b| a.summary.module.cmp(&b.summary.module));
    report.extend(same_modules(&made, &taken));
    // Files without a service are part of several models.
    report.remove_repeated();
    Services { made, report }
}

/// An error for each service whose module another service has, or that is among those `taken` by others.
fn same_modules<T>(made: &[Made<T>], taken: &[&str]) -> Vec<Diagnostic> {
    let modules: Vec<&str> = made.iter().map(|service| service.summary.module.as_str()).collect();
    let is_second = |at: usize| modules[..at].contains(&modules[at]) || taken.contains(&modules[at]);
    let second = (0..made.len()).filter(|at| is_second(*at));
    second
        .map(|at| {
            let message = format!("two models have the module name `{}`", modules[at]);
            Diagnostic::new(codes::MODULE_CONFLICT, made[at].place, message)
                .help("give one of them another `module` in shapewright.toml")
        })
        .collect()
}

/// What is made of a resolved service; it fails only by a fault of the generator's own.
pub(crate) type Make<T> = fn(&ir::Service, &Model, &Config) -> Result<T, String>;

/// A service, and what was made of it.
struct Made<T> {
    listing: Listing,
    summary: ServiceSummary,
    place: Place,
    value: T,
}

/// A service that is generated.
struct Job<'a> {
    unit: &'a Unit<'a>,
    /// The configuration of all services.
    all: &'a Config,
}

impl Job<'_> {
    /// Makes something of the service; the report has what was found of its model before.
    fn run<T>(&self, report: Report, make: Make<T>) -> (Option<Made<T>>, Report) {
        let model = &self.unit.loaded.model;
        let (made, mut report) = self.of_model(model, report, make);
        model.suppress(&mut report);
        for code in self.unit.config.into_iter().flat_map(|config| &config.suppress) {
            let is_used = report.suppress(|warning| warning.is_of(&code.value));
            // What a model with errors lacks may come up once they are mended.
            if !is_used && made.is_some() {
                let message = format!("the service has no warning with the code `{}`", code.value);
                let diagnostic = Diagnostic::new(codes::UNUSED_SUPPRESSION, code.place, message);
                report.push(diagnostic.help("remove it from `suppress`"));
            }
        }
        (made, report)
    }

    fn of_model<T>(&self, model: &Model, mut report: Report, make: Make<T>) -> (Option<Made<T>>, Report) {
        let Self { unit, all } = *self;
        let start = Instant::now();
        let default = ServiceConfig::default();
        let config = unit.config.unwrap_or(&default);
        let labels = resolve::Labels {
            source: &unit.loaded.input.name,
            module: config::module_name(&unit.name),
            root: all.target.root(),
        };
        let (service, mut found) = resolve::resolve(model, unit.service, labels, config);
        // A default that validation calls an error cannot be resolved either, which need not be said twice.
        let known = unit.loaded.report.diagnostics().iter().filter(|one| one.severity.is_fatal());
        let known: HashSet<Place> = known.map(|one| one.place).collect();
        found.retain(|one| one.code != codes::VALUE || !known.contains(&one.place));
        report.merge(found);
        let is_sound = !report.has_errors() && !unit.loaded.report.has_errors();
        let Some(service) = service.filter(|_| is_sound) else { return (None, report) };
        report.extend(odd_module(unit, service.module.as_str()));
        match make(&service, model, all) {
            Ok(value) => {
                let elapsed = start.elapsed() + unit.loaded.elapsed;
                let summary = ServiceSummary::new(&service, &all.target, elapsed);
                let made = Made { listing: Listing::new(&service), summary, place: unit.service.place, value };
                (Some(made), report)
            }
            Err(fault) => {
                report.push(Diagnostic::new(codes::INTERNAL, unit.service.place, fault));
                (None, report)
            }
        }
    }
}

/// A warning where the module has another name than the model's file, or than what the configuration chooses.
fn odd_module(unit: &Unit<'_>, module: &str) -> Option<Diagnostic> {
    let wanted = unit.module();
    if wanted.replace('-', "_") == module {
        return None;
    }
    let (place, help) = match unit.config.and_then(|config| config.module.as_ref()) {
        Some(chosen) => {
            (chosen.place, "module names are in snake case; names that Rust or the crate uses get an underscore")
        }
        None => (unit.loaded.place(), "rename the file, or choose a name with `module` in shapewright.toml"),
    };
    let message = format!("`{wanted}` is not a valid module name; the module is called `{module}`");
    Some(Diagnostic::new(codes::MODULE_NAME, place, message).help(help))
}

/// Emits and renders the modules of a service, each in its own task: tokens do not cross threads, text does.
pub(crate) fn render(service: &ir::Service, config: &Config) -> Result<Tree, String> {
    let Config { target, command, .. } = config;
    let off = target.off();
    let file = |part: &emit::Part| {
        let module = part.emit(service);
        if module.tokens.is_empty() || off.as_deref().is_some_and(|off| !part.is_there(off)) {
            return Ok(None);
        }
        let text = render_file(module.tokens, &module.path, off.as_deref())?;
        Ok(Some((in_folder(target.folder(), &module.path), text)))
    };
    let files: Result<Vec<Option<(String, String)>>, String> = emit::PARTS.par_iter().map(file).collect();
    let mut tree = target.tree(command);
    for (path, text) in files?.into_iter().flatten() {
        tree.insert(path, &service.source, &text).map_err(|error| error.to_string())?;
    }
    Ok(tree)
}

fn render_file(tokens: TokenStream, path: &str, off: Option<&[&str]>) -> Result<String, String> {
    let text = match off {
        None => output::render(tokens, path),
        Some(off) => output::render_without(tokens, path, off),
    };
    text.map_err(|error| error.to_string())
}

fn in_folder(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// Puts the services together with the root and, for a crate, the manifest.
fn finish(made: Vec<Made<Tree>>, config: &Config, configuration: u64, mut report: Report) -> Result<Output, Report> {
    let Config { target, command, .. } = config;
    let listings: Vec<Listing> = made.iter().map(|service| service.listing.clone()).collect();
    let (trees, services): (Vec<Tree>, Vec<ServiceSummary>) =
        made.into_iter().map(|service| (service.value, service.summary)).unzip();
    let manifest = match target {
        Target::Crate(package) => manifest::of_crate(&about(package), &listings, &package.dependencies),
        Target::Module(module) => {
            manifest::of_module(&module.runtime, module.off().as_deref(), &listings, &module.dependencies)
        }
    };
    let whole = || -> Result<Tree, String> {
        let off = target.off();
        let is_on = |end| off.as_ref().is_none_or(|off| !off.contains(&end));
        let about = emit::root::Overview {
            root: &target.root(),
            manifest: matches!(target, Target::Module(_)).then_some(&*manifest),
            client: is_on("client"),
            server: is_on("server"),
        };
        let root = render_file(emit::root::module(&about, &listings), target.root_file(), off.as_deref())?;
        let mut tree = target.tree(command);
        tree.insert(target.root_file(), "models", &root).map_err(|error| error.to_string())?;
        if let Target::Crate(_) = target {
            tree.insert("Cargo.toml", "models", &manifest).map_err(|error| error.to_string())?;
        }
        for service in trees {
            tree.merge(service).map_err(|error| error.to_string())?;
        }
        tree.record(target.root_file(), None, configuration);
        Ok(tree)
    };
    match whole() {
        Ok(tree) => {
            let manifest = matches!(target, Target::Module(_)).then_some(manifest);
            Ok(Output { tree, services, warnings: report, manifest })
        }
        Err(fault) => {
            report.push(Diagnostic::new(codes::INTERNAL, Place::NOWHERE, fault));
            Err(report)
        }
    }
}

/// What a manifest says of its package.
fn about(package: &Package) -> manifest::About {
    let Package { name, version, license, rust_version, publish, runtime, dependencies: _ } = package;
    manifest::About {
        name: config::quoted(name),
        version: config::quoted(version),
        license: config::quoted(license),
        rust_version: config::quoted(rust_version),
        publish: *publish,
        runtime: runtime.clone(),
    }
}
