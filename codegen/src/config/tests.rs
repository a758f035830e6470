//! The configuration, and what is wrong with it.

use super::{Choices, PatternChoice, Runtime};
use crate::codes;
use shapewright_smithy::diagnostics::{Severity, Sources};

fn parse(text: &str) -> (Choices, Vec<String>) {
    let mut sources = Sources::new();
    let files = ["panorama.json", "mgn-2020-02-26.json", "package.json", "a-b.json"];
    let models = files.map(|file| (sources.add(file, ""), file));
    let id = sources.add("codegen.toml", text);
    let (config, mut report) = Choices::parse(&sources, id);
    report.merge(config.assign(&models).1);
    let records = report.records(&sources).into_iter();
    let lines = records.map(|record| {
        let position = record.line.zip(record.column).map(|(line, column)| format!("{line}:{column}"));
        format!("{} {}", position.unwrap_or_default(), record.message)
    });
    (config, lines.collect())
}

#[test]
fn reads_choices() {
    let (config, faults) = parse(
        "\u{feff}[panorama]\r\nmodule = 'cameras'\noperations = ['A', \"B\"]\n\
         [panorama.patterns]\n'^a$' = 'leave-out'\n\"x#Y\" = { replace = '^b$' }\n[mgn.derives]\n'*' = ['a::B', 'std::hash::Hash']\n\
         [dependencies]\na = '1'\nb = { version = \"2\" }\n",
    );
    assert_eq!(faults, [""; 0]);
    let panorama = &config.services["panorama"];
    assert_eq!(panorama.module.as_ref().unwrap().value, "cameras");
    let operations: Vec<_> = panorama.operations.iter().flatten().map(|located| &*located.value).collect();
    assert_eq!(operations, ["A", "B"]);
    assert_eq!(panorama.patterns["^a$"].value, PatternChoice::LeaveOut);
    let PatternChoice::Replace(replacement) = &panorama.patterns["x#Y"].value else { panic!("{panorama:?}") };
    assert_eq!(replacement.value, "^b$");
    assert_eq!(config.service("mgn").operations, None);
    let [derives] = &config.services["mgn"].derives[..] else { panic!("{config:?}") };
    let paths: Vec<_> = derives.paths.iter().map(|path| &*path.value).collect();
    assert_eq!((&*derives.shape.value, &*paths), ("*", &["a::B", "Hash"][..]));
    assert_eq!(config.dependencies, ["a = '1'", "b = { version = \"2\" }"]);
    assert_eq!(config.service("other").module, None);
}

