//! Keeps the source as ARCHITECTURE.md says it is: who imports whom, what files open with, lengths.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "tidy/scan.rs"]
mod scan;

use std::fs;
use std::path::{Path, PathBuf};

use scan::mentions;
use shapewright_codegen::output::{Standing, standing};

/// What a module of the generator, or of the library of models, may use; the standard library is open to all of them.
struct Row {
    module: &'static str,
    /// Which other modules of its package.
    ours: &'static [&'static str],
    /// Which of its package's dependencies.
    crates: &'static [&'static str],
}

const GENERATOR: &[Row] = &[
    Row { module: "codes", ours: &[], crates: &["shapewright_smithy"] },
    Row { module: "name", ours: &[], crates: &["heck", "proc_macro2", "quote"] },
    Row { module: "docs", ours: &[], crates: &["html5gum", "pulldown_cmark"] },
    Row { module: "pattern", ours: &[], crates: &["regex", "regex_syntax"] },
    Row { module: "config", ours: &["codes"], crates: &["shapewright_smithy", "toml"] },
    Row { module: "ir", ours: &["name", "pattern"], crates: &[] },
    Row {
        module: "resolve",
        ours: &["codes", "config", "name", "ir", "docs", "pattern"],
        crates: &["jmespath", "percent_encoding", "serde_json", "shapewright_smithy", "time"],
    },
    Row { module: "emit", ours: &["ir", "name", "pattern"], crates: &["quote", "proc_macro2"] },
    // Like the crate's root: it strings the stages together, for test programs instead of crates.
    Row {
        module: "conformance",
        ours: &["config", "emit", "ir", "name", "output", "render", "resolve"],
        crates: &["quote", "proc_macro2", "serde_json", "shapewright_smithy"],
    },
    Row { module: "output", ours: &[], crates: &["syn", "prettyplease", "tempfile", "proc_macro2"] },
];

const SMITHY: &[Row] = &[
    Row { module: "diagnostics", ours: &[], crates: &["annotate_snippets"] },
    Row { module: "model", ours: &["diagnostics"], crates: &["base64"] },
    Row { module: "load", ours: &["diagnostics", "model"], crates: &["serde", "serde_json"] },
    Row { module: "check", ours: &["diagnostics", "model"], crates: &[] },
];

/// The only module that touches the disk.
const DISK: &str = "output";

/// What a package must not depend on: generated code stands on the runtime and on nothing else of
/// ours, models know nothing of Rust code, and the commands make no code themselves.
const PACKAGES: &[(&str, &[&str])] = &[
    ("generated", &["shapewright-codegen", "shapewright-smithy", "xtask"]),
    ("runtime", &["shapewright-codegen", "shapewright-smithy", "generated", "xtask"]),
    (
        "smithy",
        &["shapewright-codegen", "shapewright-runtime", "generated", "xtask", "quote", "syn", "proc-macro2", "heck"],
    ),
    ("xtask", &["quote", "syn", "prettyplease", "proc-macro2"]),
];

/// How many lines a source file may have, tests not counted.
const LINES: usize = 400;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

