//! The configuration, and what is wrong with it.

use super::{Choices, PatternChoice, Runtime};
use crate::codes;
use shapewright_smithy::diagnostics::{Severity, Sources};

fn parse(text: &str) -> (Choices, Vec<String>) {
    let mut sources = Sources::new();
    let files = ["panorama.json", "mgn-2020-02-26.json", "package.json", "a-b.json"];
    let models = files.map(|file| (sources.add(file, ""), file));
    let id = sources.add("shapewright.toml", text);
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
        "\u{feff}[services.panorama]\r\nmodule = 'cameras'\noperations = ['A', \"B\"]\n\
         [services.panorama.patterns]\n'^a$' = 'leave-out'\n\"x#Y\" = { replace = '^b$' }\n[services.mgn.derives]\n'*' = ['a::B', 'std::hash::Hash']\n\
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
    let lines: Vec<String> = config.dependencies.iter().map(|one| one.line(str::to_owned)).collect();
    assert_eq!(lines, ["a = '1'", "b = { version = \"2\" }"]);
    assert_eq!(config.service("other").module, None);
}

#[test]
fn reports_faults_at_their_places() {
    for (text, expected) in [
        ("panorama = 1", "1:1 `shapewright.toml` has no key `panorama`"),
        ("[panorama]", "1:2 `shapewright.toml` has no table `panorama`"),
        ("models = 1", "1:10 `models` must be a string"),
        ("out = ''", "1:7 `out` is empty"),
        ("[services.panorama]\nmodul = ''", "2:1 `services.panorama` has no key `modul`"),
        ("[services.panorama]\nmodule = 7", "2:10 `module` of `services.panorama` must be a string"),
        (
            "[services.panorama]\noperations = 'A'",
            "2:14 `operations` of `services.panorama` must be an array of strings",
        ),
        (
            "[services.panorama]\noperations = ['A', 1]",
            "2:20 an element of `operations` of `services.panorama` must be a string",
        ),
        ("[services.panorama.patterns]\na = 'out'", "2:5 `a` must be \"leave-out\" or { replace = \"…\" }"),
        ("[services.panorama.patterns]\na = { with = '' }", "2:5 `a` must be \"leave-out\" or { replace = \"…\" }"),
        ("[services.panorama.patterns]\na = { replace = 1 }", "2:17 `replace` of `a` must be a string"),
        (
            "[services.panorama]\nderives = ['Eq']",
            "2:11 `derives` of `services.panorama` must be a table with an array of traits for each shape, or for `\"*\"`",
        ),
        (
            "[services.panorama.derives]\n'*' = 'Eq'",
            "2:7 `*` of `derives` of `services.panorama` must be an array of strings",
        ),
        ("[services.panorama.derives]\nA = ['Eq', 'a-b']", "2:12 `a-b` is not a valid path of a derive macro"),
        ("[services.panorama.derives]\nA = ['Clone']", "2:6 every type implements `Clone` already"),
        ("[services.panorama.derives]\nA = ['std::fmt::Debug']", "2:6 every type implements `Debug` already"),
        ("[services.panorama.derives]\nA = ['serde::Serialize']", "2:6 every type implements `Serialize` already"),
        ("[services.panorama.derives]\nA = ['Hashh']", "2:6 the standard library has no derive macro `Hashh`"),
        (
            "[services.panorama.derives]\nA = ['std::hash::Hashh']",
            "2:6 the standard library has no derive macro `Hashh`",
        ),
        (
            "[services.panorama.derives]\nA = ['masks::Mask']\n[dependencies]\nmask = '1'",
            "2:6 the generated crate does not depend on `masks`, which has the derive macro `Mask`",
        ),
        (
            "[services.panorama.derives]\nA = ['other::Mask']",
            "2:6 the generated crate does not depend on `other`, which has the derive macro `Mask`",
        ),
        (
            "[services.panorama.derives]\nA = ['json::JsonSchema']\n[dependencies]\njson = { package = 'schemars', version = '1' }",
            "2:6 `json::JsonSchema` cannot be derived: it reads serde's attributes, which generated types do not have",
        ),
        ("package = 1", "1:11 `package` must be a table about the generated crate"),
        ("[package]\nnam = ''", "2:1 `package` has no key `nam`"),
        ("[package]\nname = 1", "2:8 `name` of `package` must be a string"),
        ("[package]\nversion = '1.0'", "2:11 `1.0` is not a valid version"),
        ("[package]\nrust-version = '2024'", "2:16 `2024` is not a valid version of Rust"),
        ("[package]\npublish = 'no'", "2:11 `publish` of `package` must be `true` or `false`"),
        ("[package]\nedition = '2021'", "2:11 generated code does not compile in edition `2021`"),
        ("command = 'a`b'", "1:11 `a`b` is not a valid command"),
        ("[package]\ncommand = 'a'", "2:1 `package` has no key `command`"),
        ("module = 'a'", "1:10 `module` must be a table about the generated module"),
        ("[module]", "1:2 the table `module` has no `path`"),
        ("[module]\npath = 1", "2:8 `path` of `module` must be a string"),
        ("[module]\npath = 'crate::a'\nname = 'a'", "3:1 `module` has no key `name`"),
        ("runtime = {}", "1:11 the runtime needs `path`, `version` or `git`"),
        ("[module]\npath = 'crate::a'\nruntime = {}", "3:1 `module` has no key `runtime`"),
        (
            "[module]\npath = 'crate::a'\nfeatures = true\nserver = true",
            "4:10 with `features`, the crate's features say whether there are clients and servers",
        ),
        ("[module]\npath = 'crate::a'\n[package]", "1:2 a crate or a module is generated, not both"),
        ("runtime = '../runtime'", "1:11 `runtime` must be a table with `path`, `version` or `git`"),
        ("runtime = { pth = 'x' }", "1:13 `runtime` has no key `pth`"),
        (
            "runtime = { path = 'x', version = '1' }",
            "1:11 the runtime can have only one of `path`, `version` and `git`",
        ),
        ("runtime = { path = 'x', rev = '1' }", "1:11 `branch`, `rev` and `tag` need `git`"),
        ("dependencies = 1", "1:16 `dependencies` must be a table as in `Cargo.toml`"),
        ("[dependencies]\na = 1", "2:5 `a` of `dependencies` must be a version or an inline table"),
        (
            "[dependencies]\nshapewright-runtime = '1'",
            "2:1 `shapewright-runtime` is a dependency of all generated code; choose it with `runtime`",
        ),
        (
            "[dependencies]\nshapewright_runtime = '1'",
            "2:1 `shapewright_runtime` is a dependency of all generated code; choose it with `runtime`",
        ),
        ("[services.panorama]\nname = 1", "2:8 `name` of `services.panorama` must be a string"),
        ("[services.panorama]\noperations = []", "2:14 `operations` of `services.panorama` is empty"),
        (
            "[services.panorama]\nsuppress = 'unknown-key'",
            "2:12 `suppress` of `services.panorama` must be an array of strings",
        ),
        ("[services.panorama]\nsuppress = ['unknown-kye']", "2:13 no warning has the code `unknown-kye`"),
        (
            "[services]\npanorama = 1",
            "2:12 `services.panorama` must be a table with the choices for the service of that name",
        ),
        ("services = 1", "1:12 `services` must be a table with a table for each service"),
        ("[services.panorama]\nmodul = ''", "2:1 `services.panorama` has no key `modul`"),
        ("[services.mgn]\n[services.mgn-2020-02-26]", "2:11 two tables are for the same model"),
        ("\u{feff}[services.other]", "1:11 no model is named `other`; the table has no effect"),
        ("[services.other]", "1:11 no model is named `other`; the table has no effect"),
    ] {
        assert_eq!(parse(text).1, [expected], "{text}");
    }
    assert!(parse("[services").1[0].contains("broken TOML"));
    assert!(parse("[services.a]\n[services.a]").1[0].contains("broken TOML"));
}

