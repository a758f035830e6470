//! What is printed reads as the same model.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use serde_json::Value;
use shapewright_smithy::diagnostics::{Severity, Sources};
use shapewright_smithy::{Model, format, print};

/// The folders of models in the JSON AST; the second needs the definitions in the first.
const FOLDERS: [&str; 6] =
    ["aws-models", "aws-models-1.0", "aws-models-rpc", "aws-models-xml", "protocol-tests", "protocol-tests-more"];

fn load(texts: &[(&str, &[u8])]) -> Model {
    let mut sources = Sources::new();
    for (name, text) in texts {
        sources.add(*name, *text);
    }
    let (model, report) = Model::load(&sources, sources.ids());
    assert_eq!(report.count(Severity::Error), 0, "{}", report.render(&sources, false));
    model
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}

/// JSON with what Smithy's serializer always writes, and what the loader changes.
fn normalized(text: &str) -> Value {
    let mut ast: Value = serde_json::from_str(text).unwrap();
    for (_, shape) in ast["shapes"].as_object_mut().unwrap() {
        let kind = shape["type"].as_str().unwrap().to_owned();
        let object = shape.as_object_mut().unwrap();
        match &*kind {
            "operation" => {
                for key in ["input", "output"] {
                    object.entry(key).or_insert_with(|| serde_json::json!({ "target": "smithy.api#Unit" }));
                }
            }
            "structure" => drop(object.entry("members").or_insert_with(|| serde_json::json!({}))),
            _ => {}
        }
        object.retain(|key, value| match value {
            Value::Array(elements) => !elements.is_empty(),
            Value::Object(entries) => key == "members" || !entries.is_empty(),
            _ => true,
        });
    }
    if ast["metadata"].as_object().is_some_and(serde_json::Map::is_empty) {
        ast.as_object_mut().unwrap().remove("metadata");
    }
    ast
}

fn namespace(file: &print::IdlFile) -> String {
    format!("{}.smithy", file.namespace.as_deref().unwrap_or("metadata"))
}

#[test]
fn models_of_all_kinds_print_as_they_are() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        eprintln!("SHAPEWRIGHT_SHARED is not set: no models to print");
        return;
    };
    let mut took = Duration::ZERO;
    let mut size = 0;
    for folder in FOLDERS {
        for file in files(&Path::new(&shared).join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            let name = file.to_string_lossy();
            if name.ends_with("prelude.json") {
                continue;
            }
            let model = load(&[(&name, text.as_bytes())]);
            let start = Instant::now();
            let printed = print::json(&model);
            took += start.elapsed();
            size += printed.len();
            let again = print::json(&load(&[(&name, printed.as_bytes())]));
            assert!(printed == again, "{name}: printed twice");
            let idl = print::idl(&model);
            let files: Vec<_> = idl.iter().map(|file| (namespace(file), file.text.as_bytes())).collect();
            let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
            let again = print::json(&load(&files));
            assert!(printed == again, "{name}: printed in the IDL");
            for (file, text) in files {
                let mut sources = Sources::new();
                let id = sources.add(file, text);
                assert!(format(&sources, id).unwrap().as_bytes() == text, "{name}: formatted");
            }
            if !folder.ends_with("1.0") {
                assert!(normalized(&text) == normalized(&printed), "{name}: printed once");
            }
        }
    }
    eprintln!("{size} bytes in {took:?}");
}

/// What Smithy's own conversion makes of a model of version 1.0.
#[test]
fn version_1_becomes_version_2() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        eprintln!("SHAPEWRIGHT_SHARED is not set: no models to upgrade");
        return;
    };
    for old in files(&Path::new(&shared).join("aws-models-1.0")) {
        let new = Path::new(&shared).join("aws-models-xml").join(old.file_name().unwrap());
        let printed = print::json(&load(&[("old.json", &fs::read(&old).unwrap())]));
        assert!(normalized(&printed) == normalized(&fs::read_to_string(new).unwrap()), "{}", old.display());
    }
}

/// Every model of Smithy's own test data that loads is printed in both forms.
#[test]
fn test_models_print_as_they_are() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        eprintln!("SHAPEWRIGHT_SHARED is not set: no models to print");
        return;
    };
    let mut open = vec![Path::new(&shared).join("smithy-suites")];
    let mut failures = Vec::new();
    let mut count = 0;
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            if !name.ends_with(".smithy") && !name.ends_with(".json") {
                continue;
            }
            let mut sources = Sources::new();
            sources.add(&name, fs::read(&path).unwrap());
            let (model, report) = Model::load(&sources, sources.ids());
            if report.count(Severity::Error) > 0 {
                continue;
            }
            count += 1;
            let printed = print::json(&model);
            let reload = |files: Vec<(String, String)>| {
                let mut sources = Sources::new();
                for (name, text) in files {
                    sources.add(name, text);
                }
                let (model, report) = Model::load(&sources, sources.ids());
                let errors =
                    if report.count(Severity::Error) > 0 { report.render(&sources, false) } else { String::new() };
                print::json(&model) + &errors
            };
            let json = reload(vec![("model.json".to_owned(), printed.clone())]);
            if json != printed {
                failures.push(format!("{name}: JSON\n{}", difference(&printed, &json)));
            }
            let idl = print::idl(&model);
            let idl = reload(idl.into_iter().map(|file| (namespace(&file), file.text)).collect());
            if idl != printed {
                failures.push(format!("{name}: IDL\n{}", difference(&printed, &idl)));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}: {}", failures.len(), failures.join("\n"));
}

/// The first line that differs, and some after it.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let few = |text: &str| text.lines().skip(same.saturating_sub(2)).take(8).collect::<Vec<_>>().join("\n");
    format!("expected\n{}\nfound\n{}", few(expected), few(found))
}

/// Strings of all kinds read back from the IDL: as documentation, and as values.
#[test]
fn strings_keep_every_character() {
    let parts =
        ["", " ", "a", "\"", "\"\"", "\"\"\"", "\\", "\n", "\t", "\r", "\r\n", "\u{1}", "\u{2028}", "é", "a b "];
    let mut strings: Vec<String> = Vec::new();
    for first in parts {
        for second in parts {
            for third in ["", "\n", " ", "x", "\""] {
                strings.push(format!("{first}{second}{third}"));
                strings.push(format!("{first}\n{second}{third}"));
            }
        }
    }
    let shapes: serde_json::Map<String, Value> = (0..)
        .zip(&strings)
        .map(|(number, text)| {
            let traits = serde_json::json!({ "smithy.api#documentation": text, "smithy.api#title": text });
            (format!("a#S{number}"), serde_json::json!({ "type": "service", "traits": traits }))
        })
        .collect();
    let ast = serde_json::json!({ "smithy": "2.0", "metadata": { "strings": strings }, "shapes": shapes });
    let model = load(&[("model.json", ast.to_string().as_bytes())]);
    for file in print::idl(&model) {
        let again = load(&[("a.smithy", file.text.as_bytes())]);
        let (expected, found) = (print::json(&model), print::json(&again));
        assert!(expected == found, "{}", difference(&expected, &found));
        let mut sources = Sources::new();
        let id = sources.add("a.smithy", file.text.as_str());
        assert!(format(&sources, id).unwrap() == file.text);
    }
}