#[test]
fn modules_use_only_what_they_may() {
    let mut faults = Vec::new();
    for (package, rows) in [("codegen", GENERATOR), ("smithy", SMITHY)] {
        let source = workspace().join(package).join("src");
        let crates: Vec<String> = dependencies(package).iter().map(|name| name.replace('-', "_")).collect();
        for path in files(&source, "rs") {
            let relative = relative(&source, &path);
            let module: Vec<&str> = relative.trim_end_matches(".rs").split('/').collect();
            // Tests may use whatever shows that the code is right.
            if module != ["lib"] && module.last() != Some(&"tests") {
                let text = fs::read_to_string(&path).unwrap();
                faults.extend(import_faults(package, rows, &module, &text, &crates));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn packages_depend_only_on_what_they_may() {
    let mut faults = Vec::new();
    for (package, forbidden) in PACKAGES {
        let all = dependencies(package);
        let found = all.iter().filter(|name| forbidden.contains(&name.as_str()));
        faults.extend(found.map(|name| format!("{package}/Cargo.toml: must not depend on {name}")));
    }
    assert_none(&faults);
}

#[test]
fn every_source_opens_with_what_it_is() {
    let faults: Vec<_> = hand_written()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{path}: does not open with a `//!` sentence"))
        .collect();
    assert_none(&faults);
}

#[test]
fn no_source_is_too_long() {
    let mut faults = Vec::new();
    let mut excused: Vec<_> = LONG.iter().map(|(path, _)| *path).collect();
    for (path, text) in hand_written().filter(|(path, _)| !path.contains("/tests/")) {
        let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
        let lines = lines.count();
        if lines <= LINES {
            continue;
        }
        match excused.iter().position(|one| *one == path) {
            Some(found) => drop(excused.remove(found)),
            None => faults.push(format!("{path}: {lines} lines, {LINES} are allowed")),
        }
    }
    faults.extend(excused.iter().map(|path| format!("{path}: needs no excuse in LONG")));
    assert_none(&faults);
}

/// Checkouts that share a target folder share programs and tests, so that a path from the time of compilation may be
/// another checkout's. Paths are found at run time: Cargo runs tests in the folder of their package.
#[test]
fn no_source_keeps_the_path_of_a_checkout() {
    let forbidden = ["env!(", "\"CARGO_MANIFEST_DIR\")"].concat();
    let faults: Vec<_> = hand_written()
        .filter(|(_, text)| text.contains(&forbidden))
        .map(|(path, _)| format!("{path}: keeps the path of the checkout that it is compiled in"))
        .collect();
    assert_none(&faults);
}

#[test]
fn every_generated_file_carries_its_header() {
    let folder = workspace().join("generated");
    let mut paths = files(&folder.join("src"), "");
    paths.extend(Some(folder.join("Cargo.toml")).filter(|path| path.exists()));
    let faults: Vec<_> = paths
        .iter()
        .filter_map(|path| {
            let path_shown = relative(&workspace(), path);
            match standing(&fs::read(path).unwrap()) {
                Standing::Ours => None,
                Standing::Edited => Some(format!("{path_shown}: was edited by hand")),
                Standing::Stranger => Some(format!("{path_shown}: carries no header")),
            }
        })
        .collect();
    assert_none(&faults);
}

/// Each case: a module, its text, and the paths in it that are not allowed.
#[test]
fn what_only_generated_code_may_name_is_hidden() {
    let sources = workspace().join("runtime/src");
    let private = fs::read_to_string(sources.join("private.rs")).unwrap();
    let is_private = |name: &str| mentions(&private).iter().any(|mention| mention.path.iter().any(|part| part == name));
    let mut faults = Vec::new();
    for path in files(&sources, "rs") {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(rest) = line.strip_prefix("pub trait ") else { continue };
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            let attributes = lines[..index].iter().rev().take_while(|line| line.starts_with("#["));
            if is_private(name) && !attributes.into_iter().any(|line| line.contains("doc(hidden)")) {
                faults.push(format!("{}: `{name}` would be on the pages of users", relative(&sources, &path)));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn faults_are_found() {
    let crates = ["quote", "shapewright_smithy", "syn", "heck", "serde"].map(str::to_owned);
    let cases: &[(&[&str], &str, &[&str])] = &[
        (&["emit"], "use crate::ir::{Shape, Member as M}; use super::name::Ident;", &[]),
        (&["emit"], "use crate::{ir, config::Choice};", &["crate::config::Choice"]),
        (&["emit"], "use shapewright_smithy::model::Shape;", &["shapewright_smithy::model::Shape"]),
        (&["emit"], "use super::{ir::{A, B}, resolve::*};", &["super::resolve::*"]),
        (&["emit", "union"], "use super::super::resolve;", &["super::super::resolve"]),
        (&["emit", "union"], "use super::structure; use self::x;", &[]),
        (&["emit"], "fn f() { std::fs::read(x) }", &["std::fs::read"]),
        (&["emit"], "use std::{fs, fmt};", &["std::fs"]),
        (&["emit"], "use quote::{quote, format_ident};", &["quote::format_ident"]),
        (&["emit"], "fn f(x: &crate::docs::Block) {}", &["crate::docs::Block"]),
        (&["emit"], "use syn::Item;", &["syn::Item"]),
        (&["emit"], "use ::syn::Item;", &["syn::Item"]),
        (&["output"], "use std::fs; use syn::Item; fn f() { x.syn::<u8>() }", &[]),
        (&["ir"], "#[derive(serde::Serialize)] pub(crate) struct A;", &["serde::Serialize"]),
        (&["ir"], "// use quote::x;\n/* crate::emit::x */ const A: &str = \"crate::emit::x\";", &[]),
        (&["ir"], r##"const A: &str = r#"crate::emit::"x"#; const B: char = '"'; heck::x();"##, &["heck::x"]),
        (&["ir"], r"const B: char = '\''; fn f<'a>(a: &'a u8) { heck::x() }", &["heck::x"]),
        (&["ir"], "mod tests { use crate::emit::x; fn f() {} } use crate::emit::y;", &["crate::emit::y"]),
        (&["ir"], "use crate::Config;", &["crate::Config"]),
        (&["novel"], "", &["novel"]),
    ];
    for (module, text, expected) in cases {
        let faults = import_faults("codegen", GENERATOR, module, text, &crates);
        assert_eq!(faults.len(), expected.len(), "{text}: {faults:?}");
        for (fault, path) in faults.iter().zip(*expected) {
            assert!(fault.contains(&format!("`{path}`")), "{text}: {fault}");
        }
    }
}

/// What a module's text uses without leave; `module` is the module's path in its package.
fn import_faults(package: &str, rows: &[Row], module: &[&str], text: &str, dependencies: &[String]) -> Vec<String> {
    let file = format!("{package}/src/{}.rs", module.join("/"));
    let Some(row) = rows.iter().find(|row| row.module == module[0]) else {
        return vec![format!("{file}: `{}` has no row in the table of imports", module[0])];
    };
    let mut faults = Vec::new();
    for mention in mentions(text) {
        let path = mention.path;
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let rule = if let Some(used) = own_module(module, &names) {
            let allowed = used == row.module || row.ours.contains(&used);
            (!allowed).then(|| format!("of ours only {:?}", row.ours))
        } else if names.len() > 1 && dependencies.iter().any(|one| one == names[0]) {
            (!row.crates.contains(&names[0])).then(|| format!("of crates only {:?}", row.crates))
        } else {
            None
        };
        let touches_disk = names.starts_with(&["std", "fs"]) && row.module != DISK;
        // An identifier is made in one place only, which knows what is taken.
        let makes_names = names.last() == Some(&"format_ident") && row.module != "name";
        let rule = rule
            .or_else(|| touches_disk.then(|| "not the disk".to_owned()))
            .or_else(|| makes_names.then(|| "no identifier of its own making".to_owned()));
        if let Some(rule) = rule {
            let (line, path) = (mention.line, path.join("::"));
            faults.push(format!("{file}:{line}: `{path}`, but `{}` may use {rule}", row.module));
        }
    }
    faults
}

/// The module of its package that a path leads to, if it stays within the crate.
fn own_module<'a>(module: &[&'a str], path: &[&'a str]) -> Option<&'a str> {
    let supers = path.iter().take_while(|name| **name == "super").count();
    match path {
        ["crate", first, ..] => Some(first),
        ["super", ..] if supers < module.len() => Some(module[0]),
        ["super", ..] => path.get(supers).copied(),
        _ => None,
    }
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn workspace() -> PathBuf {
    // Tests run in the folder of their package, of whatever checkout.
    std::env::current_dir().unwrap().parent().unwrap().to_owned()
}

/// The path below `top`, with `/` between its parts.
fn relative(top: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(top).unwrap().iter();
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The files below a folder with that extension (all if it is empty), sorted.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if extension.is_empty() || path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The path and text of each Rust file that no command has made.
fn hand_written() -> impl Iterator<Item = (String, String)> {
    let top = workspace();
    let read = move |path: PathBuf| (relative(&top, &path), fs::read_to_string(&path).unwrap());
    ["codegen", "conformance", "runtime", "smithy", "xtask", "examples"]
        .into_iter()
        .flat_map(|folder| files(&workspace().join(folder), "rs"))
        .map(read)
        .filter(|(_, text)| standing(text.as_bytes()) == Standing::Stranger)
}

/// The names in the `[dependencies]` of a package.
fn dependencies(package: &str) -> Vec<String> {
    let path = workspace().join(package).join("Cargo.toml");
    let manifest = fs::read_to_string(path).unwrap_or_default();
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]");
    lines
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['=', '.', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}
