//! Keeps the source as ARCHITECTURE.md says it is: who imports whom, what files open with, lengths.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/scan.rs"]
mod scan;
#[path = "tidy/table.rs"]
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use scan::mentions;
use shapewright_codegen::tools::{Standing, standing};
use table::{Row, Tables, tables};

/// The modules that touch the disk: the one that reads, and the one that writes.
const DISK: &[&str] = &["workspace", "output"];

/// The file of another module that reads the disk.
const READER: &str = "smithy/src/project/files.rs";

/// The modules that may make identifiers: the one that knows what is taken, and the one that only formats.
const NAMERS: &[&str] = &["name", "output"];

/// What only the rooms of formats and protocols name, in code and in texts.
const ROOMS: &[&str] = &["json", "amzn-errortype", "xml", "cbor", "awsquery", "ec2query"];

/// Where nothing else names them, and the files that may: documents are what Smithy's JSON can hold, numbers have all
/// their digits only in serde_json's own form, and JMESPath searches JSON.
const NEUTRAL: &[(&str, &[&str])] = &[
    ("runtime/src", &["format", "protocol", "document", "number", "client/waiter/judge/path.rs"]),
    ("codegen/src/emit", &[]),
    ("codegen/src/ir", &[]),
];

/// How many lines a source file may have, tests not counted.
const LINES: usize = 400;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

