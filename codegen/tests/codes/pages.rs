//! The pages of codes: a list of all, and a page for each area.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use shapewright_codegen::tools::codes;
use shapewright_smithy::diagnostics::{Area, Rule};

/// From the folder of the package, where Cargo runs tests.
const DOCS: &str = "../docs";

/// The list of all codes; what is before the heading of its first area is written by hand.
const LIST: &str = "diagnostics.md";

/// Whoever reads a code finds what it means. `UPDATE_EXPECT=1` rewrites the pages.
#[test]
fn the_documentation_lists_all_codes() {
    let by_hand = fs::read_to_string(format!("{DOCS}/{LIST}")).unwrap_or_default();
    let by_hand = by_hand.split("\n## ").next().unwrap_or_default().trim_end();
    let mut pages = BTreeMap::from([(LIST.to_owned(), format!("{by_hand}\n\n{}", list()))]);
    pages.extend(Area::ALL.map(|area| (format!("diagnostics/{}.md", area.name()), page(area))));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(format!("{DOCS}/diagnostics")).unwrap();
        for (path, text) in &pages {
            fs::write(format!("{DOCS}/{path}"), text).unwrap();
        }
    }
    for (path, expected) in &pages {
        let found = fs::read_to_string(format!("{DOCS}/{path}")).unwrap_or_default();
        assert_eq!(
            &found, expected,
            "{path} is out of date: run `UPDATE_EXPECT=1 cargo test -p shapewright-codegen --test codes`"
        );
    }
    assert_eq!(fs::read_dir(format!("{DOCS}/diagnostics")).unwrap().count(), Area::ALL.len());
}

/// The rules of an area, sorted by name.
fn rules(area: Area) -> impl Iterator<Item = &'static Rule> {
    let codes: BTreeSet<_> = codes().collect();
    codes.into_iter().map(|code| code.rule()).filter(move |rule| rule.area == area)
}

/// A table of codes for each area.
fn list() -> String {
    let mut text = String::new();
    for area in Area::ALL {
        let _ = write!(
            text,
            "## {}\n\n| code | severity | what it reports | Smithy's event id |\n|---|---|---|---|\n",
            area.title()
        );
        for Rule { name, severity, meaning, smithy_id, .. } in rules(area) {
            let meaning = meaning.trim().trim_end_matches('.');
            let smithy_id = smithy_id.map(|id| format!("`{id}`")).unwrap_or_default();
            let link = format!("[`{name}`](diagnostics/{}.md#{name})", area.name());
            let _ = writeln!(text, "| {link} | {} | {meaning} | {smithy_id} |", severity.name());
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// All that is to be known of the rules of an area.
fn page(area: Area) -> String {
    let mut text = format!("# Diagnostics: {}\n\nSee the [list of all](../{LIST}).\n", area.title());
    for Rule { name, severity, smithy_id, meaning, fix, example, .. } in rules(area) {
        let event = smithy_id.map(|id| format!(" Smithy's event id is `{id}`.")).unwrap_or_default();
        let meaning = meaning.trim();
        let severity = severity.name();
        let _ = write!(text, "\n## {name}\n\nA *{severity}*: {meaning}{event}\n\nTo fix it: {fix}.\n");
        if !example.is_empty() {
            let _ = write!(text, "\n{}\n", example.trim_end());
        }
    }
    text
}
