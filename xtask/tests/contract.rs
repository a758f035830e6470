//! Generated code that is compiled with a runtime it was not generated for: the first error says what to do.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod nested;

use std::fs;
use std::path::{Path, PathBuf};

use shapewright_codegen::{Config, Module, Package, Target, apply, generate, plan};
use shapewright_smithy::diagnostics::Sources;

const MODEL: &str = r#"$version: "2.0"

namespace com.example

@aws.protocols#restJson1
service Weather {
    operations: [Look]
}

@http(method: "POST", uri: "/look")
operation Look {
    input := {
        @length(min: 1)
        window: String
    }
    output := {
        sky: String
    }
}
"#;

/// Code and a runtime that do not fit.
struct Case {
    name: &'static str,
    is_module: bool,
    /// What the code says that it needs.
    needs: &'static str,
    /// The folder of the runtime.
    runtime: PathBuf,
    expected: &'static str,
}

fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("contract")
}

#[test]
fn another_contract_is_an_error_that_says_what_to_do() {
    let cases = [
        Case {
            name: "older",
            is_module: false,
            needs: r#"contract = 1, since = "0.1.0""#,
            runtime: workspace().join("runtime"),
            expected: "older/src/lib.rs: error: this code was generated for shapewright-runtime 0.1.0, but it is \
                       compiled with shapewright-runtime 7.0.0: set the dependency `shapewright-runtime` to version \
                       0.1.0, or regenerate the code with `shapewright generate` of version 7.0.0",
        },
        Case {
            name: "newer",
            is_module: true,
            needs: r#"contract = 7, since = "7.0.0""#,
            runtime: fs::canonicalize("../runtime").unwrap(),
            expected: "newer/src/api/mod.rs: error: this code was generated for shapewright-runtime 7.0.0, but it is \
                       compiled with shapewright-runtime 0.1.0: set the dependency `shapewright-runtime` to version \
                       7.0.0, or regenerate the code with `shapewright generate` of version 0.1.0",
        },
    ];
    let members: Vec<String> = cases.iter().map(|case| format!("{:?}", case.name)).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&workspace().join("Cargo.toml"), &manifest);
    fs::copy("../Cargo.lock", workspace().join("Cargo.lock")).unwrap();
    write_other_runtime(&workspace().join("runtime"));
    for case in &cases {
        write_crate(case);
    }
    for case in &cases {
        assert_eq!(first_error(case.name), case.expected);
    }
}

/// A copy of the runtime of a later version, which serves another contract and has no trace of much that was needed.
fn write_other_runtime(folder: &Path) {
    copy(Path::new("../runtime/src"), &folder.join("src"));
    let manifest = fs::read_to_string("../runtime/Cargo.toml").unwrap();
    let (package, rest) = manifest.split_once("[features]").unwrap();
    assert!(package.contains("name = \"shapewright-runtime\""));
    let (rest, _) = rest.split_once("[dev-dependencies]").unwrap();
    let package = "[package]\nname = \"shapewright-runtime\"\nversion = \"7.0.0\"\nedition = \"2024\"\n";
    write(&folder.join("Cargo.toml"), &format!("{package}\n[features]{rest}"));
    edit(&folder.join("src/private/contract.rs"), &[("contract = 1,", "contract = 7,"), ("0.1.0", "7.0.0")]);
    edit(
        &folder.join("src/private.rs"),
        &[("__structure as structure", "__structure as structures"), ("Members,", "")],
    );
}

/// Writes a crate of the case, types only.
fn write_crate(case: &Case) {
    let mut sources = Sources::new();
    sources.add("weather.smithy", MODEL);
    let folder = workspace().join(case.name);
    let runtime = format!("path = {:?}", case.runtime);
    let (target, out) = if case.is_module {
        let package = format!("[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n", case.name);
        let features = "\n[features]\nclient = []\nserver = []\nhttp = []\nweather = []\n";
        let dependency = format!("\n[dependencies]\nshapewright-runtime = {{ {runtime} }}\n");
        write(&folder.join("Cargo.toml"), &format!("{package}{features}{dependency}"));
        write(&folder.join("src/lib.rs"), "pub mod api;\n");
        (Target::Module(Module::new("crate::api", runtime)), folder.join("src/api"))
    } else {
        (Target::Crate(Package::new(case.name, runtime)), folder.clone())
    };
    let output = generate(&sources, &Config { target, ..Config::default() });
    let output = output.map_err(|report| report.render(&sources, false)).unwrap();
    // The files of the last run, whose requirement was edited.
    let _ = fs::remove_dir_all(folder.join("src/weather"));
    let root = out.join(if case.is_module { "mod.rs" } else { "src/lib.rs" });
    let _ = fs::remove_file(&root);
    apply(plan(output.tree, &out).unwrap()).unwrap();
    edit(&root, &[(r#"contract = 1, since = "0.1.0""#, case.needs)]);
}

/// The first error of the compiler, with its file.
fn first_error(package: &str) -> String {
    let mut cargo = nested::cargo(&workspace());
    cargo.args(["check", "--quiet", "--message-format", "short", "--no-default-features", "--package", package]);
    cargo.args(["--features", "weather"]);
    let output = cargo.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    let errors: Vec<&str> = text.lines().filter(|line| line.contains(" error")).collect();
    assert!(!output.status.success() && !errors.is_empty(), "{text}");
    let (place, message) = errors[0].split_once(": ").unwrap();
    format!("{}: {message}", place.split(':').next().unwrap())
}

/// Replaces each text, which the file has, by another.
fn edit(path: &Path, edits: &[(&str, &str)]) {
    let mut text = fs::read_to_string(path).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from} is not in {}", path.display());
        text = text.replace(from, to);
    }
    fs::write(path, text).unwrap();
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            write(&to.join(name), &fs::read_to_string(&path).unwrap());
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // What has not changed need not be compiled again.
    if fs::read_to_string(path).unwrap_or_default() != text {
        fs::write(path, text).unwrap();
    }
}
