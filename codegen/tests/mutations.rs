//! Whole models with faults: each is told of with its place, and nothing is generated.
//!
//! The models are the repository's; `MUTATION_MODELS` names a folder of others, which takes a minute or so.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot read its models has failed")]

#[path = "../../smithy/tests/mutate/mod.rs"]
mod mutate;

use std::fs;
use std::path::PathBuf;

use mutate::{Numbers, mutate_bytes, mutate_node};
use serde_json::{Value, json};
use shapewright_codegen::{Config, Package, Target, generate};
use shapewright_smithy::diagnostics::{Severity, Sources};

fn models() -> Vec<(String, Vec<u8>)> {
    let own = PathBuf::from("../models");
    let folder = std::env::var_os("MUTATION_MODELS").map_or(own, PathBuf::from);
    let mut paths: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(!paths.is_empty(), "no models in {}", folder.display());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let models = paths.iter().map(|path| (name(path), fs::read(path).unwrap()));
    // The same can be wrong with a small model as with a large one.
    models.filter(|(_, bytes)| bytes.len() < LARGE).collect()
}

/// How many bytes make a model large.
const LARGE: usize = 100_000;

/// Generates from one model; whether it failed. Whatever is told has a place in the model's file.
fn fails(name: &str, bytes: &[u8]) -> bool {
    let mut sources = Sources::new();
    sources.add(name, bytes);
    let package = Package::new("mutated", "path = \"runtime\"");
    let report = match generate(&sources, &Config { target: Target::Crate(package), ..Config::default() }) {
        Ok(output) => {
            assert_eq!(output.warnings.count(Severity::Error), 0);
            return false;
        }
        Err(report) => report,
    };
    assert!(report.has_errors(), "{name}: it failed without an error");
    let _ = report.render(&sources, false);
    for record in report.records(&sources) {
        assert_eq!(record.file.as_deref(), Some(name), "{record:?}");
        assert!(record.line.is_some() && record.column.is_some(), "{record:?}");
    }
    true
}

/// The first shape of a type, by its id.
fn first(model: &Value, kind: &str, is: impl Fn(&Value) -> bool) -> Option<String> {
    let shapes = model["shapes"].as_object()?;
    shapes.iter().find(|(_, shape)| shape["type"] == kind && is(shape)).map(|(id, _)| id.clone())
}

/// A change that makes a model wrong; `None` where the model has nothing to change.
type Fault = fn(&mut Value) -> Option<()>;

const FAULTS: &[(&str, Fault)] = &[
    ("a target is dropped", |model| {
        let id = first(model, "operation", |operation| operation["input"]["target"] != "smithy.api#Unit")?;
        let input = model["shapes"][&id]["input"]["target"].as_str()?.to_owned();
        model["shapes"].as_object_mut()?.remove(&input).map(drop)
    }),
    ("a trait has a wrong value", |model| {
        let id = first(model, "operation", |_| true)?;
        model["shapes"][&id]["traits"]["smithy.api#http"] = json!("GET /");
        Some(())
    }),
    ("an operation has no `http` trait", |model| {
        let id = first(model, "operation", |_| true)?;
        model["shapes"][&id]["traits"].as_object_mut()?.remove("smithy.api#http").map(drop)
    }),
    ("a label is no member", |model| {
        let id = first(model, "operation", |_| true)?;
        model["shapes"][&id]["traits"]["smithy.api#http"]["uri"] = json!("/a/{NoSuchMember}");
        Some(())
    }),
    ("two operations share a route", |model| {
        let shapes = model["shapes"].as_object_mut()?;
        let operations = shapes.values_mut().filter(|shape| shape["type"] == "operation");
        let mut changed = 0;
        for operation in operations {
            operation["traits"]["smithy.api#http"] = json!({ "method": "POST", "uri": "/same", "code": 200 });
            changed += 1;
        }
        (changed > 1).then_some(())
    }),
    ("a mixin mixes itself in", |model| {
        let id = first(model, "structure", |_| true)?;
        model["shapes"][&id]["traits"]["smithy.api#mixin"] = json!({});
        model["shapes"][&id]["mixins"] = json!([{ "target": id }]);
        Some(())
    }),
    ("a shape has an unknown type", |model| {
        let id = first(model, "structure", |_| true)?;
        model["shapes"][&id]["type"] = json!("struct");
        Some(())
    }),
    ("another protocol", |model| {
        let id = first(model, "service", |_| true)?;
        let traits = model["shapes"][&id]["traits"].as_object_mut()?;
        traits.remove("aws.protocols#restJson1")?;
        traits.insert("smithy.mqtt#mqttJson".to_owned(), json!({}));
        Some(())
    }),
    ("a number that no type holds", |model| {
        let id = first(model, "string", |_| true)?;
        model["shapes"][&id]["traits"]["smithy.api#length"] = json!({ "min": 1e300 });
        Some(())
    }),
];

