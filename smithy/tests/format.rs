//! The layout of files in Smithy's IDL.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

mod mutate;

use std::path::{Path, PathBuf};
use std::{env, fs};

use mutate::Numbers;
use shapewright_smithy::diagnostics::{Report, Sources};
use shapewright_smithy::{Model, format, print};

fn formatted(text: &str) -> Result<String, Report> {
    let mut sources = Sources::new();
    let id = sources.add("model.smithy", text);
    format(&sources, id)
}

/// The model of a file on its own, with or without documentation; `None` if it is wrong.
fn model(text: &str, with_documentation: bool) -> Option<serde_json::Value> {
    let mut sources = Sources::new();
    sources.add("model.smithy", text);
    let (model, report) = Model::load(&sources, sources.ids());
    if report.diagnostics().iter().any(|one| one.severity.is_fatal()) {
        return None;
    }
    // Numbers of any size are valid, but not all can be compared here.
    let mut ast = serde_json::from_str(&print::json(&model)).ok()?;
    if !with_documentation {
        drop_documentation(&mut ast);
    }
    Some(ast)
}

fn drop_documentation(ast: &mut serde_json::Value) {
    if let Some(object) = ast.as_object_mut() {
        object.remove("smithy.api#documentation");
        object.values_mut().for_each(drop_documentation);
        object.retain(|key, value| key != "traits" || value.as_object().is_none_or(|traits| !traits.is_empty()));
    }
}

/// Files below a folder in the IDL.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "smithy") {
            found.push(path);
        }
    }
}

/// Compares `NAME.smithy` with `NAME.formatted`.
fn check(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).unwrap();
    let found = formatted(&text).map_err(|report| format!("{}: {:?}", path.display(), report.diagnostics()))?;
    let expected = path.with_extension("formatted");
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&expected, &found).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    if found != expected {
        return Err(format!("{}: expected\n{expected}\nfound\n{found}\n", path.display()));
    }
    is_stable(path, &text, &found, true)
}

/// Formatting twice changes nothing, and a file means the same formatted.
fn is_stable(path: &Path, text: &str, found: &str, with_documentation: bool) -> Result<(), String> {
    let path = path.display();
    let again = formatted(found).map_err(|report| format!("{path}: {:?}", report.diagnostics()))?;
    if again != found {
        return Err(format!("{path}: formatted to\n{found}\nand then to\n{again}\n"));
    }
    if let Some(before) = model(text, with_documentation) {
        let after = model(found, with_documentation).ok_or_else(|| format!("{path}: errors only formatted"))?;
        if before != after {
            return Err(format!("{path}: means something else formatted"));
        }
    }
    Ok(())
}

#[test]
fn each_case_is_formatted_as_expected() {
    let mut cases = Vec::new();
    files(Path::new("tests/format"), &mut cases);
    cases.sort();
    assert!(cases.len() > 10, "the cases are missing");
    let failures: Vec<_> = cases.iter().filter_map(|path| check(path).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn public_models_mean_the_same_formatted() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        return eprintln!("SHAPEWRIGHT_SHARED is not set: no models to format");
    };
    let mut found = Vec::new();
    files(Path::new(&shared), &mut found);
    found.sort();
    let mut failures = Vec::new();
    let mut count = 0;
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let Ok(pretty) = formatted(&text) else { continue };
        count += 1;
        // Among the cases of the formatter are comments that document something before and not after.
        let is_case = path.components().any(|part| part.as_os_str() == "format");
        failures.extend(is_stable(path, &text, &pretty, !is_case).err());
    }
    assert!(count > 100, "{count} models");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn trait_packages_are_formatted_as_they_are_published() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        return eprintln!("SHAPEWRIGHT_SHARED is not set: no packages to format");
    };
    let mut found = Vec::new();
    files(&Path::new(&shared).join("smithy-suites/idl-real"), &mut found);
    assert!(!found.is_empty());
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        assert!(formatted(&text).unwrap() == text, "{}", path.display());
    }
}

#[test]
fn lines_end_as_on_unix() {
    let text = "\u{feff}namespace example\r\n/// A\r\n@documentation(\"\"\"\r\n    a\r\n      b\"\"\")\r\nstring A // a\r\n\
        @tags([\"x\r\n  y\"])\r\nstring B";
    let expected = "namespace example\n\n/// A\n@documentation(\n    \"\"\"\n    a\n      b\"\"\"\n)\nstring A // a\n\n\
        @tags([\n    \"x\n  y\"\n])\nstring B\n";
    assert_eq!(formatted(text).unwrap(), expected);
}

#[test]
fn quotes_at_the_end_of_text_blocks_stay_apart() {
    let text = "namespace example\n\n@documentation(\"\"\"\n    a\"  \"\"\")\nstring A\n";
    let expected = "namespace example\n\n@documentation(\n    \"\"\"\n    a\\\"\"\"\"\n)\nstring A\n";
    assert_eq!(formatted(text).unwrap(), expected);
    assert_eq!(formatted(expected).unwrap(), expected);
}

/// A file that breaks the grammar is refused with its errors.
#[test]
fn files_with_errors_are_refused() {
    let report = formatted("$version: \"2.0\"\nnamespace example\nstructure A {\n    a String\n}\n").unwrap_err();
    assert_eq!(report.diagnostics().len(), 1);
    assert!(formatted("\u{0}").is_err());
    let mut sources = Sources::new();
    let id = sources.add("model.smithy", [0xff, 0xfe]);
    assert!(format(&sources, id).is_err());
}

/// Whatever a text is, it is refused or formatted, and formatted text stays as it is.
#[test]
fn no_mutation_breaks_the_formatter() {
    const PIECES: [&str; 24] = [
        "\n",
        "\n\n",
        " ",
        ",",
        "// c\n",
        "/// d\n",
        "//// e\n",
        "\"",
        "\"\"\"",
        "\"\"\"\n x\n\"\"\"",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "@a",
        "@a(1)",
        ":=",
        "=",
        " = 1",
        "$",
        "string X\n",
        "a: B\n",
    ];
    let mut cases = Vec::new();
    files(Path::new("tests/format"), &mut cases);
    cases.sort();
    let mut numbers = Numbers::new(0x5eed_0002);
    let mut counts = [0, 0];
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        for _ in 0..400 {
            let mut text = text.clone();
            for _ in 0..=numbers.below(3) {
                let mut at = numbers.below(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                let rest = text.split_off(at);
                text.push_str(PIECES[numbers.below(PIECES.len())]);
                let cut = [0, 0, 1, 5][numbers.below(4)];
                text.push_str(rest.get(cut..).unwrap_or(&rest));
            }
            let result = formatted(&text);
            counts[usize::from(result.is_ok())] += 1;
            if let Ok(found) = result {
                is_stable(&path, &text, &found, false).unwrap_or_else(|fault| panic!("{fault}\nof\n{text}"));
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 500), "{counts:?}");
}
