//! Generated crates with names of their own: several in one workspace, and the same from every clone.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod nested;

use std::fs;
use std::path::{Path, PathBuf};

use xtask::{Console, Outcome, codegen};

/// A model whose operation has an example, so that the crate's name is in a test and in the documentation.
const MODEL: &str = r#"{ "smithy": "2.0", "shapes": {
    "com.example#Weather": { "type": "service", "version": "1", "operations": [{ "target": "com.example#Look" }],
        "traits": { "aws.protocols#restJson1": {} } },
    "com.example#Look": { "type": "operation", "input": { "target": "com.example#LookInput" },
        "output": { "target": "com.example#LookOutput" },
        "traits": { "smithy.api#http": { "method": "POST", "uri": "/look" }, "smithy.api#examples": [
            { "title": "Looks out", "input": { "window": "north" }, "output": { "sky": "grey" } }] } },
    "com.example#LookInput": { "type": "structure", "members": { "window": { "target": "smithy.api#String" } } },
    "com.example#LookOutput": { "type": "structure", "members": { "sky": { "target": "smithy.api#String" } } } } }"#;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // What has not changed need not be compiled again.
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

/// Generates the crate of the model in a folder, with a configuration.
fn generate(folder: &Path, config: &str, package: Option<&str>, check: bool) -> (Outcome, String) {
    write(&folder.join("models/weather.json"), MODEL);
    write(&folder.join("shapewright.toml"), config);
    let options = codegen::Options {
        check,
        config: Some(folder.join("shapewright.toml")),
        package: package.map(str::to_owned),
        ..codegen::Options::default()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err);
    let outcome = codegen::run(&options, &mut console).unwrap();
    (outcome, String::from_utf8([out, err].concat()).unwrap())
}

fn manifest(folder: &Path) -> String {
    fs::read_to_string(folder.join("generated/Cargo.toml")).unwrap()
}

#[test]
fn two_generated_crates_build_in_one_workspace() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("packages");
    let runtime = fs::canonicalize("../runtime").unwrap();
    let runtime = format!("runtime = {{ path = '{}' }}\n", runtime.display());
    let config = runtime + "[package]\nname = 'rain-and-sun'\nversion = '2.0.1'\nlicense = 'MIT'\n";
    let config = &*config;
    let (outcome, text) = generate(&folder.join("one"), config, None, false);
    assert_eq!(outcome, Outcome::Done, "{text}");
    let (outcome, text) = generate(&folder.join("two"), config, Some("type-of-weather"), false);
    assert_eq!(outcome, Outcome::Done, "{text}");
    let one = manifest(&folder.join("one"));
    let lines = ["name = \"rain-and-sun\"", "version = \"2.0.1\"", "license = \"MIT\""];
    assert!(lines.iter().all(|line| one.lines().any(|other| other == *line)), "{one}");
    write(
        &folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"one/generated\", \"two/generated\"]\n",
    );
    fs::copy("../Cargo.lock", folder.join("Cargo.lock")).unwrap();
    // The tests and the examples in the documentation import the crates by their names.
    let output = nested::cargo(&folder).args(["test", "--quiet", "--workspace"]).output().unwrap();
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{text}");
    let lock = fs::read_to_string(folder.join("Cargo.lock")).unwrap();
    assert!(
        ["rain-and-sun", "type-of-weather"].iter().all(|name| lock.contains(&format!("name = \"{name}\""))),
        "{lock}"
    );
}

#[test]
fn clones_in_other_places_get_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    let config = "runtime = { path = 'lib/runtime' }\n[dependencies]\nmy_macros = { path = 'lib/macros' }\n";
    let [a, b] = ["a", "b/c/d"].map(|name| folder.path().join(name));
    for clone in [&a, &b] {
        assert_eq!(generate(clone, config, None, false).0, Outcome::Done);
        assert_eq!(generate(clone, config, None, true).0, Outcome::Done);
    }
    assert_eq!(manifest(&a), manifest(&b));
    for line in ["shapewright-runtime = { path = \"../lib/runtime\" }", "my_macros = { path = \"../lib/macros\" }"] {
        assert!(manifest(&a).contains(line), "{}", manifest(&a));
    }
    // Without a word about the runtime, it is that of the generator's version.
    assert_eq!(generate(&a, "", None, false).0, Outcome::Done);
    assert!(manifest(&a).contains("shapewright-runtime = { version = \"0."), "{}", manifest(&a));
}

#[test]
fn the_runtime_may_come_from_elsewhere() {
    for (source, expected) in [
        ("{ version = '0.1' }", "version = \"0.1\""),
        ("{ git = 'https://example.com/x', tag = 'v1' }", "git = \"https://example.com/x\", tag = \"v1\""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let config = format!("runtime = {source}\n");
        assert_eq!(generate(folder.path(), &config, None, false).0, Outcome::Done);
        let found = manifest(folder.path());
        assert!(found.contains(&format!("shapewright-runtime = {{ {expected} }}")), "{found}");
    }
}

#[test]
fn names_that_no_crate_can_have_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, reason) in [
        ("1st", "a name has letters, digits, `-` and `_`, and begins with a letter"),
        ("a b", "a name has letters, digits, `-` and `_`, and begins with a letter"),
        ("std", "another crate is called `std`"),
        ("type", "`type` is a keyword"),
    ] {
        let (outcome, text) = generate(folder.path(), "", Some(name), false);
        assert_eq!((outcome, text.contains(reason)), (Outcome::Misused, true), "{text}");
        let (outcome, text) = generate(folder.path(), &format!("[package]\nname = '{name}'"), None, false);
        assert_eq!((outcome, text.contains(reason)), (Outcome::Failed, true), "{text}");
        assert!(text.contains("shapewright.toml:2:8"), "{text}");
    }
}