#[test]
fn each_fault_is_told_of() {
    for (name, bytes) in models() {
        let model: Value = serde_json::from_slice(&bytes).unwrap();
        for (fault, change) in FAULTS {
            let mut wrong = model.clone();
            if change(&mut wrong).is_some() {
                assert!(fails(&name, &serde_json::to_vec(&wrong).unwrap()), "{name}: {fault} is not noticed");
            }
        }
    }
}

#[test]
fn each_fault_of_the_text_is_told_of() {
    for (name, bytes) in models() {
        let text = String::from_utf8(bytes).unwrap();
        let sound = fails(&name, text.as_bytes());
        // Both are how some editors write files, and no fault.
        assert_eq!(fails(&name, format!("\u{feff}{text}").as_bytes()), sound, "{name}: a byte order mark");
        assert_eq!(fails(&name, text.replace('\n', "\r\n").as_bytes()), sound, "{name}: CRLF");
        assert!(fails(&name, &text.as_bytes()[..text.len() / 2]), "{name}: half of it");
        let twice = text.replacen("\"shapes\"", "\"shapes\": {}, \"shapes\"", 1);
        assert!(fails(&name, twice.as_bytes()), "{name}: a key twice");
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let nested = text.replacen("\"shapes\"", &format!("\"metadata\": {{ \"deep\": {deep} }}, \"shapes\""), 1);
        assert!(fails(&name, nested.as_bytes()), "{name}: nesting");
        let mut bytes = text.into_bytes();
        let middle = bytes.len() / 2;
        bytes[middle] = 0xff;
        assert!(fails(&name, &bytes), "{name}: no UTF-8");
    }
    assert!(fails("empty.json", b""));
}

#[test]
fn no_change_breaks_the_generator() {
    let mut numbers = Numbers::new(0x5eed_0002);
    let models = models();
    let rounds = (120 / models.len()).clamp(2, 40);
    let (mut tried, mut faulty) = (0, 0);
    for (name, bytes) in &models {
        let model: Value = serde_json::from_slice(bytes).unwrap();
        for round in 0..rounds {
            let changed = if round % 2 == 0 {
                let mut model = model.clone();
                mutate_node(&mut model, &mut numbers);
                serde_json::to_vec_pretty(&model).unwrap()
            } else {
                let mut bytes = bytes.clone();
                mutate_bytes(&mut bytes, &mut numbers);
                bytes
            };
            tried += 1;
            faulty += usize::from(fails(name, &changed));
        }
    }
    println!("{faulty} of {tried} changes made a model wrong");
    assert!(faulty > tried / 8, "only {faulty} of {tried} changes were noticed");
}

/// Fifty megabytes: of one string, and of shapes.
#[test]
fn a_large_file_is_read() {
    if std::env::var_os("MUTATION_MODELS").is_none() {
        return;
    }
    let (name, bytes) = models().swap_remove(0);
    let mut model: Value = serde_json::from_slice(&bytes).unwrap();
    let id = first(&model, "service", |_| true).unwrap();
    let mut long = model.clone();
    long["shapes"][&id]["traits"]["smithy.api#documentation"] = json!("word ".repeat(10_000_000));
    let sound = fails(&name, &bytes);
    assert_eq!(fails(&name, &serde_json::to_vec(&long).unwrap()), sound);
    let shapes = model["shapes"].as_object_mut().unwrap();
    for number in 0..500_000 {
        let shape = json!({ "type": "structure", "members": { "a": { "target": "smithy.api#String" } } });
        shapes.insert(format!("example.large#Shape{number}"), shape);
    }
    assert_eq!(fails(&name, &serde_json::to_vec(&model).unwrap()), sound);
}