#[test]
fn reports_faults_at_their_places() {
    for (text, expected) in [
        ("panorama = 1", "1:12 `panorama` must be a table with the choices for the service of that name"),
        ("[panorama]\nmodul = ''", "2:1 `panorama` has no key `modul`"),
        ("[panorama]\nmodule = 7", "2:10 `module` of `panorama` must be a string"),
        ("[panorama]\noperations = 'A'", "2:14 `operations` of `panorama` must be an array of strings"),
        ("[panorama]\noperations = ['A', 1]", "2:20 an element of `operations` of `panorama` must be a string"),
        ("[panorama.patterns]\na = 'out'", "2:5 `a` must be \"leave-out\" or { replace = \"…\" }"),
        ("[panorama.patterns]\na = { with = '' }", "2:5 `a` must be \"leave-out\" or { replace = \"…\" }"),
        ("[panorama.patterns]\na = { replace = 1 }", "2:17 `replace` of `a` must be a string"),
        (
            "[panorama]\nderives = ['Eq']",
            "2:11 `derives` of `panorama` must be a table with an array of traits for each shape, or for `\"*\"`",
        ),
        ("[panorama.derives]\n'*' = 'Eq'", "2:7 `*` of `derives` of `panorama` must be an array of strings"),
        ("[panorama.derives]\nA = ['Eq', 'a-b']", "2:12 `a-b` is not a valid path of a derive macro"),
        ("[panorama.derives]\nA = ['Clone']", "2:6 every type implements `Clone` already"),
        ("[panorama.derives]\nA = ['std::fmt::Debug']", "2:6 every type implements `Debug` already"),
        ("[panorama.derives]\nA = ['serde::Serialize']", "2:6 every type implements `Serialize` already"),
        ("[panorama.derives]\nA = ['Hashh']", "2:6 the standard library has no derive macro `Hashh`"),
        ("[panorama.derives]\nA = ['std::hash::Hashh']", "2:6 the standard library has no derive macro `Hashh`"),
        (
            "[panorama.derives]\nA = ['masks::Mask']\n[dependencies]\nmask = '1'",
            "2:6 the generated crate does not depend on `masks`, which has the derive macro `Mask`",
        ),
        (
            "[panorama.derives]\nA = ['other::Mask']",
            "2:6 the generated crate does not depend on `other`, which has the derive macro `Mask`",
        ),
        (
            "[panorama.derives]\nA = ['json::JsonSchema']\n[dependencies]\njson = { package = 'schemars', version = '1' }",
            "2:6 `json::JsonSchema` cannot be derived: it reads serde's attributes, which generated types do not have",
        ),
        ("package = 1", "1:11 `package` must be a table about the generated crate"),
        ("[package]\nnam = ''", "2:1 `package` has no key `nam`"),
        ("[package]\nname = 1", "2:8 `name` of `package` must be a string"),
        ("[package]\nversion = '1.0'", "2:11 `1.0` is not a valid version"),
        ("[package]\nrust-version = '2024'", "2:16 `2024` is not a valid version of Rust"),
        ("[package]\npublish = 'no'", "2:11 `publish` of `package` must be `true` or `false`"),
        ("[package]\ncommand = 'a`b'", "2:11 `a`b` is not a valid command"),
        ("module = 'a'", "1:10 `module` must be a table about the generated module"),
        ("[module]", "1:2 the table `module` has no `path`"),
        ("[module]\npath = 1", "2:8 `path` of `module` must be a string"),
        ("[module]\npath = 'crate::a'\nname = 'a'", "3:1 `module` has no key `name`"),
        ("[module]\npath = 'crate::a'\nruntime = {}", "3:11 the runtime needs `path`, `version` or `git`"),
        (
            "[module]\npath = 'crate::a'\nfeatures = true\nserver = true",
            "4:10 with `features`, the crate's features say whether there are clients and servers",
        ),
        ("[module]\npath = 'crate::a'\n[package]", "1:2 a crate or a module is generated, not both"),
        (
            "[package]\nruntime = '../runtime'",
            "2:11 `runtime` of `package` must be a table with `path`, `version` or `git`",
        ),
        ("[package]\nruntime = { pth = 'x' }", "2:13 `runtime` of `package` has no key `pth`"),
        (
            "[package]\nruntime = { path = 'x', version = '1' }",
            "2:11 the runtime can have only one of `path`, `version` and `git`",
        ),
        ("[package]\nruntime = { path = 'x', rev = '1' }", "2:11 `branch`, `rev` and `tag` need `git`"),
        ("dependencies = 1", "1:16 `dependencies` must be a table as in `Cargo.toml`"),
        ("[dependencies]\na = 1", "2:5 `a` of `dependencies` must be a version or an inline table"),
        (
            "[dependencies]\nshapewright-runtime = '1'",
            "2:1 `shapewright-runtime` is a dependency of every generated crate; choose it under [package]",
        ),
        (
            "[dependencies]\nshapewright_runtime = '1'",
            "2:1 `shapewright_runtime` is a dependency of every generated crate; choose it under [package]",
        ),
        ("[panorama]\nname = 1", "2:8 `name` of `panorama` must be a string"),
        ("[panorama]\noperations = []", "2:14 `operations` of `panorama` is empty"),
        ("[panorama]\nsuppress = 'unknown-key'", "2:12 `suppress` of `panorama` must be an array of strings"),
        ("[panorama]\nsuppress = ['unknown-kye']", "2:13 no warning has the code `unknown-kye`"),
        (
            "[services]\npanorama = 1",
            "2:12 `services.panorama` must be a table with the choices for the service of that name",
        ),
        ("services = 1", "1:12 `services` must be a table with a table for each service"),
        ("[services.panorama]\nmodul = ''", "2:1 `services.panorama` has no key `modul`"),
        ("[mgn]\n[services.mgn]", "2:11 two tables are for the same model"),
        ("[mgn]\n[mgn-2020-02-26]", "2:2 two tables are for the same model"),
        ("[other]", "1:2 no model is named `other`; the table has no effect"),
        ("\u{feff}[other]", "1:2 no model is named `other`; the table has no effect"),
        ("[services.other]", "1:11 no model is named `other`; the table has no effect"),
    ] {
        assert_eq!(parse(text).1, [expected], "{text}");
    }
    assert!(parse("[panorama").1[0].contains("broken TOML"));
    assert!(parse("[panorama]\n[panorama]").1[0].contains("broken TOML"));
}

