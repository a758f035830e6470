//! Modules that are generated into crates written by hand: they compile without a warning wherever they are, with what
//! the command says that the manifest needs.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod nested;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::{Console, Outcome, codegen};

/// A crate with a module of services.
struct Case {
    name: &'static str,
    /// The folder of the models, in the workspace.
    models: &'static str,
    /// What the configuration has at its top.
    top: &'static str,
    /// What the table `module` has besides its path.
    config: &'static str,
    /// The path of the module.
    path: &'static str,
    /// The module that uses it, next to the outermost of the path.
    user: &'static str,
}

/// Uses client and server, whose module is private.
const BOTH: &str = r#"
use crate::api::aws::names::{client::Client, errors, operations, server::Router, types};
use crate::api::aws::{Error, shapewright_runtime::number::NumberError};

pub async fn call() -> Result<types::SOutput, Error<errors::SError>> {
    let router = Router::handlers().on(operations::S, |_| async { Err(Error::NotImplemented) });
    let client = Client::builder().endpoint("http://localhost").transport(router).build().expect("a client");
    client.s(types::Client::new()).await
}

pub fn fault(text: &str) -> Option<NumberError> {
    text.parse::<crate::api::aws::BigInteger>().err()
}
"#;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // What has not changed need not be compiled again.
    if fs::read_to_string(path).unwrap_or_default() != text {
        fs::write(path, text).unwrap();
    }
}

fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("modules")
}

/// Generates the module of a crate, or checks that it is up to date. Returns what the command prints.
fn generate(case: &Case, crate_folder: &Path, check: bool) -> String {
    let from = Path::new("..").join(case.models);
    // Of the models, those of traits have a configuration.
    let services = fs::read_to_string(from.join("../shapewright.toml")).unwrap();
    let services = services.find("\n# A protocol").map_or("", |at| &services[at..]);
    for entry in fs::read_dir(&from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        if name.ends_with(".json") {
            write(&crate_folder.join("models").join(name), &text);
        }
    }
    let out = folder(case, Path::new("")).display().to_string();
    let Case { path, top, config, .. } = case;
    let runtime = fs::canonicalize("../runtime").unwrap();
    let runtime = format!("runtime = {{ path = '{}' }}", runtime.display());
    let config = format!("out = '{out}'\n{runtime}\n{top}[module]\npath = \"{path}\"\n{config}{services}");
    write(&crate_folder.join("shapewright.toml"), &config);
    let config = Some(crate_folder.join("shapewright.toml"));
    let options = codegen::Options { check, config, ..codegen::Options::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = codegen::run(&options, &mut Console::new(&mut out, &mut err)).unwrap();
    let err = String::from_utf8(err).unwrap();
    assert_eq!(outcome, Outcome::Done, "{err}");
    String::from_utf8(out).unwrap() + &err
}

/// The folder of the module.
fn folder(case: &Case, crate_folder: &Path) -> PathBuf {
    crate_folder.join("src").join(case.path.trim_start_matches("crate::").replace("::", "/").replace("r#", ""))
}

/// Writes the crate around its module: a manifest with what the command said that it lacks, and the modules on the way.
fn write_crate(case: &Case, crate_folder: &Path, printed: &str) {
    let name = case.name;
    let mut package = format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    for table in ["[dependencies]", "[features]"] {
        let lines = printed.lines().filter_map(|line| line.trim().strip_prefix("add to ")?.strip_prefix(table));
        let lines: Vec<&str> = lines.filter_map(|line| line.strip_prefix(": ")).collect();
        package += &format!("\n{table}\n{}\n", lines.join("\n"));
    }
    write(&crate_folder.join("Cargo.toml"), &package);
    let names: Vec<&str> = case.path.split("::").skip(1).collect();
    for (at, name) in names.iter().enumerate().skip(1) {
        let file = crate_folder.join("src").join(names[..at].join("/").replace("r#", "")).with_extension("rs");
        write(&file, &format!("pub mod {name};\n"));
    }
    let user = if case.user.is_empty() { "" } else { "pub mod user;\n" };
    write(&crate_folder.join("src/lib.rs"), &format!("//! A crate of a user.\n\nmod {};\n{user}", names[0]));
    if !case.user.is_empty() {
        write(&crate_folder.join("src/user.rs"), &format!("//! Uses the module.\n{}", case.user));
    }
}

fn cargo(arguments: &[&str]) {
    let output = nested::cargo(&workspace()).args(arguments).output().unwrap();
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "cargo {}:\n{text}", arguments.join(" "));
}

