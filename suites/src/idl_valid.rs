//! `idl-valid`: a model in the IDL, and what Smithy makes of it in the JSON AST.

use std::path::Path;
use std::{fs, io};

use serde_json::Value;
use shapewright_smithy::diagnostics::{Severity, Sources};
use shapewright_smithy::{Model, print, transform};

use crate::case::{self, Failure, Outcome};

/// The model that each case is loaded with.
const SHARED: &str = "__shared.json";

pub(crate) fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for path in case::files(folder, "smithy", filter)? {
        let name = case::name(folder, &path);
        if name.ends_with(".flattened") {
            continue;
        }
        let mut failures = Vec::new();
        let Some(model) = load(folder, &path, &mut failures)? else {
            outcomes.push(Outcome { kind: "idl-valid", case: name, failures, events: Vec::new() });
            continue;
        };
        let found = ast(&model);
        for extension in ["json", "upstream.json", "flattened.smithy"] {
            let other = path.with_extension(extension);
            if !other.is_file() {
                continue;
            }
            let Some(expected) = load(folder, &other, &mut failures)? else {
                continue;
            };
            let expected = ast(&expected);
            if extension == "flattened.smithy" {
                let mut flattened = model.clone();
                transform::flatten_and_remove_mixins(&mut flattened);
                compare(extension, &expected, &ast(&flattened), &mut failures);
            } else {
                compare(extension, &expected, &found, &mut failures);
            }
        }
        let written = path.with_extension("json");
        if written.is_file() {
            let mut expected = serde_json::from_slice(&fs::read(written)?)?;
            sort(&mut expected);
            let mut found = found;
            remove_shared(&fs::read(folder.join(SHARED))?, &mut found)?;
            compare("json as it is written", &expected, &found, &mut failures);
        }
        outcomes.push(Outcome { kind: "idl-valid", case: name, failures, events: Vec::new() });
    }
    Ok(outcomes)
}

/// The model of a file together with those that all share; `None` if it has errors.
fn load(folder: &Path, path: &Path, failures: &mut Vec<Failure>) -> io::Result<Option<Model>> {
    let mut sources = Sources::new();
    case::add(&mut sources, folder, path)?;
    case::add(&mut sources, folder, &folder.join(SHARED))?;
    let (model, report) = Model::load(&sources, sources.ids());
    let errors = report.diagnostics().iter().filter(|one| one.severity == Severity::Error);
    let before = failures.len();
    failures.extend(errors.map(|one| Failure {
        event: one.event_id().map(ToOwned::to_owned),
        message: format!("{}: {}", case::name(folder, path), one.message),
    }));
    Ok((failures.len() == before).then_some(model))
}

/// The model as JSON, with sets sorted.
fn ast(model: &Model) -> Value {
    let mut ast = serde_json::from_str(&print::json(model)).unwrap_or_default();
    sort(&mut ast);
    ast
}

/// Sorts what has no order in Smithy's model.
fn sort(ast: &mut Value) {
    let shapes = ast.get_mut("shapes").and_then(Value::as_object_mut);
    for shape in shapes.into_iter().flat_map(serde_json::Map::values_mut) {
        for key in ["operations", "resources", "collectionOperations"] {
            if let Some(list) = shape.get_mut(key).and_then(Value::as_array_mut) {
                list.sort_by_key(|one| one["target"].as_str().map(ToOwned::to_owned));
            }
        }
    }
}

fn remove_shared(shared: &[u8], ast: &mut Value) -> io::Result<()> {
    let shared: Value = serde_json::from_slice(shared)?;
    if let (Some(shared), Some(shapes)) = (shared["shapes"].as_object(), ast["shapes"].as_object_mut()) {
        shapes.retain(|id, _| !shared.contains_key(id));
    }
    Ok(())
}

/// Reports the shapes and the metadata that differ.
fn compare(what: &str, expected: &Value, found: &Value, failures: &mut Vec<Failure>) {
    if expected == found {
        return;
    }
    let before = failures.len();
    for part in ["metadata", "shapes"] {
        let none = serde_json::Map::new();
        let [expected, found] = [expected, found].map(|ast| ast[part].as_object().unwrap_or(&none));
        let added = found.keys().filter(|key| !expected.contains_key(*key));
        for key in expected.keys().chain(added) {
            if expected.get(key) != found.get(key) {
                let [expected, found] =
                    [expected, found].map(|all| all.get(key).map_or_else(|| "nothing".to_owned(), Value::to_string));
                failures.push(Failure::new(format!("{what}: {key}: expected {expected}, found {found}")));
            }
        }
    }
    if failures.len() == before {
        failures.push(Failure::new(format!("{what}: the version differs")));
    }
}
