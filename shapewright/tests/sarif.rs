//! Diagnostics in SARIF: they fit the official schema, are read by another program's types, and point at the right places.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::{Value, json};
use serde_sarif::sarif::Sarif;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_shapewright");

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&folder.path().join(path), text);
    }
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// What the program prints in a folder, whether it succeeds or fails because of the models.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The one run of a log that fits the schema.
fn checked(log: &str) -> Value {
    let value: Value = serde_json::from_str(log).unwrap();
    let faults: Vec<String> =
        schema().iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{}\n{log}", faults.join("\n"));
    let read: Sarif = serde_json::from_str(log).unwrap();
    assert_eq!(read.runs.len(), 1);
    value["runs"][0].clone()
}

/// The official schema, which is a file of a package that these tests depend on.
fn schema() -> Validator {
    let host = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let file = PathBuf::from(package["manifest_path"].as_str().unwrap()).with_file_name("src/schema.json");
    // A pattern has a bracket too many: that of the language of messages, which logs do not say.
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("[a-zA-Z]{2}]?$"));
    let schema: Value = serde_json::from_str(&text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).unwrap();
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let is_valid = |log: Value| schema().is_valid(&log);
    assert!(is_valid(json!({ "version": "2.1.0", "runs": [] })));
    assert!(!is_valid(json!({ "version": "2.0.0", "runs": [] })));
    assert!(!is_valid(json!({ "version": "2.1.0", "runs": [{ "tool": {} }] })));
}

/// The line of a text with a word, and the column of its first character in code points, both counted from one.
fn position(text: &str, word: &str) -> (u64, u64) {
    let before = &text[..text.find(word).unwrap()];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    (line as u64, column as u64)
}