/// One name for a model: as its file is called, with or without the date, with dashes or underscores.
#[test]
fn tables_are_called_as_their_models_are() {
    for (text, expected) in [
        ("[services.mgn]", 1),
        ("[services.mgn-2020-02-26]", 1),
        ("[services.a_b]", 3),
        ("[services.a-b]", 3),
        ("[services.package]\noperations = ['A']", 2),
    ] {
        let mut sources = Sources::new();
        let files = ["panorama.json", "mgn-2020-02-26.json", "package.json", "a-b.json"];
        let models = files.map(|file| (sources.add(file, ""), file));
        let id = sources.add("shapewright.toml", text);
        let (config, report) = Choices::parse(&sources, id);
        let (assigned, found) = config.assign(&models);
        assert!(report.is_empty() && found.is_empty(), "{text}");
        assert_eq!(assigned.into_keys().collect::<Vec<_>>(), [models[expected].0], "{text}");
    }
}

#[test]
fn a_table_without_a_model_is_a_warning() {
    let mut sources = Sources::new();
    let id = sources.add("shapewright.toml", "[services.gone]\noperations = ['A']");
    let (config, _) = Choices::parse(&sources, id);
    let (_, report) = config.assign::<usize>(&[]);
    let [warning] = report.diagnostics() else { panic!("{report:?}") };
    assert_eq!((warning.severity, warning.code), (Severity::Warning, codes::UNUSED_TABLE));
}

