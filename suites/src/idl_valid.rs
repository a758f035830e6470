//! `idl-valid`: a model in the IDL, and what Smithy makes of it in the JSON AST.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use shapewright_smithy::diagnostics::{Severity, Sources};
use shapewright_smithy::model::{Node, Value};
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
        let flattened = flattened(&model);
        for extension in ["json", "upstream.json", "flattened.smithy"] {
            let other = path.with_extension(extension);
            if !other.is_file() {
                continue;
            }
            if extension == "json" {
                let mut found = ast(&model);
                remove(&written(&folder.join(SHARED))?, &mut found);
                compare("json as it is written", &written(&other)?, &found, &mut failures);
            }
            let Some(expected) = load(folder, &other, &mut failures)? else {
                continue;
            };
            match extension {
                // What a shape repeats of its mixins is not in the JSON.
                "json" => compare(extension, &self::flattened(&expected), &flattened, &mut failures),
                "upstream.json" => compare(extension, &ast(&expected), &ast(&model), &mut failures),
                _ => compare(extension, &ast(&expected), &flattened, &mut failures),
            }
        }
        outcomes.push(Outcome { kind: "idl-valid", case: name, failures, events: Vec::new() });
    }
    Ok(outcomes)
}

fn flattened(model: &Model) -> Node {
    let mut flattened = model.clone();
    transform::flatten_and_remove_mixins(&mut flattened);
    ast(&flattened)
}

/// The JSON of a file as it is written, with sets sorted.
fn written(path: &Path) -> io::Result<Node> {
    let mut sources = Sources::new();
    // Metadata can have any value.
    let wrapped = format!(r#"{{"smithy": "2.0", "metadata": {{"file": {}}}}}"#, fs::read_to_string(path)?);
    sources.add("wrapped.json", wrapped);
    let (model, _) = Model::load(&sources, sources.ids());
    let mut node = model.metadata("file").cloned().unwrap_or_else(|| Node::synthetic(Value::Null));
    sort(&mut node);
    Ok(node)
}

/// Removes the shapes of one AST from another.
fn remove(shared: &Node, ast: &mut Node) {
    let shared = by_key(shared.get("shapes"));
    if let Value::Object(entries) = &mut ast.value {
        for entry in entries.iter_mut().filter(|entry| &*entry.key == "shapes") {
            if let Value::Object(shapes) = &mut entry.value.value {
                shapes.retain(|shape| !shared.contains_key(&*shape.key));
            }
        }
    }
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
fn ast(model: &Model) -> Node {
    let mut ast = print::ast(model);
    sort(&mut ast);
    ast
}

/// Sorts what has no order in Smithy's model.
fn sort(ast: &mut Node) {
    for (key, shapes) in entries(ast) {
        for (_, shape) in if key == "shapes" { entries(shapes) } else { Vec::new() } {
            for (key, list) in entries(shape) {
                if let ("operations" | "resources" | "collectionOperations", Value::Array(list)) =
                    (key, &mut list.value)
                {
                    list.sort_by_key(|one| one.get("target").and_then(Node::as_str).map(ToOwned::to_owned));
                }
            }
        }
    }
}

fn entries(node: &mut Node) -> Vec<(&str, &mut Node)> {
    match &mut node.value {
        Value::Object(entries) => entries.iter_mut().map(|entry| (&*entry.key, &mut entry.value)).collect(),
        _ => Vec::new(),
    }
}

/// Reports the shapes and the metadata that differ.
fn compare(what: &str, expected: &Node, found: &Node, failures: &mut Vec<Failure>) {
    for part in ["metadata", "shapes"] {
        let [expected, found] = [expected, found].map(|ast| by_key(ast.get(part)));
        let added = found.keys().filter(|key| !expected.contains_key(*key));
        for key in expected.keys().chain(added) {
            let [expected, found] = [expected.get(key), found.get(key)];
            if expected != found {
                let [expected, found] =
                    [expected, found].map(|node| node.map_or_else(|| "nothing".to_owned(), |node| print::node(node)));
                failures.push(Failure::new(format!("{what}: {key}: expected {expected}, found {found}")));
            }
        }
    }
}

fn by_key(node: Option<&Node>) -> BTreeMap<&str, &Node> {
    let entries = node.and_then(Node::as_object).unwrap_or_default();
    entries.iter().map(|entry| (&*entry.key, &entry.value)).collect()
}
