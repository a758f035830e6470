//! Server skeletons: what a new file is, and what is added to existing ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use shapewright_codegen::{Addition, Config, Stub, stubs};
use shapewright_smithy::diagnostics::Sources;

/// From the folder of the package, where Cargo runs tests.
const CASES: &str = "tests/stub";

/// The stub of the one service of a model, whose module is `shop`.
fn stub() -> Stub {
    let mut sources = Sources::new();
    sources.add("models/shop.smithy", fs::read(format!("{CASES}/model.smithy")).unwrap());
    let (stubs, report) = stubs(&sources, &Config::default());
    assert!(!report.has_errors(), "{}", report.render(&sources, false));
    stubs.into_iter().next().unwrap()
}

/// Compares a text with the file that has it, or writes the file under `UPDATE_EXPECT=1`; without a text, there is none.
fn check(path: &Path, text: Option<&str>) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        match text {
            Some(text) => fs::write(path, text).unwrap(),
            None => drop(fs::remove_file(path)),
        }
    }
    assert_eq!(text, fs::read_to_string(path).ok().as_deref(), "{}", path.display());
}

/// What is said of a file.
fn summary(addition: &Addition) -> String {
    let Addition { text: _, added, obsolete, macros } = addition;
    let mut summary = String::new();
    let _ = writeln!(summary, "added: {}", added.join(", "));
    for (kind, found) in [("obsolete", obsolete), ("macro", macros)] {
        for (name, line) in found {
            let _ = writeln!(summary, "{kind}: {name} in line {line}");
        }
    }
    summary
}

#[test]
fn a_new_file_has_all_methods() {
    let stub = stub();
    for (name, with_main) in [("new.rs", false), ("new_main.rs", true)] {
        check(&Path::new(CASES).join(name), Some(&stub.file("ShopService", with_main)));
    }
}

#[test]
fn missing_methods_are_added_and_nothing_else_changes() {
    let stub = stub();
    let mut count = 0;
    for case in fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        count += 1;
        let before = fs::read_to_string(case.join("before.txt")).unwrap();
        let type_name = fs::read_to_string(case.join("type.txt")).ok();
        let added = |text: &str| stub.add(text, type_name.as_deref().map(str::trim));
        let done = added(&before);
        let (after, said) = match &done {
            Ok(addition) => (addition.text.as_deref(), summary(addition)),
            Err(fault) => {
                let place = fault.place.map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default();
                (None, format!("{place}{}\nhelp: {}\n", fault.message, fault.help))
            }
        };
        check(&case.join("after.txt"), after);
        check(&case.join("said.txt"), Some(&said));
        let Ok(addition) = done else { continue };
        let Some(after) = addition.text else { continue };
        // What is added is all that is new, and nothing is missing then.
        let is_inserted = (0..=before.len()).any(|at| {
            let added = after.len() - before.len();
            before.is_char_boundary(at) && after.starts_with(&before[..at]) && after[at + added..] == before[at..]
        });
        assert!(is_inserted, "{}", case.display());
        assert_eq!(added(&after).unwrap().text, None, "{}", case.display());
        // Whatever the file begins with and its lines end with.
        let with_returns = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(added(&with_returns(&before)).unwrap().text.unwrap(), with_returns(&after), "{}", case.display());
        for start in
            ["\u{feff}", "#!/usr/bin/env run\n", "\u{feff}#!/usr/bin/env run\n", "// é 文\n", "#![allow(unused)]\n"]
        {
            let found = added(&format!("{start}{before}")).unwrap().text.unwrap();
            assert_eq!(found, format!("{start}{after}"), "{}", case.display());
        }
    }
    assert!(count > 10, "{count} cases");
}

#[test]
fn services_have_several_names() {
    let [shop, mut other] = [stub(), stub()];
    let stubs = |other: &Stub| vec![shop.clone(), other.clone()];
    let found = |name: &str, stubs: &[Stub]| match Stub::named(name, stubs) {
        Ok(stub) => stub.module.clone(),
        Err(report) => report.render(&Sources::new(), false),
    };
    other.module = "Shop".to_owned();
    for (name, module) in [("shop", "shop"), ("Shop", "Shop")] {
        assert_eq!(found(name, &stubs(&other)), module);
    }
    other.module = "shop_2".to_owned();
    other.shape_id = "example.other#Shop".to_owned();
    for (name, expected) in [
        ("shop", "shop"),
        ("shop_2", "shop_2"),
        ("example.shop#Shop", "shop"),
        ("example.other#Shop", "shop_2"),
        ("Shop", "`Shop` is ambiguous\n |\n = help: name its module, one of `shop`, `shop_2`"),
        ("shp", "did you mean `shop`?"),
        ("example.shop#Shup", "did you mean `example.shop#Shop`?"),
        ("panorama", "help: there are `Shop`, `shop`, `shop_2`"),
    ] {
        let found = found(name, &stubs(&other));
        assert!(found.contains(expected), "{name}: {found}");
    }
}