#[test]
fn modules_compile_without_a_warning() {
    let cases = [
        Case {
            name: "both",
            models: "fixtures/traits/models",
            top: "",
            config: "",
            path: "crate::api::aws",
            user: BOTH,
        },
        Case { name: "client", models: "models", top: "", config: "server = false\n", path: "crate::mgn", user: "" },
        Case {
            name: "server",
            models: "models",
            top: "",
            config: "client = false\n",
            path: "crate::r#type::deep::er",
            user: "",
        },
        Case {
            name: "neither",
            models: "models",
            top: "",
            config: "client = false\nserver = false\n",
            path: "crate::api",
            user: "pub use crate::api::panorama::types::CreatePackageInput;\n",
        },
        Case { name: "features", models: "models", top: "", config: "features = true\n", path: "crate::api", user: "" },
    ];
    let members: Vec<String> = cases.iter().map(|case| format!("\"{}\"", case.name)).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&workspace().join("Cargo.toml"), &manifest);
    fs::copy("../Cargo.lock", workspace().join("Cargo.lock")).unwrap();
    for case in &cases {
        let crate_folder = workspace().join(case.name);
        // The runtime's path is relative to the folder of the manifest.
        write(&crate_folder.join("Cargo.toml"), "[package]\n");
        let printed = generate(case, &crate_folder, false);
        write_crate(case, &crate_folder, &printed);
        generate(case, &crate_folder, true);
    }
    for case in &cases {
        // Alone, so that it has the features of the runtime that it asks for, and no others.
        cargo(&["clippy", "--quiet", "--all-targets", "--package", case.name, "--", "--deny", "warnings"]);
        let module = folder(case, &workspace().join(case.name));
        let root = fs::read_to_string(module.join("mod.rs")).unwrap();
        assert_eq!(root.contains("cfg(feature"), case.name == "features", "{root}");
    }
    for end in ["client", "server"] {
        cargo(&["check", "--quiet", "--package", "features", "--no-default-features", "--features", end]);
    }
    // The examples of models are tests, and those of documentation are not compiled.
    cargo(&["test", "--quiet", "--package", "both"]);
}

#[test]
fn only_the_folder_of_the_module_is_written_and_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case {
        name: "cleaned",
        models: "models",
        top: "command = \"just api\"\n",
        config: "",
        path: "crate::api",
        user: "",
    };
    write(&folder.path().join("Cargo.toml"), "[package]\n");
    generate(&case, folder.path(), false);
    let module = self::folder(&case, folder.path());
    let root = fs::read_to_string(module.join("mod.rs")).unwrap();
    assert!(root.starts_with("// @generated by `just api` from models ("), "{root}");
    for file in ["Cargo.toml", "src/lib.rs", "src/api/Cargo.toml", "src/api/src"] {
        let path = folder.path().join(file);
        assert!(!path.exists() || fs::read_to_string(&path).unwrap() == "[package]\n", "{file} was written");
    }
    // A service that is gone leaves no files behind, and what is next to the module is nobody's business.
    fs::write(folder.path().join("src/other.rs"), "").unwrap();
    fs::write(module.join("gone.rs"), &root).unwrap();
    generate(&case, folder.path(), false);
    assert!(!module.join("gone.rs").exists() && folder.path().join("src/other.rs").exists());
}

