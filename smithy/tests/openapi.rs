//! Describing services as OpenAPI documents: a case is `NAME.smithy`, with `NAME.other.smithy` where it needs two files, the
//! documents of both versions in `NAME.3.1.json` and `NAME.3.0.json`, and in `NAME.txt` what is reported.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use shapewright_smithy::diagnostics::{Report, Sources};
use shapewright_smithy::openapi::{self, Options, Version};
use shapewright_smithy::{Model, print, validate};

/// The documents of the case by version, and what is reported.
fn run(case: &Path) -> Vec<(&'static str, String)> {
    let mut sources = Sources::new();
    sources.add("case.smithy", fs::read(case).unwrap());
    if let Ok(other) = fs::read(case.with_extension("other.smithy")) {
        sources.add("other.smithy", other);
    }
    let (model, mut report) = Model::load(&sources, sources.ids());
    report.merge(validate(&model));
    assert!(!report.has_errors(), "{}: {}", case.display(), report.render(&sources, false));
    let (service, _) = model.services().next().unwrap();
    let mut files = Vec::new();
    let mut found = Report::new();
    for (end, version) in [("3.1.json", Version::V3_1), ("3.0.json", Version::V3_0)] {
        let options = Options { version, server: Some("https://example.com/api".to_owned()), ..Options::default() };
        let (document, report) = openapi::document(&model, service, &options);
        files.push((end, document.map(|document| print::node(&document) + "\n").unwrap_or_default()));
        found = report;
    }
    files.push(("txt", found.render(&sources, false)));
    files
}

#[test]
fn services_are_described() {
    let mut cases: Vec<_> = fs::read_dir("tests/openapi").unwrap().map(|entry| entry.unwrap().path()).collect();
    cases
        .retain(|path| path.to_str().is_some_and(|path| path.ends_with(".smithy") && !path.ends_with(".other.smithy")));
    cases.sort();
    assert!(cases.len() > 8, "the cases are missing");
    let mut failures = String::new();
    for case in &cases {
        for (end, found) in run(case) {
            let path = case.with_extension(end);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if std::env::var_os("UPDATE_EXPECT").is_none() {
                if expected != found {
                    let _ = writeln!(failures, "{}: found\n{found}", path.display());
                }
            } else if found.is_empty() {
                // What is not there is as good as empty.
                let _ = fs::remove_file(&path);
            } else {
                fs::write(&path, found).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
