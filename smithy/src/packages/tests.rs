//! That the packages are well-formed, and that they define what Smithy's own do.
//!
//! The latter compares them with Smithy's definitions in the folder that `SHAPEWRIGHT_SHARED` names; without it, the tests
//! say what they skip.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use super::packages;
use crate::Model;
use crate::diagnostics::{Severity, Sources};
use crate::model::{Member, Node, Shape, Traits, Value};

/// Traits whose values only people read, so that they are worded differently here.
const PROSE: &[&str] = &["smithy.api#documentation", "smithy.api#externalDocumentation"];

/// Properties of traits that only people read.
const TEXTS: &[&str] = &["message", "errorMessage"];

/// Namespaces without a definition to compare with.
const OURS_ALONE: &[&str] = &["aws.test"];

#[test]
fn files_define_shapes_in_the_namespaces_of_their_package() {
    let mut names = BTreeSet::new();
    for package in packages() {
        let mut namespaces = BTreeSet::new();
        for file in package.files {
            assert!(names.insert(file.name), "{} is listed twice", file.name);
            assert!(file.text.contains("$version: \"2.0\"\n"), "{} is not IDL 2.0", file.name);
            namespaces.extend(file.text.lines().find_map(|line| line.strip_prefix("namespace ")));
        }
        assert_eq!(namespaces.into_iter().collect::<Vec<_>>(), package.namespaces, "{}", package.coordinates);
    }
}

#[test]
fn definitions_are_those_of_smithy_in_json() {
    let Some(folder) = shared() else {
        return;
    };
    let files = ["prelude.json", "trait-definitions.json"].map(|name| folder.join("protocol-tests").join(name));
    // There, mixins are flattened and removed.
    let is_extra = |shape: &Shape| shape.traits.has("smithy.api#mixin") || shape.id.namespace() == "smithy.framework";
    compare(&load(&files), is_extra);
}

#[test]
fn definitions_are_those_of_smithy_in_idl() {
    let Some(folder) = shared() else {
        return;
    };
    let mut files = Vec::new();
    find(&folder.join("smithy-suites/idl-real"), &mut files);
    assert!(files.len() > 10, "{files:?}");
    compare(&load(&files), |_| false);
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("SHAPEWRIGHT_SHARED").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("not compared: SHAPEWRIGHT_SHARED does not name a folder with Smithy's definitions");
    }
    folder
}

/// The `.smithy` files in a folder.
fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "smithy") {
            files.push(path);
        }
    }
}

fn load(files: &[PathBuf]) -> Model {
    let mut sources = Sources::new();
    for file in files {
        sources.add(file.display().to_string(), fs::read(file).unwrap());
    }
    let (model, report) = Model::load(&sources, sources.ids());
    assert_eq!(report.count(Severity::Error), 0, "{}", report.render(&sources, false));
    model
}

/// Compares the definitions here with those of a model, which has all of them but the extra ones.
fn compare(theirs: &Model, is_extra: impl Fn(&Shape) -> bool) {
    let sources = Sources::new();
    let (ours, _) = Model::load(&sources, sources.ids());
    let mut faults = Vec::new();
    for shape in theirs.shapes() {
        match ours.shape(&shape.id) {
            Some(our) => differences(our, shape, &mut faults),
            None => faults.push(format!("{} is missing", shape.id)),
        }
    }
    for shape in ours.shapes.all() {
        let is_known = theirs.shapes.is_own(shape.id.as_str());
        if !is_known && !is_extra(shape) && !OURS_ALONE.contains(&shape.id.namespace()) {
            faults.push(format!("{} is not Smithy's", shape.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn differences(our: &Shape, their: &Shape, faults: &mut Vec<String>) {
    let id = &our.id;
    differ(id, "type", &our.kind.name(), &their.kind.name(), faults);
    differ(id, "traits", &facts(&our.traits), &facts(&their.traits), faults);
    let names = |shape: &Shape| shape.members.iter().map(|member| member.name().to_owned()).collect::<Vec<_>>();
    differ(id, "members", &names(our), &names(their), faults);
    for (our, their) in our.members.iter().zip(&their.members) {
        let facts = |member: &Member| (member.target.id.clone(), facts(&member.traits));
        differ(&our.id, "target and traits", &facts(our), &facts(their), faults);
    }
}

fn differ<T: Debug + PartialEq>(id: impl Debug, what: &str, ours: &T, theirs: &T, faults: &mut Vec<String>) {
    if ours != theirs {
        faults.push(format!("{what} of {id:?}: {ours:?} is here, {theirs:?} in Smithy"));
    }
}

/// The traits that tools honour, without texts for people and as selectors mean.
fn facts(traits: &Traits) -> Vec<(String, Node)> {
    let honoured = traits.iter().filter(|applied| !PROSE.contains(&applied.id.as_str()));
    honoured.map(|applied| (applied.id.to_string(), simplify(applied.id.as_str(), &applied.node))).collect()
}

fn simplify(key: &str, node: &Node) -> Node {
    Node::synthetic(match &node.value {
        Value::String(_) if TEXTS.contains(&key) => Value::Null,
        // White space has no meaning in selectors.
        Value::String(text) if key == "selector" => {
            Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ").into())
        }
        Value::Array(elements) => Value::Array(elements.iter().map(|element| simplify(key, element)).collect()),
        Value::Object(entries) => {
            let mut entries = entries.clone();
            for entry in &mut entries {
                entry.value = simplify(&entry.key, &entry.value);
            }
            Value::Object(entries)
        }
        other => other.clone(),
    })
}