#[test]
fn results_point_at_their_places() {
    // Each character of the documentation takes one code point, two UTF-16 units and four bytes.
    let model = "$version: \"2.0\"\n\nmetadata suppressions = [\n    { id: \"Model.UnresolvedTrait\", namespace: \"a.b\", \
                 reason: \"Ours, \u{1f3d9} by hand\" }\n]\n\nnamespace a.b\n\nstructure City {\n    @documentation(\"\u{1f3d9}\u{1f3d9}\") \
                 name: Strng\n\n    @unknown\n    @length(min: 2, max: 1)\n    code: String\n}\n\nstring City\n";
    let name = "Städte & more/100% [1].smithy";
    let folder = folder(&[(&format!("models/{name}"), model)]);
    let run = checked(&run(folder.path(), &["lint", "--format", "sarif"]));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap();
        assert_eq!(rules[usize::try_from(index).unwrap()]["id"], result["ruleId"]);
    }
    let result = |rule: &str| results.iter().find(|result| result["ruleId"] == rule).unwrap();
    let region = |location: &Value| {
        let physical = &location["physicalLocation"];
        assert_eq!(
            physical["artifactLocation"],
            json!({ "uri": "models/St%C3%A4dte%20%26%20more/100%25%20%5B1%5D.smithy", "uriBaseId": "SRCROOT" })
        );
        let of = |key: &str| physical["region"][key].as_u64().unwrap();
        ((of("startLine"), of("startColumn")), (of("endLine"), of("endColumn")))
    };

    let missing = result("missing-target");
    assert_eq!(missing["level"], "error");
    assert_eq!(missing["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "a.b#City$name");
    let (line, column) = position(model, "Strng");
    assert_eq!(region(&missing["locations"][0]), ((line, column), (line, column + 5)));
    assert!(missing["suppressions"].as_array().unwrap().is_empty());

    let duplicate = result("duplicate-shape");
    let others = duplicate["relatedLocations"].as_array().unwrap();
    let lines: BTreeSet<u64> =
        others.iter().chain([&duplicate["locations"][0]]).map(|location| region(location).0.0).collect();
    assert_eq!(lines, BTreeSet::from([position(model, "structure City").0, position(model, "string City").0]));

    let suppressed = result("unknown-trait");
    assert_eq!(suppressed["level"], "warning");
    let reason = json!([{ "kind": "inSource", "justification": "Ours, \u{1f3d9} by hand" }]);
    assert_eq!(suppressed["suppressions"], reason);
}

#[test]
fn files_elsewhere_have_whole_uris() {
    let folder = folder(&[("here/.keep", ""), ("other models/a.smithy", "$version: \"2\"\nnamespace a\nstring\n")]);
    let here = fs::canonicalize(folder.path().join("here")).unwrap();
    let run = checked(&run(&here, &["lint", "--format", "sarif", "../other models"]));
    let location = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let uri = location["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("/other%20models/a.smithy") && !uri.contains(".."), "{uri}");
    assert_eq!(location.get("uriBaseId"), None);
}

#[test]
fn differences_name_the_revision_that_they_are_in() {
    let text = |shape: &str| format!("$version: \"2\"\n\nnamespace a\n\nstring {shape}\n");
    let folder = folder(&[("models/a b.smithy", &text("Old"))]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let status = Command::new("git").args(identity).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(status.status.success(), "{status:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "a"]);
    write(&folder.path().join("models/a b.smithy"), &text("New"));
    let run = checked(&run(folder.path(), &["diff", "--format", "sarif", "HEAD:models", "models"]));
    let location = |rule: &str| {
        let results = run["results"].as_array().unwrap();
        let result = results.iter().find(|result| result["ruleId"] == rule).unwrap();
        result["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    assert_eq!(location("removed-shape"), json!({ "uri": "models/a%20b.smithy", "uriBaseId": "OLD" }));
    assert_eq!(location("added-shape"), json!({ "uri": "models/a%20b.smithy", "uriBaseId": "SRCROOT" }));
    assert!(run["originalUriBaseIds"]["OLD"]["description"]["text"].as_str().unwrap().contains("`HEAD`"));
}

/// The files of an example, which are blocks of code in Markdown.
fn blocks(example: &str) -> Vec<(&str, &str)> {
    let parts = example.split("```").skip(1).step_by(2);
    parts.filter_map(|block| block.split_once('\n')).collect()
}

#[test]
fn every_diagnostic_fits_the_schema() {
    let explained: Value = serde_json::from_str(&run(Path::new("."), &["explain", "--json"])).unwrap();
    let (models, differences) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut found = BTreeSet::new();
    let mut note = |log: &Value| {
        let results = log["results"].as_array().unwrap().iter();
        found.extend(results.map(|result| result["ruleId"].as_str().unwrap().to_owned()));
    };
    for one in explained.as_array().unwrap() {
        let (code, example) = (one["code"].as_str().unwrap(), one["example"].as_str().unwrap_or_default());
        match (one["area"].as_str().unwrap(), &blocks(example)[..]) {
            ("differences", [(_, old), (_, new)]) => {
                let name = |version: &str| format!("{code}/{version}.smithy");
                write(&differences.path().join(name("old")), old);
                write(&differences.path().join(name("new")), new);
                let arguments = ["diff", "--format", "sarif", &name("old"), &name("new")];
                note(&checked(&run(differences.path(), &arguments)));
            }
            ("generator", _) => {}
            ("projects", blocks) => {
                for (language, text) in blocks {
                    let file = if *language == "json" { "smithy-build.json" } else { "a.smithy" };
                    write(&models.path().join(format!("models/{code}/{file}")), text);
                }
            }
            (_, blocks) => {
                for (at, (language, text)) in blocks.iter().enumerate() {
                    let end = if *language == "smithy" { "smithy" } else { "json" };
                    write(&models.path().join(format!("models/{code}/{at}.{end}")), text);
                }
            }
        }
    }
    note(&checked(&run(models.path(), &["lint", "--format", "sarif"])));
    assert!(found.len() > 100, "{found:?}");
}
