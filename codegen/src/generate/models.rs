//! Models, and the services in them that code is generated for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Report, SourceId, Sources};
use shapewright_smithy::model::{Model, Shape};
use shapewright_smithy::project::{self, Project};

use super::{Config, Listener, Progress, severity};
use crate::codes;
use crate::config::{Choices, Located, ServiceConfig, called, module_name};
use crate::name::{Case, Scope};

/// A model: one file, or several that belong together.
///
/// One without a service is not generated; its shapes are part of the other models.
#[derive(Clone, Debug)]
pub struct ModelInput {
    /// The name that generated files show, such as `models/panorama.json`, or `models/shop` for a folder. The module and
    /// the table in `shapewright.toml` have its last part, without extension and date; those of a project without a name,
    /// which is called `smithy-build.json`, are named after the service.
    pub name: String,
    /// Its files.
    pub sources: Vec<SourceId>,
    /// The project that it is, one of whose projections is generated.
    pub project: Option<Arc<Project>>,
    /// What was found wrong with the project itself.
    pub report: Report,
}

impl ModelInput {
    /// A model that is not a project.
    pub fn new(name: impl Into<String>, sources: Vec<SourceId>) -> Self {
        Self { name: name.into(), sources, project: None, report: Report::new() }
    }

    /// Whether its services have names of their own, even if there is only one.
    fn is_nameless(&self) -> bool {
        self.project.is_some() && self.name == project::FILE
    }

    /// The table that chooses something before the services are known.
    fn table<'c>(&self, assigned: Option<&'c ServiceConfig>, choices: &'c Choices) -> Option<&'c ServiceConfig> {
        let chooses = |table: &&ServiceConfig| table.projection.is_some() || table.service.is_some();
        // Without a name, it is the only model, and all tables are about it.
        assigned.or_else(|| choices.services.values().find(chooses).filter(|_| self.is_nameless()))
    }
}

/// The models of a run: those that are listed, or else each source as one.
pub(super) fn inputs(sources: &Sources, config: &Config) -> Vec<ModelInput> {
    if !config.models.is_empty() {
        return config.models.clone();
    }
    let ids = sources.ids().filter(|id| Some(*id) != config.file);
    let model = |id| Some(ModelInput::new(&*sources.get(id)?.name, vec![id]));
    ids.filter_map(model).collect()
}

/// A model that was read and validated, unless it is not wanted.
pub(super) struct Loaded<'s> {
    pub(super) input: &'s ModelInput,
    pub(super) model: Model,
    pub(super) report: Report,
    /// How long that took.
    pub(super) elapsed: Duration,
    is_wanted: bool,
}

impl<'s> Loaded<'s> {
    /// All models, of which those are read that may be meant by the one name that is generated: by their own names, or
    /// else all, since the name may be that of a service or of a module.
    pub(super) fn all(files: &Files<'_>, inputs: &'s [ModelInput], choices: &Choices, only: Option<&str>) -> Vec<Self> {
        let names: Vec<(usize, &str)> = inputs.iter().map(|input| &*input.name).enumerate().collect();
        let meant = only.map(|name| called(name, &names)).unwrap_or_default();
        let (tables, _) = choices.assign(&names);
        let load = |(at, input): (usize, &'s ModelInput)| {
            if !meant.is_empty() && !meant.contains(&at) {
                let (model, report) = (Model::default(), Report::new());
                return Self { input, model, report, elapsed: Duration::ZERO, is_wanted: false };
            }
            let start = Instant::now();
            let (model, report) = match &input.project {
                None => files.load(input.sources.iter().copied()),
                Some(project) => files.load_project(input, project, input.table(tables.get(&at).copied(), choices)),
            };
            files.listener.notify(Progress::Model);
            Self { input, model, report, elapsed: start.elapsed(), is_wanted: true }
        };
        files.listener.notify(Progress::Models(inputs.len()));
        let mut loaded: Vec<Self> = inputs.par_iter().enumerate().map(load).collect();
        let sources_of = |one: &Self| one.input.sources.clone();
        let mut shared: Vec<SourceId> =
            loaded.iter().filter(|one| one.is_wanted && !one.has_service()).flat_map(sources_of).collect();
        if loaded.iter().any(|one| one.report.has_errors()) {
            // What is missing may be in files that are not wanted themselves.
            let others = loaded.par_iter().filter(|one| !one.is_wanted && !has_service(&read(files.sources, one)));
            shared.extend(others.flat_map_iter(sources_of).collect::<Vec<_>>());
        }
        if shared.is_empty() || loaded.iter().all(|one| !one.has_service()) {
            return loaded;
        }
        loaded.retain(|one| !one.is_wanted || one.has_service());
        // A project says by itself which files it has.
        let takes = |one: &Self| one.is_wanted && one.input.project.is_none();
        loaded.into_par_iter().map(|one| if takes(&one) { one.with(files, &shared) } else { one }).collect()
    }

