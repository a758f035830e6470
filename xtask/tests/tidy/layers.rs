//! The order of the runtime's modules, as ARCHITECTURE.md has it: each may use those in the rows above its own.

use super::scan::mentions;

/// The rows of the table: in each, the modules that stand on one level. Modules of one row may use one another.
pub(crate) fn of(guide: &str) -> Vec<Vec<String>> {
    let section = guide.split("\n## ").find(|section| section.starts_with(SECTION)).unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cell = row.split('|').nth(1).unwrap_or_default();
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    })
    .collect()
}

/// The heading of the section with the table.
const SECTION: &str = "Import order of the runtime";

/// What does not keep the order. `texts` are the paths below the sources, and what is there.
pub(crate) fn faults(rows: &[Vec<String>], texts: &[(String, String)]) -> Vec<String> {
    let level = |module: &str| rows.iter().position(|row| row.iter().any(|one| one == module));
    let root = texts.iter().find(|(path, _)| path == "lib.rs").map_or("", |(_, text)| text);
    let exports = exports(root);
    let mut faults = Vec::new();
    for row in rows.iter().flatten() {
        let (file, folder) = (format!("{row}.rs"), format!("{row}/"));
        if !texts.iter().any(|(path, _)| *path == file || path.starts_with(&folder)) {
            faults.push(format!("ARCHITECTURE.md: the runtime has no module `{row}`"));
        }
    }
    for (path, text) in texts.iter().filter(|(path, _)| path != "lib.rs") {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let Some(own) = level(parts[0]) else {
            faults.push(format!("{path}: `{}` has no row in ARCHITECTURE.md", parts[0]));
            continue;
        };
        for mention in mentions(text) {
            let names: Vec<&str> = mention.path.iter().map(String::as_str).collect();
            let supers = names.iter().take_while(|name| **name == "super").count();
            let used = match *names {
                ["crate", first, ..] => first,
                ["super", ..] if supers >= parts.len() => names.get(supers).copied().unwrap_or_default(),
                _ => continue,
            };
            // The root hands on what modules hold.
            let module = exports.iter().find(|(name, _)| name == used).map_or(used, |(_, module)| module);
            if level(module).is_some_and(|level| level > own) {
                let (line, path_used) = (mention.line, names.join("::"));
                faults.push(format!("{path}:{line}: `{path_used}` is above `{}`", parts[0]));
            }
        }
    }
    faults
}

/// What the root exports, each with the module that it comes from.
fn exports(root: &str) -> Vec<(String, String)> {
    let paths = mentions(root).into_iter().map(|mention| mention.path);
    paths.filter(|path| path.len() == 2).map(|mut path| (path.remove(1), path.remove(0))).collect()
}

#[test]
fn imports_upwards_are_found() {
    let guide = "# A\n\n## Import order of the runtime\n\n| modules | what |\n|---|---|\n| `low` `lower` | x |\n| `high` | y |\n\n## B\n| `other` | z |";
    let rows = of(guide);
    assert_eq!(rows, [vec!["low", "lower"], vec!["high"]]);
    let texts = |low: &str, high: &str| {
        let files = [("lib.rs", "pub use high::Up;"), ("low.rs", low), ("lower.rs", ""), ("high/part.rs", high)];
        files.map(|(path, text)| (path.to_owned(), text.to_owned()))
    };
    let cases = [
        ("use crate::lower::A;", "use crate::low::B; use super::other;", 0),
        ("use crate::high::A;", "", 1),
        ("fn f(up: crate::Up) {}", "", 1),
        ("use super::{lower, high::part};", "", 1),
        ("// crate::high\nmod tests { use crate::high::A; }", "use super::super::low::A;", 0),
    ];
    for (low, high, count) in cases {
        let found = faults(&rows, &texts(low, high));
        assert_eq!(found.len(), count, "{low} {high}: {found:?}");
    }
    assert_eq!(faults(&rows, &texts("", "")[..2]).len(), 2, "modules of the table that are not there");
    let strange = [("stranger.rs".to_owned(), String::new())];
    assert_eq!(faults(&[], &strange).len(), 1, "a module that is not in the table");
}