/// One name for a model: as its file is called, with or without the date, with dashes or underscores, and below
/// `services` if the table's name has another meaning.
#[test]
fn tables_are_called_as_their_models_are() {
    for (text, expected) in [
        ("[mgn]", 1),
        ("[mgn-2020-02-26]", 1),
        ("[services.mgn]", 1),
        ("[a_b]", 3),
        ("[a-b]", 3),
        ("[services.package]\noperations = ['A']", 2),
    ] {
        let mut sources = Sources::new();
        let files = ["panorama.json", "mgn-2020-02-26.json", "package.json", "a-b.json"];
        let models = files.map(|file| (sources.add(file, ""), file));
        let id = sources.add("codegen.toml", text);
        let (config, report) = Choices::parse(&sources, id);
        let (assigned, found) = config.assign(&models);
        assert!(report.is_empty() && found.is_empty(), "{text}");
        assert_eq!(assigned.into_keys().collect::<Vec<_>>(), [models[expected].0], "{text}");
    }
}

#[test]
fn a_table_without_a_model_is_a_warning() {
    let mut sources = Sources::new();
    let id = sources.add("codegen.toml", "[gone]\noperations = ['A']");
    let (config, _) = Choices::parse(&sources, id);
    let (_, report) = config.assign::<usize>(&[]);
    let [warning] = report.diagnostics() else { panic!("{report:?}") };
    assert_eq!((warning.severity, warning.code), (Severity::Warning, codes::UNUSED_TABLE));
}

#[test]
fn hints_name_what_may_have_been_meant() {
    for (text, expected) in [
        (
            "[mgn.derives]\nA = ['Hashh']",
            "did you mean `Hash`?; macros of other crates are named by their path, such as `my_macros::Mask`",
        ),
        ("[mgn.derives]\nA = ['std::hash::Hashh']", "did you mean `Hash`?"),
        ("[mgn.derives]\nA = ['masks::Mask']\n[dependencies]\nmask = '1'", "did you mean `mask`?"),
        ("[mgn.derives]\nA = ['other::Mask']", "name it with its version under [dependencies]"),
        ("[package]\noperations = ['A']", "choices for the model `package.json` go into the table [services.package]"),
        (
            "[dependencies]\noperations = ['A']",
            "choices for the model `dependencies.json` go into the table [services.dependencies]",
        ),
        ("[mgn]\nsuppress = ['unknown-kye']", "did you mean `unknown-key`?"),
        (
            "[module]\noperations = []\npath = 'crate::a'",
            "choices for the model `module.json` go into the table [services.module]",
        ),
        ("[package]\nversion = '1.0'", "a version has three numbers, such as `1.0.0` or `1.0.0-beta.1`"),
    ] {
        let mut sources = Sources::new();
        let id = sources.add("codegen.toml", text);
        let hints: Vec<_> = Choices::parse(&sources, id).1.records(&sources).into_iter().map(|one| one.help).collect();
        assert_eq!(hints, [Some(expected.to_owned())], "{text}");
    }
}

#[test]
fn reads_what_the_manifest_says() {
    let (config, faults) = parse(
        "[package]\nname = 'acme'\nversion = '1.2.0-beta.1+5'\nlicense = 'MIT'\nruntime = { git = 'https://x/\"y', rev = 'a' }",
    );
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.package.name.map(|name| name.value).as_deref(), Some("acme"));
    assert_eq!(config.package.version.as_deref(), Some("1.2.0-beta.1+5"));
    assert_eq!(config.package.license.as_deref(), Some("MIT"));
    let git = Runtime::Elsewhere(r#"git = "https://x/\"y", rev = "a""#.to_owned());
    assert_eq!(config.package.runtime, Some(git));
    let (config, _) = parse("[package]\nruntime = { path = '../r' }");
    assert_eq!(config.package.runtime, Some(Runtime::Path("../r".to_owned())));
    assert_eq!(config.package.name, None);
    let (config, faults) =
        parse("[package]\nrust-version = '1.96.1'\npublish = true\ncommand = 'cargo run -p api --release'");
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.package.rust_version.as_deref(), Some("1.96.1"));
    assert_eq!(config.package.publish, Some(true));
    assert_eq!(config.command.as_deref(), Some("cargo run -p api --release"));
}

#[test]
fn reads_what_a_module_is() {
    let (config, faults) =
        parse("[module]\npath = 'crate::api'\nserver = false\nruntime = { version = '0.1' }\ncommand = 'just api'");
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.command.as_deref(), Some("just api"));
    let module = config.module.unwrap_or_else(|| panic!("no module"));
    assert_eq!(module.path.map(|path| path.value).as_deref(), Some("crate::api"));
    assert_eq!((module.client, module.server.map(|end| end.value), module.features), (None, Some(false), false));
    assert_eq!(module.runtime, Some(Runtime::Elsewhere("version = \"0.1\"".to_owned())));
}