    fn has_service(&self) -> bool {
        has_service(&self.model)
    }

    /// The same model with the shapes of other files.
    fn with(mut self, files: &Files<'_>, shared: &[SourceId]) -> Self {
        let start = Instant::now();
        (self.model, self.report) = files.load(self.input.sources.iter().chain(shared).copied());
        self.elapsed += start.elapsed();
        self
    }

    /// The first of its files.
    pub(super) fn place(&self) -> Place {
        self.input.sources.first().map_or(Place::NOWHERE, |source| Place::file(*source))
    }
}

fn has_service(model: &Model) -> bool {
    model.services().next().is_some()
}

/// A model that is not wanted.
fn read(sources: &Sources, loaded: &Loaded<'_>) -> Model {
    Model::load(sources, loaded.input.sources.iter().copied()).0
}

/// How severe the findings of Smithy's validators are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rigor {
    /// As Smithy says.
    Smithy,
    /// Errors only where code would be wrong.
    Generator,
}

/// The files, and how rigorously models are judged.
pub(super) struct Files<'s> {
    pub(super) sources: &'s Sources,
    pub(super) rigor: Rigor,
    pub(super) listener: &'s Listener,
}

impl Files<'_> {
    /// Reads and validates the projection of a project that the configuration chooses.
    fn load_project(&self, input: &ModelInput, project: &Project, table: Option<&ServiceConfig>) -> (Model, Report) {
        let mut before = input.report.clone();
        let chosen = table.and_then(|table| table.projection.as_ref());
        let projection = match chosen {
            Some(chosen) if project.projections().all(|known| known != chosen.value) => {
                let message = format!("the project has no projection `{}`", chosen.value);
                let diagnostic = Diagnostic::new(codes::UNKNOWN_NAME, chosen.place, message);
                before.push(diagnostic.did_you_mean(&chosen.value, project.projections()));
                project::SOURCE
            }
            chosen => chosen.map_or(project::SOURCE, |chosen| &chosen.value),
        };
        let (model, report) = project.load(self.sources, projection);
        before.merge(report);
        self.validated(model, before)
    }

    /// Reads and validates a model.
    fn load(&self, ids: impl Iterator<Item = SourceId>) -> (Model, Report) {
        let (model, report) = Model::load(self.sources, ids);
        self.validated(model, report)
    }

    fn validated(&self, model: Model, mut report: Report) -> (Model, Report) {
        let mut found = shapewright_smithy::validate(&model);
        if self.rigor == Rigor::Generator {
            severity::relax(&mut found, &model);
        }
        report.merge(found);
        model.suppress(&mut report);
        (model, report)
    }
}

/// A service that code is generated for.
pub(super) struct Unit<'l> {
    pub(super) loaded: &'l Loaded<'l>,
    pub(super) service: &'l Shape,
    /// What its module and its table in the configuration are called after.
    pub(super) name: String,
    pub(super) config: Option<&'l ServiceConfig>,
}

impl Unit<'_> {
    /// What the module is called before it is made an identifier.
    pub(super) fn module(&self) -> &str {
        let chosen = self.config.and_then(|config| config.module.as_ref());
        chosen.map_or_else(|| module_name(&self.name), |module| &module.value)
    }
}

/// What a name in the configuration or on the command line may mean: by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Unit(usize),
    /// A model whose table is not that of a service.
    Model(usize),
}

/// The services of all models.
pub(super) struct Units<'l> {
    pub(super) units: Vec<Unit<'l>>,
    /// The modules of models that were not read.
    pub(super) taken: Vec<&'l str>,
    pub(super) report: Report,
}

