//! Models, their edited versions, and what the verdict on each is.

use std::fs;
use std::io;

use serde_json::{Value, json};
use shapewright_codegen::evolution::{self, Change, Surface};
use shapewright_codegen::{Config, ModelInput, Module, Target, Tree, generate};
use shapewright_smithy::Model;
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::evolution::{WireChange, on_the_wire};

use super::Options;
use super::edit::{EDITS, Numbers};
use super::sample;

/// How many operations are kept of a model.
const OPERATIONS: usize = 3;

/// A model with its edited versions.
pub(super) struct Family {
    /// The file.
    pub(super) name: String,
    pub(super) base: Version,
    pub(super) edited: Vec<Edited>,
}

/// A version of a model, and the module that is generated from it.
pub(super) struct Version {
    /// The name of the module.
    pub(super) module: String,
    pub(super) json: Value,
    pub(super) tree: Tree,
    pub(super) surface: Surface,
}

/// An edited version.
pub(super) struct Edited {
    /// The edit.
    pub(super) edit: &'static str,
    pub(super) version: Version,
    /// The verdict on the generated code.
    pub(super) changes: Vec<Change>,
    /// The verdict on messages.
    pub(super) wire: Vec<WireChange>,
}

/// Edits models of a folder.
pub(super) fn make(options: &Options) -> io::Result<Vec<Family>> {
    let mut numbers = Numbers::new(options.seed);
    let mut families = bases(options, &mut numbers)?;
    let mut number = 0;
    let mut tried = 0;
    let wanted = |families: &[Family]| families.iter().map(|family| family.edited.len()).sum::<usize>() < options.count;
    // Not every model has something to change for every edit, and not every edit leaves a valid model.
    while !families.is_empty() && wanted(&families) && tried < 20 * options.count {
        let (edit, change) = EDITS[tried % EDITS.len()];
        let at = (tried + numbers.below(families.len())) % families.len();
        tried += 1;
        let family = &mut families[at];
        let mut json = family.base.json.clone();
        if change(&mut json, &mut numbers).is_none() || json == family.base.json {
            continue;
        }
        let mut sources = Sources::new();
        let Some((old, before)) = load(&family.name, &family.base.json, &mut sources) else { continue };
        let Some((new, after)) = load(&family.name, &json, &mut sources) else { continue };
        let Ok(changes) = evolution::changes(&sources, &config(&old, "crate::a"), &config(&new, "crate::a")) else {
            continue;
        };
        let wire = on_the_wire(&before, &after);
        let Some(version) = Version::new(&family.name, format!("v{number}"), json) else { continue };
        number += 1;
        family.edited.push(Edited { edit, version, changes, wire });
    }
    families.retain(|family| !family.edited.is_empty());
    Ok(families)
}

/// Models from which code can be generated, chosen by chance.
fn bases(options: &Options, numbers: &mut Numbers) -> io::Result<Vec<Family>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&options.models)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") && entry.metadata()?.len() < options.largest * 1000 {
            names.push(name);
        }
    }
    names.sort();
    let mut families: Vec<Family> = Vec::new();
    while families.len() < options.bases && !names.is_empty() {
        let name = names.remove(numbers.below(names.len()));
        let Ok(json) = serde_json::from_slice(&fs::read(options.models.join(&name))?) else { continue };
        let Some(json) = trimmed(json) else { continue };
        let base = Version::new(&name, format!("base{}", families.len()), json);
        families.extend(base.map(|base| Family { name, base, edited: Vec::new() }));
    }
    Ok(families)
}

