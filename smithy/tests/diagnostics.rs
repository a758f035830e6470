//! Every fault a model can have is reported, with its place, and none of them breaks the loader.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

mod mutate;

use std::fs;
use std::path::Path;

use mutate::{Numbers, mutate_bytes, mutate_node};
use shapewright_smithy::diagnostics::{Report, Sources};
use shapewright_smithy::model::Model;
use shapewright_smithy::{check, validate};

/// Loads all models of a folder as one model and judges each of its services.
fn report(sources: &Sources) -> Report {
    let (model, mut report) = Model::load(sources, sources.ids());
    report.merge(validate(&model));
    for (service, _) in model.services() {
        report.merge(check(&model, &service.id));
    }
    report
}

fn check_case(folder: &Path) -> Result<(), String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json" || extension == "smithy"))
        .collect();
    files.sort();
    let mut sources = Sources::new();
    for file in files {
        let name = format!("models/{}", file.file_name().unwrap().to_str().unwrap());
        sources.add(name, fs::read(&file).unwrap());
    }
    let found = report(&sources).render(&sources, false);
    let path = folder.join("expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &found).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    Err(format!("{}: expected\n{expected}\nfound\n{found}\n", folder.display()))
}

#[test]
fn each_fault_is_reported_at_its_place() {
    let cases = Path::new("tests/diagnostics");
    let mut folders: Vec<_> = fs::read_dir(cases).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() > 40, "the cases are missing");
    let failures: Vec<_> = folders.iter().filter_map(|folder| check_case(folder).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Whatever a model says, it is loaded or it gets a diagnostic with a place.
#[test]
fn no_mutation_breaks_the_loader() {
    let cases = Path::new("tests/diagnostics");
    let mut seeds: Vec<_> = fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("model.json"))
        .filter_map(|path| fs::read(path).ok())
        .collect();
    seeds.sort();
    let mut numbers = Numbers::new(0x5eed_0001);
    let mut faulty = 0;
    for seed in seeds.iter().filter(|seed| seed.len() < 8192) {
        let document: Option<serde_json::Value> = serde_json::from_slice(seed).ok();
        for round in 0..80 {
            let mut bytes = seed.clone();
            match &document {
                Some(document) if round % 2 == 0 => {
                    let mut document = document.clone();
                    mutate_node(&mut document, &mut numbers);
                    bytes = serde_json::to_vec_pretty(&document).unwrap();
                }
                _ if bytes.is_empty() => {}
                _ => mutate_bytes(&mut bytes, &mut numbers),
            }
            let mut sources = Sources::new();
            sources.add("m.json", bytes.clone());
            let report = report(&sources);
            let text = report.render(&sources, false);
            assert_eq!(text.is_empty(), report.is_empty());
            for record in report.records(&sources) {
                let is_placed = record.file.is_some() && (record.line.is_some() && record.column.is_some());
                assert!(is_placed, "{record:?} in {}", String::from_utf8_lossy(&bytes));
            }
            faulty += usize::from(report.has_errors());
        }
    }
    assert!(faulty > 1000, "only {faulty} mutations were noticed");
}
