//! The table `package`: what the manifest of the generated crate says of it.

use crate::codes;
use toml::Spanned;
use toml::de::DeValue;

use super::{Located, Reader};
use shapewright_smithy::diagnostics::Diagnostic;

/// What the manifest of the generated crate says; what is `None` is left to the command.
#[derive(Clone, Debug, Default)]
pub struct PackageConfig {
    /// The package's name.
    pub name: Option<Located<String>>,
    /// Its version.
    pub version: Option<String>,
    /// Its licence, an SPDX expression.
    pub license: Option<String>,
    /// Where its runtime is.
    pub runtime: Option<Runtime>,
}

/// Where the generated crate finds its runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In this folder, as written: relative to the folder of `codegen.toml`.
    Path(String),
    /// In a registry or a repository: keys and values as Cargo's manifest has them, such as `version = "0.1"`.
    Elsewhere(String),
}

impl Reader {
    pub(super) fn package(&mut self, value: &Spanned<DeValue<'_>>) -> PackageConfig {
        let mut package = PackageConfig::default();
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`package`", "a table about the generated crate", value);
            return package;
        };
        for (key, value) in table {
            let of_key = format!("`{}` of `package`", key.get_ref());
            match &**key.get_ref() {
                "name" => package.name = self.string(&of_key, value),
                "version" => {
                    package.version = self.string(&of_key, value).map(|version| {
                        if !is_version(&version.value) {
                            let message = format!("`{}` is not a valid version", version.value);
                            let help = "a version has three numbers, such as `1.0.0` or `1.0.0-beta.1`";
                            self.report.push(Diagnostic::new(codes::CONFIG_VALUE, version.place, message).help(help));
                        }
                        version.value
                    });
                }
                "license" => package.license = self.string(&of_key, value).map(|license| license.value),
                "runtime" => package.runtime = self.runtime(value),
                _ => {
                    self.unknown("`package`", key, "`name`, `version`, `license` and `runtime`");
                    self.hint_at_services(key, "package");
                }
            }
        }
        package
    }

    fn runtime(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Runtime> {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`runtime` of `package`", "a table with `path`, `version` or `git`", value);
            return None;
        };
        let mut found = Vec::new();
        for (key, value) in table {
            let key_text = key.get_ref().as_ref();
            if !["path", "version", "git", "branch", "rev", "tag"].contains(&key_text) {
                let known = "`path`, `version`, or `git` with `branch`, `rev` or `tag`";
                self.unknown("`runtime` of `package`", key, known);
                return None;
            }
            let value = self.string(&format!("`{key_text}` of `runtime` of `package`"), value)?;
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
}

/// Whether a text is a version (Semantic Versioning 2.0.0), as far as typing errors go.
fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let is_number = |text: &&str| text.parse::<u64>().is_ok() && (*text == "0" || !text.starts_with(['0', '+']));
    let is_rest = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    numbers.len() == 3 && numbers.iter().all(is_number) && text[core.len()..].chars().all(is_rest)
}

/// A text as a basic string of TOML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