impl<'l> Units<'l> {
    /// The services of models: of a model with several, the one that the configuration chooses, or all.
    pub(super) fn of(loaded: &'l [Loaded<'l>], choices: &'l Choices) -> Self {
        let models: Vec<(usize, &str)> = loaded.iter().map(|one| &*one.input.name).enumerate().collect();
        let (tables, _) = choices.assign(&models);
        let mut found = Self { units: Vec::new(), taken: Vec::new(), report: Report::new() };
        // The models whose tables are not those of a service: with several, or not read, or broken.
        let mut without = Vec::new();
        for (at, one) in loaded.iter().enumerate() {
            let table = one.input.table(tables.get(&at).copied(), choices);
            if !one.is_wanted {
                let module = table.and_then(|table| table.module.as_ref());
                found.taken.push(module.map_or_else(|| module_name(&one.input.name), |module| &module.value));
                without.push(at);
            } else if !found.add(one, table) {
                without.push(at);
            }
        }
        let of_units = found.units.iter().enumerate().map(|(at, unit)| (Named::Unit(at), &*unit.name));
        let of_models = without.into_iter().map(|at| (Named::Model(at), &*loaded[at].input.name));
        let (assigned, report) = choices.assign(&of_units.chain(of_models).collect::<Vec<_>>());
        found.report.merge(report);
        for (named, table) in assigned {
            match named {
                Named::Unit(at) => found.units[at].config = Some(table),
                Named::Model(at) => found.without_effect(&loaded[at], table),
            }
        }
        found
    }

    /// Adds the services of a model; whether it has one only or one is chosen, so that its table is that of the service.
    fn add(&mut self, loaded: &'l Loaded<'l>, table: Option<&ServiceConfig>) -> bool {
        let services: Vec<&Shape> = loaded.model.services().map(|(shape, _)| shape).collect();
        let unit = |service, name: String| Unit { loaded, service, name, config: None };
        let mut scope = Scope::new(Case::Module);
        let mut name = |service: &Shape| scope.claim(service.id.name()).as_str().to_owned();
        let only = match (table.and_then(|table| table.service.as_ref()), &services[..]) {
            (Some(choice), _) => chosen(choice, &services, &mut self.report),
            (None, [only]) => Some(*only),
            (None, []) => {
                // A file that cannot be read has no service either: that is not reported again.
                self.report.extend((!loaded.report.has_errors()).then(|| no_service(loaded)));
                None
            }
            (None, _) => {
                let names: Vec<String> = services.iter().copied().map(name).collect();
                self.units.extend(services.into_iter().zip(names).map(|(service, name)| unit(service, name)));
                return false;
            }
        };
        let mut own = |service| if loaded.input.is_nameless() { name(service) } else { loaded.input.name.clone() };
        self.units.extend(only.map(|service| unit(service, own(service))));
        only.is_some()
    }

    /// Warns of the table of a model with several services.
    fn without_effect(&mut self, loaded: &Loaded<'_>, table: &ServiceConfig) {
        let units = self.units.iter().filter(|unit| std::ptr::eq(unit.loaded, loaded));
        let names: Vec<String> = units.map(|unit| format!("`{}`", unit.name)).collect();
        if !names.is_empty() {
            let message = format!("`{}` has several services; the table has no effect", loaded.input.name);
            let help = format!("name the table after a service ({}), or choose one with `service`", names.join(", "));
            self.report.push(Diagnostic::new(codes::UNUSED_TABLE, table.place, message).help(help));
        }
    }
}

/// The service of that name or id.
fn chosen<'l>(choice: &Located<String>, services: &[&'l Shape], report: &mut Report) -> Option<&'l Shape> {
    let is_meant = |service: &&&Shape| service.id == *choice.value || service.id.name() == choice.value;
    let found = services.iter().find(is_meant);
    if found.is_none() {
        let message = format!("the model has no service `{}`", choice.value);
        let diagnostic = Diagnostic::new(codes::UNKNOWN_NAME, choice.place, message);
        report.push(diagnostic.did_you_mean(&choice.value, services.iter().map(|service| service.id.name())));
    }
    found.copied()
}

fn no_service(loaded: &Loaded<'_>) -> Diagnostic {
    let help = "add a shape of the type `service` with the trait of a protocol, such as `aws.protocols#restJson1`";
    Diagnostic::new(Code::NO_SERVICE, loaded.place(), "the model has no service").help(help)
}

/// Keeps the services that a name means: those of a model, one of several by its own name, or by the module that the
/// configuration chooses. An error if the name means none or two models.
pub(super) fn keep(only: &str, units: &mut Vec<Unit<'_>>, inputs: &[ModelInput]) -> Option<Diagnostic> {
    let by_name: Vec<(usize, &str)> = units.iter().map(|unit| &*unit.name).enumerate().collect();
    let by_model: Vec<(usize, &str)> = units.iter().map(|unit| &*unit.loaded.input.name).enumerate().collect();
    let by_module: Vec<(usize, &str)> = units.iter().map(|unit| unit.module()).enumerate().collect();
    let found = [by_name, by_model, by_module].iter().map(|names| called(only, names)).find(|found| !found.is_empty());
    let found = found.unwrap_or_default();
    let models: BTreeMap<&str, usize> = found.iter().map(|at| (&*units[*at].loaded.input.name, *at)).collect();
    let list = |names: Vec<&str>| names.into_iter().map(stem).collect::<Vec<_>>().join(", ");
    let message = match models.len() {
        1 => {
            let mut at = 0;
            units.retain(|_| (found.contains(&at), at += 1).0);
            return None;
        }
        // The model may have no service, which is reported.
        0 if inputs.iter().any(|input| !called(only, &[((), &*input.name)]).is_empty()) => {
            units.clear();
            return None;
        }
        0 => {
            let names = list(inputs.iter().map(|input| &*input.name).collect());
            format!("no model is named `{only}`; the models are: {names}")
        }
        _ => format!("`{only}` is ambiguous: it matches {}", list(models.into_keys().collect())),
    };
    units.clear();
    Some(Diagnostic::new(codes::UNKNOWN_NAME, Place::NOWHERE, message))
}

/// The last part of a path, without extension.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    ["json", "smithy"].iter().find_map(|end| file.strip_suffix(end)?.strip_suffix('.')).unwrap_or(file)
}
