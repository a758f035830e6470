//! Changes to `Cargo.toml`, without touching what is there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
use toml_edit::{Array, DocumentMut, Item, RawString, Table, TableLike, Value};

use super::changes::shown;
use shapewright_codegen::tools::naming;

/// A manifest.
pub(super) struct Manifest {
    pub(super) path: PathBuf,
    document: DocumentMut,
}

impl Manifest {
    /// The manifest in a folder; `None` if there is none, and the reason if it is not TOML.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Result<Self, String>>> {
        let path = folder.join("Cargo.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(naming("read", &path)(error)),
        };
        Ok(Some(match text.parse::<DocumentMut>() {
            Ok(document) => Ok(Self { path, document }),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                let line = text[..start].matches('\n').count() + 1;
                Err(format!("{}:{line}: {}", shown(&path), error.message().trim_end()))
            }
        }))
    }

    /// What it says now.
    pub(super) fn text(&self) -> String {
        self.document.to_string()
    }

    fn table(&self, name: &str) -> Option<&dyn TableLike> {
        self.document.get(name)?.as_table_like()
    }

    /// The name of the package.
    pub(super) fn package(&self) -> Option<&str> {
        self.table("package")?.get("name")?.as_str()
    }

    /// Whether it is the root of a workspace.
    pub(super) fn is_workspace(&self) -> bool {
        self.table("workspace").is_some()
    }

    /// The edition of the package; `None` if the workspace decides it, which `workspace` is the root of.
    pub(super) fn edition(&self, workspace: Option<&Self>) -> String {
        let own = self.table("package").and_then(|package| package.get("edition"));
        let edition = match own {
            Some(edition) if edition.as_str().is_some() => own,
            Some(_) => workspace.unwrap_or(self).workspace_package("edition"),
            None => None,
        };
        // What Cargo takes if there is none.
        edition.and_then(Item::as_str).unwrap_or("2015").to_owned()
    }

    /// Whether the package names a build script.
    pub(super) fn has_build_script(&self) -> bool {
        let build = self.table("package").and_then(|package| package.get("build"));
        build.is_some_and(|build| build.as_str().is_some())
    }

    fn workspace_package(&self, key: &str) -> Option<&Item> {
        self.table("workspace")?.get("package")?.as_table_like()?.get(key)
    }

    /// The file that is the root of the library, or else of the first program, if the manifest says.
    pub(super) fn root(&self) -> Option<&str> {
        let path = |table: &dyn TableLike| table.get("path").and_then(Item::as_str).is_some();
        if let Some(lib) = self.table("lib").filter(|lib| path(*lib)) {
            return lib.get("path")?.as_str();
        }
        let programs = self.document.get("bin")?.as_array_of_tables()?;
        programs.iter().find_map(|table| table.get("path")?.as_str())
    }

    /// Adds the keys of another manifest's tables; those that are there already with other values stay as they are.
    pub(super) fn merge(&mut self, other: &str) -> Result<Merged, String> {
        let other: DocumentMut = other.parse().map_err(|error| format!("the manifest is not valid TOML: {error}"))?;
        let mut merged = Merged::default();
        for (name, table) in other.iter().filter_map(|(name, item)| Some((name, item.as_table()?))) {
            let own = self.document.entry(name).or_insert_with(|| Item::Table(Table::new()));
            let Some(own) = own.as_table_like_mut() else { return Err(format!("`{name}` is not a table")) };
            for (key, value) in table {
                match own.get(key) {
                    None => {
                        own.insert(key, value.clone());
                        merged.added.push(key.to_owned());
                    }
                    Some(present) if present.to_string().trim() == value.to_string().trim() => {}
                    Some(_) => merged.present.push(format!("{key} = {}", value.to_string().trim())),
                }
            }
        }
        Ok(merged)
    }

    /// Whether a folder, by its path from the workspace's, is a member or excluded already.
    pub(super) fn covers(&self, path: &str) -> bool {
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        let is_meant = |pattern: &str| {
            let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
            pattern == path || Pattern::new(pattern).is_ok_and(|pattern| pattern.matches_with(path, options))
        };
        let is_excluded = |folder: &str| Path::new(path).starts_with(folder.trim_start_matches("./"));
        self.list("members").any(is_meant) || self.list("exclude").any(is_excluded)
    }

    /// The first folder all of whose folders are members: `crates` for `crates/*`.
    pub(super) fn folder_of_members(&self) -> Option<&str> {
        self.list("members").find_map(|member| member.trim_start_matches("./").strip_suffix("/*"))
    }

    fn list<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let array = self.table("workspace").and_then(|workspace| workspace.get(key)).and_then(Item::as_array);
        array.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Adds a member to the workspace.
    pub(super) fn add_member(&mut self, path: &str) -> Result<(), String> {
        let workspace = self.document.get_mut("workspace").and_then(Item::as_table_like_mut);
        let members = workspace.map(|table| table.entry("members").or_insert_with(|| Item::Value(Array::new().into())));
        let Some(members) = members.and_then(Item::as_array_mut) else {
            return Err("`members` of the workspace is not an array".to_owned());
        };
        let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
        let last = members.len().checked_sub(1).and_then(|at| members.get_mut(at));
        let Some(last) = last else {
            members.push(path);
            return Ok(());
        };
        // It is laid out like the last one, whose comment stays with it.
        let (mut prefix, suffix) = (text(last.decor().prefix()), text(last.decor().suffix()));
        last.decor_mut().set_suffix("");
        if prefix.is_empty() {
            prefix.push(' ');
        }
        let trailing = text(Some(members.trailing()));
        if let Some(end) = trailing.rfind('\n').filter(|_| members.trailing_comma()) {
            let (comment, rest) = trailing.split_at(end);
            prefix.insert_str(0, comment);
            members.set_trailing(rest);
        }
        members.push_formatted(Value::from(path).decorated(prefix, suffix));
        Ok(())
    }
}

