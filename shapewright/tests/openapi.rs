//! `shapewright openapi`: which services it describes, where it writes, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn model(service: &str, protocol: &str) -> String {
    format!(
        "$version: \"2\"\n\nnamespace {module}\n\n@aws.protocols#{protocol}\nservice {service} {{\n    version: \"1\"\n    \
         operations: [\n        Tick\n    ]\n}}\n\n@http(method: \"POST\", uri: \"/tick\")\noperation Tick {{}}\n",
        module = service.to_lowercase()
    )
}

/// A folder with these models in `models`.
fn folder(models: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("models")).unwrap();
    for (name, text) in models {
        fs::write(folder.path().join("models").join(name), text).unwrap();
    }
    folder
}

fn openapi(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_shapewright");
    Command::new(program).arg("openapi").args(arguments).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_owned()).unwrap()
}

#[test]
fn services_are_chosen_by_path_and_by_name() {
    let two = folder(&[("clock.smithy", model("Clock", "restJson1")), ("bell.smithy", model("Bell", "restJson1"))]);
    for arguments in [&["models/clock.smithy"][..], &["clock"]] {
        let done = openapi(two.path(), arguments);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let document: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(document["info"]["title"], "Clock");
        assert_eq!(document["openapi"], "3.1.0");
    }
    let several = openapi(two.path(), &[]);
    assert_eq!(several.status.code(), Some(2));
    assert!(text(&several.stderr).contains("bell, clock"), "{}", text(&several.stderr));
    assert_eq!(several.stdout, b"");
    assert_eq!(openapi(two.path(), &["gong"]).status.code(), Some(1));
}

#[test]
fn the_name_of_the_file_decides_the_format() {
    let two = folder(&[("clock.smithy", model("Clock", "restJson1")), ("bell.smithy", model("Bell", "restJson1"))]);
    let all = openapi(two.path(), &["--out", "documents", "--openapi", "3.0.3", "--format", "yaml"]);
    assert_eq!(all.status.code(), Some(0), "{}", text(&all.stderr));
    for name in ["bell", "clock"] {
        let written = fs::read_to_string(two.path().join(format!("documents/{name}.yaml"))).unwrap();
        assert!(written.starts_with("openapi: 3.0.3\n") || written.starts_with("openapi: \"3.0.3\"\n"), "{written}");
    }
    for (name, start) in [("bell.json", "{\n"), ("bell.yml", "openapi: "), ("bell.html", "<!doctype html>\n")] {
        let done = openapi(two.path(), &["bell", "--out", name]);
        assert_eq!(text(&done.stdout), format!("wrote {name}\n"));
        assert!(fs::read_to_string(two.path().join(name)).unwrap().starts_with(start), "{name}");
    }
    let page = openapi(two.path(), &["bell", "--html"]);
    assert!(text(&page.stdout).contains("<title>Bell</title>"));
    // One file cannot hold both.
    assert_eq!(openapi(two.path(), &["--out", "all.json"]).status.code(), Some(2));
}

#[test]
fn other_protocols_are_refused() {
    let other = folder(&[("clock.smithy", model("Clock", "restXml"))]);
    let done = openapi(other.path(), &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("error[openapi-protocol]"), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("models/clock.smithy:6:9"), "{}", text(&done.stderr));
}
