//! What generated code depends on: the key `runtime`, and the table `dependencies`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::quoted;
use super::read::Reader;
use crate::codes;

/// Where generated code finds its runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In this folder, as written: relative to the folder of `shapewright.toml`.
    Path(String),
    /// In a registry or a repository: keys and values as Cargo's manifest has them, such as `version = "0.1"`.
    Elsewhere(String),
}

/// A dependency of generated code besides the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The line of a manifest, as written.
    line: String,
    /// Where in the line a path is, quotes included, and the path: relative to the folder of `shapewright.toml`.
    path: Option<(Range<usize>, String)>,
}

impl Dependency {
    /// The line of a manifest, with the path as `place` has it: relative to that manifest.
    pub fn line(&self, place: impl FnOnce(&str) -> String) -> String {
        let mut line = self.line.clone();
        if let Some((range, path)) = &self.path {
            line.replace_range(range.clone(), &quoted(&place(path)));
        }
        line
    }
}

/// The keys of `runtime`.
const RUNTIME: [&str; 6] = ["path", "version", "git", "branch", "rev", "tag"];

impl Reader {
    /// The key `runtime`.
    pub(super) fn runtime(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Runtime> {
        let what = "`runtime`";
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(what, "a table with `path`, `version` or `git`", value);
            return None;
        };
        let mut found = Vec::new();
        for (key, value) in table {
            let key_text = key.get_ref().as_ref();
            if !RUNTIME.contains(&key_text) {
                self.unknown(what, key, &RUNTIME);
                return None;
            }
            let value = self.string(&format!("`{key_text}` of {what}"), value)?;
            found.push((key_text.to_owned(), value.value));
        }
        let get = |key: &str| found.iter().find(|(one, _)| one == key).map(|(_, value)| value.clone());
        let sources = ["path", "version", "git"].iter().filter(|key| get(key).is_some()).count();
        let details = ["branch", "rev", "tag"].iter().filter(|key| get(key).is_some()).count();
        let fault = match (sources, details) {
            (1, 0) => None,
            (1, 1) if get("git").is_some() => None,
            (1, _) if get("git").is_some() => Some("only one of `branch`, `rev` and `tag` can be given"),
            (1, _) => Some("`branch`, `rev` and `tag` need `git`"),
            (0, _) => Some("the runtime needs `path`, `version` or `git`"),
            _ => Some("the runtime can have only one of `path`, `version` and `git`"),
        };
        if let Some(fault) = fault {
            self.error(codes::CONFIG_VALUE, self.place(value.span()), fault);
            return None;
        }
        if let Some(path) = get("path") {
            return Some(Runtime::Path(path));
        }
        let entries: Vec<String> = found.iter().map(|(key, value)| format!("{key} = {}", quoted(value))).collect();
        Some(Runtime::Elsewhere(entries.join(", ")))
    }

    /// The lines of the table `dependencies` as they are written, which Cargo judges, and the packages by the names that
    /// code has for them.
    pub(super) fn dependencies(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        text: &str,
    ) -> (Vec<Dependency>, BTreeMap<String, String>) {
        let (mut lines, mut packages) = (Vec::new(), BTreeMap::new());
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`dependencies`", "a table as in `Cargo.toml`", value);
            return (lines, packages);
        };
        let written = |span| text.get(span).unwrap_or_default();
        for (name, value) in table {
            let line = written(value.span());
            if name.get_ref().replace('-', "_") == "shapewright_runtime" {
                let message =
                    format!("`{}` is a dependency of all generated code; choose it with `runtime`", name.get_ref());
                self.error(codes::CONFIG_VALUE, self.place(name.span()), message);
            } else if line.starts_with(['"', '\'', '{']) {
                let before = format!("{} = ", written(name.span()));
                let details = value.get_ref().as_table();
                let text_of = |key: &str| {
                    let value = details?.get(key)?;
                    Some((value.span(), value.get_ref().as_str()?.to_owned()))
                };
                let place = |span: Range<usize>| {
                    let at = |offset: usize| (offset + before.len()).saturating_sub(value.span().start);
                    at(span.start)..at(span.end)
                };
                let path = text_of("path").map(|(span, path)| (place(span), path));
                lines.push(Dependency { line: format!("{before}{line}"), path });
                let package = text_of("package").map_or_else(|| name.get_ref().to_string(), |(_, package)| package);
                packages.insert(name.get_ref().replace('-', "_"), package);
            } else {
                let what = format!("`{}` of `dependencies`", name.get_ref());
                self.mismatch(&what, "a version or an inline table", value);
            }
        }
        (lines, packages)
    }
}