/// What a manifest got, and what it had.
#[derive(Default)]
pub(super) struct Merged {
    /// The keys that were added.
    pub(super) added: Vec<String>,
    /// Lines that differ from what is there.
    pub(super) present: Vec<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

    use super::*;

    fn manifest(text: &str) -> Manifest {
        Manifest { path: "Cargo.toml".into(), document: text.parse().unwrap() }
    }

    #[test]
    fn what_is_there_stays_as_it_is() {
        for (text, expected) in [
            ("[package]\nname = 'a' # A.\n", "[package]\nname = 'a' # A.\n\n[dependencies]\nx = { version = \"1\" }\n"),
            (
                "[dependencies]\n# B.\nb  =  \"1\"\n\n[lints]\n",
                "[dependencies]\n# B.\nb  =  \"1\"\nx = { version = \"1\" }\n\n[lints]\n",
            ),
            (
                "[dependencies.b]\nversion = \"1\"\n",
                "[dependencies]\nx = { version = \"1\" }\n[dependencies.b]\nversion = \"1\"\n",
            ),
            ("[dependencies]\nx = \"2\"\n", "[dependencies]\nx = \"2\"\n"),
        ] {
            let mut manifest = manifest(text);
            let merged = manifest.merge("[dependencies]\nx = { version = \"1\" }\n").unwrap();
            assert_eq!(manifest.text(), expected);
            assert_eq!(merged.added.is_empty(), !merged.present.is_empty());
        }
    }

    #[test]
    fn members_are_added_in_the_layout_of_the_others() {
        for (text, expected) in [
            ("[workspace]\n", "[workspace]\nmembers = [\"new\"]\n"),
            ("[workspace]\nmembers = []\n", "[workspace]\nmembers = [\"new\"]\n"),
            ("[workspace]\nmembers = [\"a\"]\n", "[workspace]\nmembers = [\"a\", \"new\"]\n"),
            (
                "[workspace]\nmembers = [\n    \"a\",\n    \"b\", # B\n]\n",
                "[workspace]\nmembers = [\n    \"a\",\n    \"b\", # B\n    \"new\",\n]\n",
            ),
            ("[workspace]\nmembers = [\n  \"a\"\n]\n", "[workspace]\nmembers = [\n  \"a\",\n  \"new\"\n]\n"),
        ] {
            let mut manifest = manifest(text);
            manifest.add_member("new").unwrap();
            assert_eq!(manifest.text(), expected);
        }
    }

    #[test]
    fn globs_cover_members() {
        let manifest = manifest("[workspace]\nmembers = [\"a\", \"./crates/*\"]\nexclude = [\"old\"]\n");
        for (path, expected) in
            [("a", true), ("b", false), ("crates/b", true), ("crates/b/c", false), ("old/x", true), ("older", false)]
        {
            assert_eq!(manifest.covers(path), expected, "{path}");
        }
        assert_eq!(manifest.folder_of_members(), Some("crates"));
    }
}