#[test]
fn hints_name_what_may_have_been_meant() {
    for (text, expected) in [
        (
            "[services.mgn.derives]\nA = ['Hashh']",
            "did you mean `Hash`?; macros of other crates are named by their path, such as `my_macros::Mask`",
        ),
        ("[services.mgn.derives]\nA = ['std::hash::Hashh']", "did you mean `Hash`?"),
        ("[services.mgn.derives]\nA = ['masks::Mask']\n[dependencies]\nmask = '1'", "did you mean `mask`?"),
        ("[services.mgn.derives]\nA = ['other::Mask']", "name it with its version under [dependencies]"),
        ("[services.mgn]\nsuppress = ['unknown-kye']", "did you mean `unknown-key`?"),
        ("[mgn]", "choices for the model `mgn` go into the table [services.mgn]"),
        ("['a b']", "choices for the model `a b` go into the table [services.\"a b\"]"),
        ("[dependency]", "did you mean `dependencies`?"),
        ("modles = 'a'", "did you mean `models`?"),
        (
            "panorama = 1",
            "its keys are `models`, `out`, `command`, `runtime`, `package`, `module`, `services`, `dependencies`",
        ),
        (
            "[package]\noperations = []",
            "its keys are `name`, `version`, `license`, `edition`, `rust-version`, `publish`",
        ),
        ("[package]\nruntime = {}", "`runtime` is a key of the file itself: write it above all tables"),
        ("[services.mgn]\nmodul = ''", "did you mean `module`?"),
        (
            "[package]\nedition = '2021'",
            "it needs `2024`, whose prelude has `Future`; crates of any edition can depend on the generated one",
        ),
        ("[package]\nversion = '1.0'", "a version has three numbers, such as `1.0.0` or `1.0.0-beta.1`"),
    ] {
        let mut sources = Sources::new();
        let id = sources.add("shapewright.toml", text);
        let hints: Vec<_> = Choices::parse(&sources, id).1.records(&sources).into_iter().map(|one| one.help).collect();
        assert_eq!(hints, [Some(expected.to_owned())], "{text}");
    }
}

#[test]
fn reads_what_the_manifest_says() {
    let (config, faults) = parse(
        "runtime = { git = 'https://x/\"y', rev = 'a' }\n[package]\nname = 'acme'\nversion = '1.2.0-beta.1+5'\nlicense = 'MIT'",
    );
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.package.name.map(|name| name.value).as_deref(), Some("acme"));
    assert_eq!(config.package.version.as_deref(), Some("1.2.0-beta.1+5"));
    assert_eq!(config.package.license.as_deref(), Some("MIT"));
    let git = Runtime::Elsewhere(r#"git = "https://x/\"y", rev = "a""#.to_owned());
    assert_eq!(config.runtime, Some(git));
    let (config, _) = parse("runtime = { path = '../r' }");
    assert_eq!(config.runtime, Some(Runtime::Path("../r".to_owned())));
    assert_eq!(config.package.name, None);
    let (config, faults) = parse(
        "command = 'cargo run -p api --release'\n[package]\nrust-version = '1.96.1'\npublish = true\nedition = '2024'",
    );
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.package.rust_version.as_deref(), Some("1.96.1"));
    assert_eq!(config.package.publish, Some(true));
    assert_eq!(config.command.as_deref(), Some("cargo run -p api --release"));
}

#[test]
fn reads_what_a_module_is() {
    let (config, faults) =
        parse("runtime = { version = '0.1' }\ncommand = 'just api'\n[module]\npath = 'crate::api'\nserver = false");
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.command.as_deref(), Some("just api"));
    assert_eq!(config.runtime, Some(Runtime::Elsewhere("version = \"0.1\"".to_owned())));
    let module = config.module.unwrap_or_else(|| panic!("no module"));
    assert_eq!(module.path.map(|path| path.value).as_deref(), Some("crate::api"));
    assert_eq!((module.client, module.server.map(|end| end.value), module.features), (None, Some(false), false));
}

#[test]
fn paths_of_dependencies_are_put_as_the_manifest_needs_them() {
    let (config, faults) = parse(
        "\u{feff}[dependencies]\na = { version = '1', path = '../a' }\n\"b-c\" = {path=\"b\"}\nd = { version = '1' }",
    );
    assert_eq!(faults, [""; 0]);
    let mut lines: Vec<String> = config.dependencies.iter().map(|one| one.line(|path| format!("../{path}"))).collect();
    lines.sort();
    assert_eq!(
        lines,
        ["\"b-c\" = {path=\"../b\"}", "a = { version = '1', path = \"../../a\" }", "d = { version = '1' }"]
    );
}

#[test]
fn reads_where_things_are() {
    let (config, faults) = parse("models = '../models'\nout = 'src/api'\n");
    assert_eq!(faults, [""; 0]);
    assert_eq!(config.models.map(|path| path.value).as_deref(), Some("../models"));
    assert_eq!(config.out.map(|path| path.value).as_deref(), Some("src/api"));
}