#[test]
fn modules_use_only_what_they_may() {
    let mut faults = Vec::new();
    for (package, rows) in &architecture().modules {
        let source = workspace().join(package).join("src");
        let crates = crates(package);
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
fn the_runtime_imports_downwards() {
    let guide = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let sources = workspace().join("runtime/src");
    let texts = files(&sources, "rs").into_iter();
    let texts: Vec<_> = texts.map(|path| (relative(&sources, &path), fs::read_to_string(&path).unwrap())).collect();
    assert_none(&layers::faults(&layers::of(&guide), &texts));
}

#[test]
fn formats_and_protocols_are_named_in_their_rooms_only() {
    let mut faults = Vec::new();
    for (package, excused) in NEUTRAL {
        let sources = workspace().join(package);
        for path in files(&sources, "rs") {
            let path_shown = relative(&sources, &path);
            if !excused.iter().any(|one| path_shown.starts_with(one)) {
                let text = fs::read_to_string(&path).unwrap();
                let words = scan::code_words(&text).into_iter();
                let named = words.filter(|(_, word)| ROOMS.iter().any(|room| word.to_lowercase().contains(room)));
                faults.extend(named.map(|(line, word)| format!("{package}/{path_shown}:{line}: names `{word}`")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn packages_depend_only_on_what_they_may() {
    let mut faults = Vec::new();
    for Row { name: package, others } in &architecture().packages {
        let forbidden: Vec<String> = others.iter().map(|other| package_name(other).unwrap_or(other.clone())).collect();
        let all = dependencies(package);
        let found = all.iter().filter(|name| forbidden.contains(name));
        faults.extend(found.map(|name| format!("{package}/Cargo.toml: must not depend on {name}")));
    }
    assert_none(&faults);
}

/// A rule about a name that does not exist would never be broken.
#[test]
fn the_tables_of_imports_name_what_exists() {
    let Tables { modules, packages } = architecture();
    assert_eq!(modules.iter().map(|(package, _)| package.as_str()).collect::<Vec<_>>(), ["smithy", "codegen"]);
    assert!(packages.len() > 3, "{packages:?}");
    let mut faults = Vec::new();
    for (package, rows) in &modules {
        let crates = crates(package);
        let is_module = |name: &String| workspace().join(package).join("src").join(name).with_extension("rs").is_file();
        for Row { name, others } in rows {
            let unknown = others.iter().filter(|other| !is_module(other) && !crates.contains(other));
            // Prose in backticks, such as the name of a trait, begins with a capital.
            let unknown = unknown.filter(|other| !other.starts_with(|c: char| c.is_ascii_uppercase()));
            let unknown: Vec<&String> = Some(name).filter(|name| !is_module(name)).into_iter().chain(unknown).collect();
            faults.extend(
                unknown.iter().map(|unknown| format!("{package}: `{unknown}` is neither a module nor a dependency")),
            );
        }
    }
    let all: Vec<String> = ["codegen", "runtime", "xtask"].into_iter().flat_map(dependencies).collect();
    for Row { name, others } in &packages {
        let unknown = others.iter().filter(|other| package_name(other).is_none() && !all.contains(other));
        let unknown: Vec<&String> =
            Some(name).filter(|name| package_name(name).is_none()).into_iter().chain(unknown).collect();
        faults.extend(
            unknown.iter().map(|unknown| format!("`{unknown}` is not a package, and no package depends on it")),
        );
    }
    assert_none(&faults);
}

#[test]
fn tables_are_read() {
    let page = "# A\n\n| `x` | `y` |\n\n## Who may import whom\n\nSome `prose`.\n\n| module of `p` | may use |\n|---|---|\n\
                | `a` | `b`, `c` (for `D`) |\n| `b` | nothing |\n\n| package | must not depend on |\n|---|---|\n\
                | `p` | `q` |\n\n## More\n\n| `z` | `z` |\n";
    let row = |name: &str, others: &[&str]| Row {
        name: name.to_owned(),
        others: others.iter().map(|&other| other.to_owned()).collect(),
    };
    let expected = Tables {
        modules: vec![("p".to_owned(), vec![row("a", &["b", "c", "D"]), row("b", &[])])],
        packages: vec![row("p", &["q"])],
    };
    assert_eq!(tables(page), expected);
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
        (&["emit"], "fn f() { Ident::new(x, y) }", &["Ident::new"]),
        (&["emit"], "fn f() { proc_macro2::Ident::new_raw(x, y) }", &["proc_macro2::Ident::new_raw"]),
        (&["emit"], "use proc_macro2::{Ident, Span};", &["proc_macro2::Ident"]),
        (&["name"], "fn f() { Ident::new(x) }", &[]),
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
    let rows = &architecture().modules.into_iter().find(|(package, _)| package == "codegen").unwrap().1;
    for (module, text, expected) in cases {
        let faults = import_faults("codegen", rows, module, text, &crates);
        assert_eq!(faults.len(), expected.len(), "{text}: {faults:?}");
        for (fault, path) in faults.iter().zip(*expected) {
            assert!(fault.contains(&format!("`{path}`")), "{text}: {fault}");
        }
    }
}

/// What a module's text uses without leave; `module` is the module's path in its package.
fn import_faults(package: &str, rows: &[Row], module: &[&str], text: &str, dependencies: &[String]) -> Vec<String> {
    let file = format!("{package}/src/{}.rs", module.join("/"));
    let Some(row) = rows.iter().find(|row| row.name == module[0]) else {
        return vec![format!("{file}: `{}` has no row in the table of imports", module[0])];
    };
    let mut faults = Vec::new();
    for mention in mentions(text) {
        let path = mention.path;
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let used = own_module(module, &names)
            .or_else(|| (names.len() > 1 && dependencies.iter().any(|one| one == names[0])).then_some(names[0]));
        let may_use = |used: &str| used == row.name || row.others.iter().any(|other| other == used);
        let rule = used.filter(|used| !may_use(used)).map(|_| format!("only {:?}", row.others));
        let touches_disk = names.starts_with(&["std", "fs"]) && !DISK.contains(&&*row.name) && file != READER;
        // An identifier is made in one place only, which knows what is taken.
        let makes_names = !NAMERS.contains(&row.name.as_str())
            && (names.last() == Some(&"format_ident")
                || names.ends_with(&["Ident", "new"])
                || names.ends_with(&["Ident", "new_raw"])
                || names.ends_with(&["proc_macro2", "Ident"]));
        let rule = rule
            .or_else(|| touches_disk.then(|| "not the disk".to_owned()))
            .or_else(|| makes_names.then(|| "no identifier of its own making".to_owned()));
        if let Some(rule) = rule {
            let (line, path) = (mention.line, path.join("::"));
            faults.push(format!("{file}:{line}: `{path}`, but `{}` may use {rule}", row.name));
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

/// Who may import whom.
fn architecture() -> Tables {
    tables(&fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap())
}

/// What the package in a folder of the workspace is called; `None` if there is none.
fn package_name(folder: &str) -> Option<String> {
    let manifest = fs::read_to_string(workspace().join(folder).join("Cargo.toml")).ok()?;
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = "))?;
    Some(name.trim_matches('"').to_owned())
}

/// The dependencies of a package, as code spells them.
fn crates(package: &str) -> Vec<String> {
    dependencies(package).iter().map(|name| name.replace('-', "_")).collect()
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
    ["codegen", "conformance", "fixtures", "runtime", "smithy", "xtask", "examples"]
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
