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
        let found = ast(&model);
        for extension in ["json", "upstream.json", "flattened.smithy"] {
            let other = path.with_extension(extension);
            if !other.is_file() {
                continue;
            }
            let Some(expected) = load(folder, &other, &mut failures)? else {
                continue;
            };
            if extension == "flattened.smithy" {
                let mut flattened = model.clone();
                transform::flatten_and_remove_mixins(&mut flattened);
                compare(extension, &ast(&expected), &ast(&flattened), &mut failures);
            } else {
                compare(extension, &ast(&expected), &found, &mut failures);
            }
            if extension == "json" && !is_printed_as(&other)? {
                failures.push(Failure::new("json: it is printed otherwise"));
            }
        }
        outcomes.push(Outcome { kind: "idl-valid", case: name, failures, events: Vec::new() });
    }
    Ok(outcomes)
}

/// Whether what Smithy's serializer has written is printed just so.
fn is_printed_as(path: &Path) -> io::Result<bool> {
    let text = fs::read_to_string(path)?;
    let mut sources = Sources::new();
    sources.add("model.json", text.as_str());
    let (model, _) = Model::load(&sources, sources.ids());
    Ok(print::json(&model).trim_end() == text.trim_end())
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
    for (key, shapes) in entries(&mut ast) {
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
    ast
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