/// A model with a few of its operations, none of which streams, and without what only matters to other tools.
fn trimmed(mut model: Value) -> Option<Value> {
    let id = super::edit::service(&model)?;
    let is_meant = |shape: &Value| {
        let streams = |part: &str| {
            let target = shape[part]["target"].as_str().unwrap_or_default();
            let members =
                model["shapes"][target]["members"].as_object().into_iter().flat_map(|members| members.values());
            let mut targets = members.filter_map(|member| member["target"].as_str());
            targets.any(|target| !model["shapes"][target]["traits"]["smithy.api#streaming"].is_null())
        };
        shape["type"] == "operation" && !streams("input") && !streams("output")
    };
    let shapes = model["shapes"].as_object()?;
    // Small operations first show less, so the order is that of their names.
    let kept: Vec<Value> = shapes
        .iter()
        .filter(|(_, shape)| is_meant(shape))
        .map(|(id, _)| json!({ "target": id }))
        .take(OPERATIONS)
        .collect();
    if kept.is_empty() {
        return None;
    }
    for shape in model["shapes"].as_object_mut()?.values_mut() {
        // A pattern that no sample fits would leave all messages invalid.
        unpatterned(shape);
        // An index would add the key with a null, which is not valid.
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        let members = members.into_iter().flat_map(|members| members.values_mut());
        members.for_each(unpatterned);
        if let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) {
            let is_foreign = |id: &str| {
                id.starts_with("smithy.rules#") || id.starts_with("smithy.waiters#") || id.starts_with("smithy.test#")
            };
            traits.retain(|id, _| !is_foreign(id) && id != "smithy.api#examples");
        }
    }
    let service = &mut model["shapes"][&id];
    service["operations"] = Value::from(kept);
    service.as_object_mut()?.remove("resources");
    Some(model)
}

fn unpatterned(shape: &mut Value) {
    let traits = &shape["traits"];
    let (pattern, length) = (traits["smithy.api#pattern"].as_str(), &traits["smithy.api#length"]);
    let is_hopeless = pattern.is_some_and(|pattern| sample::fitting(pattern, length).is_empty());
    if is_hopeless && let Some(traits) = shape["traits"].as_object_mut() {
        traits.remove("smithy.api#pattern");
    }
}

impl Version {
    /// Generates the code of a model; `None` if it is not valid.
    fn new(name: &str, module: String, json: Value) -> Option<Self> {
        let mut sources = Sources::new();
        let (input, _) = load(name, &json, &mut sources)?;
        let config = config(&input, &format!("crate::{module}"));
        let tree = generate(&sources, &config).ok()?.tree;
        let surface = evolution::surfaces(&sources, &config).ok()?.pop()?;
        Some(Self { module, json, tree, surface })
    }

    /// The shapes of a part of an operation.
    pub(super) fn message(&self, operation: &str, part: &str) -> Option<String> {
        let shapes = self.json["shapes"].as_object()?;
        let name = |id: &str| id.rsplit('#').next().map(str::to_owned);
        let is_meant =
            |(id, shape): &(&String, &Value)| shape["type"] == "operation" && name(id).as_deref() == Some(operation);
        let (_, shape) = shapes.iter().find(is_meant)?;
        Some(shape[part]["target"].as_str().unwrap_or("smithy.api#Unit").to_owned())
    }

    /// The names of the service's operations.
    pub(super) fn operations(&self) -> Vec<String> {
        let Some(id) = super::edit::service(&self.json) else { return Vec::new() };
        let operations = self.json["shapes"][&id]["operations"].as_array().into_iter().flatten();
        let name = |one: &Value| one["target"].as_str()?.rsplit('#').next().map(str::to_owned);
        operations.filter_map(name).collect()
    }
}

fn load(name: &str, json: &Value, sources: &mut Sources) -> Option<(ModelInput, Model)> {
    let id = sources.add(name, json.to_string());
    let (model, report) = Model::load(sources, [id]);
    (!report.has_errors()).then(|| (ModelInput::new(format!("models/{name}"), vec![id]), model))
}

fn config(input: &ModelInput, path: &str) -> Config {
    let module = Module::new(path, "path = \"runtime\"");
    Config { models: vec![input.clone()], target: Target::Module(module), ..Config::default() }
}