#[test]
fn the_command_of_the_configuration_is_named_where_a_module_is_out_of_date() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case {
        name: "stale",
        models: "models",
        top: "command = \"just api\"\n",
        config: "",
        path: "crate::api",
        user: "",
    };
    generate(&case, folder.path(), false);
    let module = self::folder(&case, folder.path());
    fs::remove_file(module.join("mod.rs")).unwrap();
    let config = Some(folder.path().join("shapewright.toml"));
    let options = codegen::Options { check: true, config, ..codegen::Options::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = codegen::run(&options, &mut Console::new(&mut out, &mut err)).unwrap();
    let text = String::from_utf8(err).unwrap();
    assert_eq!(outcome, Outcome::Failed, "{text}");
    assert!(text.ends_with("run `just api`\n"), "{text}");
}

#[test]
fn what_the_manifest_lacks_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case { name: "x", models: "models", top: "", config: "server = false\n", path: "crate::api", user: "" };
    let member = folder.path().join("member");
    let check = |dependencies: &str| {
        write(&member.join("Cargo.toml"), &format!("[package]\nname = \"x\"\n{dependencies}"));
        let config = Some(member.join("shapewright.toml"));
        let options = codegen::Options { check: true, config, ..codegen::Options::default() };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = codegen::run(&options, &mut Console::new(&mut out, &mut err));
        (outcome.unwrap(), String::from_utf8(err).unwrap())
    };
    let shared =
        "[workspace]\n[workspace.dependencies]\nshapewright-runtime = { version = \"1\", features = [\"tracing\"] }\n";
    write(&folder.path().join("Cargo.toml"), shared);
    write(&member.join("Cargo.toml"), "[package]\nname = \"x\"\n");
    generate(&case, &member, false);
    let (outcome, text) = check("");
    assert!(outcome == Outcome::Failed && text.contains("add to [dependencies]: shapewright-runtime = {"), "{text}");
    let (outcome, text) = check("[dependencies]\nshapewright-runtime = { version = \"1\", features = [\"rustls\"] }\n");
    let expected = "add to the features of `shapewright-runtime`: \"tracing\"";
    assert!(outcome == Outcome::Failed && text.contains(expected), "{text}");
    let (outcome, text) = check("[dependencies]\nshapewright-runtime = { workspace = true, features = [\"http\"] }\n");
    assert_eq!((outcome, &*text), (Outcome::Done, ""));
}

#[test]
fn what_a_module_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("models")).unwrap();
    fs::copy("../models/mgn.json", folder.path().join("models/mgn.json")).unwrap();
    for (path, package, expected) in [
        ("api", None, "the path begins with `crate::` and goes on with names of modules"),
        ("crate", None, "the path begins with `crate::` and goes on with names of modules"),
        ("crate::type", None, "the path begins with `crate::` and goes on with names of modules"),
        ("crate::api", Some("name"), "`--package` names a crate, but the configuration has a table `module`"),
    ] {
        let config = folder.path().join("shapewright.toml");
        fs::write(&config, format!("out = 'api'\n[module]\npath = '{path}'\n")).unwrap();
        let options = codegen::Options {
            config: Some(config),
            package: package.map(str::to_owned),
            ..codegen::Options::default()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = codegen::run(&options, &mut Console::new(&mut out, &mut err)).unwrap();
        let text = String::from_utf8(err).unwrap();
        assert!(outcome != Outcome::Done && text.contains(expected), "{path}: {text}");
        assert!(!folder.path().join("api").exists());
    }
}

/// The roots of crates and modules, and all that is below them.
#[test]
fn rustfmt_leaves_generated_code_as_it_is_whatever_its_settings() {
    let folder = tempfile::tempdir().unwrap();
    let with_module = folder.path().join("lib.rs");
    let module = fs::canonicalize("../examples/committed-module/src/api/mod.rs").unwrap();
    write(&with_module, &format!("#[path = {:?}]\nmod api;\n", module.display().to_string()));
    let roots =
        [Path::new("../generated/src/lib.rs"), Path::new("../fixtures/traits/generated/src/lib.rs"), &with_module];
    for settings in ["max_width=40", "max_width=200,use_small_heuristics=Max,hard_tabs=true"] {
        for root in roots {
            let mut rustfmt = Command::new("rustfmt");
            let output =
                rustfmt.args(["--check", "--edition", "2024", "--config", settings]).arg(root).output().unwrap();
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{settings}: {}:\n{printed}", root.display());
        }
    }
}
