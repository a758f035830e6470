//! Every fault a model can have is reported, with its place, and none of them breaks the loader.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::fs;
use std::path::Path;

use codegen::diagnostics::{Report, Sources};
use codegen::model::{Model, check};

/// Loads all models of a folder as one model and judges each of its services.
fn report(sources: &Sources) -> Report {
    let (model, mut report) = Model::load(sources, sources.ids());
    for (service, _) in model.services() {
        report.merge(check(&model, &service.id));
    }
    report
}

fn check_case(folder: &Path) -> Result<(), String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
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
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut folders: Vec<_> = fs::read_dir(cases).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() > 40, "the cases are missing");
    let failures: Vec<_> = folders.iter().filter_map(|folder| check_case(folder).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A generator of numbers that is the same on every machine (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Changes one to three bytes: to another one, to one that JSON has a use for, or to nothing.
fn mutate_bytes(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = numbers.below(bytes.len());
        match numbers.below(4) {
            0 => bytes[at] = numbers.below(256) as u8,
            1 => bytes[at] = b"{}[]\",:\\0-1.e#$\n"[numbers.below(16)],
            2 => drop(bytes.remove(at)),
            _ => bytes.truncate(at.max(1)),
        }
    }
}

/// Replaces, removes or copies a value somewhere in a document.
fn mutate_node(root: &mut serde_json::Value, numbers: &mut Numbers) {
    use serde_json::{Value, json};
    let donors = [root.clone(), json!(null), json!(-1), json!(1.5), json!("x"), json!([]), json!({})];
    let mut node = root;
    // Go down until chance or a leaf ends the way.
    loop {
        let size = match &*node {
            Value::Array(elements) => elements.len(),
            Value::Object(entries) => entries.len(),
            _ => 0,
        };
        if size == 0 || numbers.below(6) == 0 {
            break;
        }
        let at = numbers.below(size);
        node = match node {
            Value::Array(elements) => &mut elements[at],
            Value::Object(entries) => entries.iter_mut().nth(at).map(|(_, value)| value).unwrap(),
            _ => unreachable!("only containers have a size"),
        };
    }
    if let Value::Object(entries) = node
        && numbers.below(2) == 0
    {
        let keys: Vec<_> = entries.keys().cloned().collect();
        let key = keys.get(numbers.below(keys.len())).cloned().unwrap_or_default();
        let value = entries.remove(&key).unwrap_or_default();
        entries.insert(format!("{key}{}", ["", "x", "$y", "#"][numbers.below(4)]), value);
        return;
    }
    *node = donors[numbers.below(donors.len())].clone();
}

/// Whatever a model says, it is loaded or it gets a diagnostic with a place.
#[test]
fn no_mutation_breaks_the_loader() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut seeds: Vec<_> = fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("model.json"))
        .filter_map(|path| fs::read(path).ok())
        .collect();
    seeds.sort();
    let mut numbers = Numbers(0x5eed_0001);
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
