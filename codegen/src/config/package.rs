//! The tables `package` and `module`: what is generated, a crate or a module of a crate.

use crate::codes;
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::{Choices, Located, Reader};
use shapewright_smithy::diagnostics::{Diagnostic, Place};

/// What the manifest of the generated crate says; what is `None` is left to the command.
#[derive(Clone, Debug, Default)]
pub struct PackageConfig {
    /// The package's name.
    pub name: Option<Located<String>>,
    /// Its version.
    pub version: Option<String>,
    /// Its licence, an SPDX expression.
    pub license: Option<String>,
    /// The oldest version of Rust that compiles it.
    pub rust_version: Option<String>,
    /// Whether it may be published.
    pub publish: Option<bool>,
    /// Where its runtime is.
    pub runtime: Option<Runtime>,
}

/// A module to generate instead of a crate; what is `None` is left to the command.
#[derive(Clone, Debug)]
pub struct ModuleConfig {
    /// Where the table is.
    pub place: Place,
    /// Its path in its crate; the table has none if there is an error.
    pub path: Option<Located<String>>,
    /// Where the runtime is.
    pub runtime: Option<Runtime>,
    /// Whether there are clients.
    pub client: Option<Located<bool>>,
    /// Whether there are servers.
    pub server: Option<Located<bool>>,
    /// Whether the parts are left to features of the module's crate.
    pub features: bool,
}

/// Where generated code finds its runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In this folder, as written: relative to the folder of `codegen.toml`.
    Path(String),
    /// In a registry or a repository: keys and values as Cargo's manifest has them, such as `version = "0.1"`.
    Elsewhere(String),
}

impl Choices {
    /// Where the runtime is, of a module if one is generated.
    pub fn runtime(&self) -> Option<&Runtime> {
        self.module.as_ref().map_or(&self.package.runtime, |module| &module.runtime).as_ref()
    }
}

impl Reader {
    /// The table `package`.
    pub(super) fn package(&mut self, value: &Spanned<DeValue<'_>>, choices: &mut Choices) {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`package`", "a table about the generated crate", value);
            return;
        };
        let package = &mut choices.package;
        for (key, value) in table {
            let of_key = format!("`{}` of `package`", key.get_ref());
            match &**key.get_ref() {
                "name" => package.name = self.string(&of_key, value),
                "version" => package.version = self.checked(&of_key, value, is_version, "version", VERSION),
                "license" => package.license = self.string(&of_key, value).map(|license| license.value),
                "rust-version" => {
                    package.rust_version =
                        self.checked(&of_key, value, is_rust_version, "version of Rust", RUST_VERSION);
                }
                "publish" => package.publish = self.boolean(&of_key, value).map(|publish| publish.value),
                "runtime" => package.runtime = self.runtime("package", value),
                "command" => choices.command = self.command(&of_key, value),
                _ => {
                    let known = "`name`, `version`, `license`, `rust-version`, `publish`, `runtime` and `command`";
                    self.unknown("`package`", key, known);
                    self.hint_at_services(key, "package");
                }
            }
        }
    }

    /// The table `module`.
    pub(super) fn module(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, choices: &mut Choices) {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`module`", "a table about the generated module", value);
            self.hint_at_services(name, "module");
            return;
        };
        let place = self.place(name.span());
        let mut module = ModuleConfig { place, path: None, runtime: None, client: None, server: None, features: false };
        for (key, value) in table {
            let of_key = format!("`{}` of `module`", key.get_ref());
            match &**key.get_ref() {
                "path" => module.path = self.string(&of_key, value),
                "runtime" => module.runtime = self.runtime("module", value),
                "client" => module.client = self.boolean(&of_key, value),
                "server" => module.server = self.boolean(&of_key, value),
                "features" => module.features = self.boolean(&of_key, value).is_some_and(|features| features.value),
                "command" => choices.command = self.command(&of_key, value),
                _ => {
                    let known = "`path`, `runtime`, `client`, `server`, `features` and `command`";
                    self.unknown("`module`", key, known);
                    self.hint_at_services(key, "module");
                }
            }
        }
        if module.path.is_none() && !table.contains_key("path") {
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, place, "the table `module` has no `path`");
            self.report.push(diagnostic.help("say where the module is in its crate: `path = \"crate::api\"`"));
        }
        if let Some(end) = module.client.iter().chain(&module.server).next().filter(|_| module.features) {
            let message = "with `features`, the crate's features say whether there are clients and servers";
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, end.place, message);
            self.report.push(diagnostic.help("remove the key, or `features`"));
        }
        choices.module = Some(module);
    }

    /// A text of a form.
    fn checked(
        &mut self,
        of_key: &str,
        value: &Spanned<DeValue<'_>>,
        is_valid: impl Fn(&str) -> bool,
        what: &str,
        help: &str,
    ) -> Option<String> {
        let text = self.string(of_key, value)?;
        if !is_valid(&text.value) {
            let message = format!("`{}` is not a valid {what}", text.value);
            self.report.push(Diagnostic::new(codes::CONFIG_VALUE, text.place, message).help(help));
        }
        Some(text.value)
    }

    /// The command that headers name.
    fn command(&mut self, of_key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let is_command = |text: &str| !text.trim().is_empty() && !text.contains(|c: char| c == '`' || c.is_control());
        self.checked(of_key, value, is_command, "command", "a command is one line, without backticks")
    }

    fn boolean(&mut self, of_key: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<bool>> {
        let Some(chosen) = value.get_ref().as_bool() else {
            self.mismatch(of_key, "`true` or `false`", value);
            return None;
        };
        Some(Located { value: chosen, place: self.place(value.span()) })
    }

    fn runtime(&mut self, of: &str, value: &Spanned<DeValue<'_>>) -> Option<Runtime> {
        let what = format!("`runtime` of `{of}`");
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(&what, "a table with `path`, `version` or `git`", value);
            return None;
        };
        let mut found = Vec::new();
        for (key, value) in table {
            let key_text = key.get_ref().as_ref();
            if !["path", "version", "git", "branch", "rev", "tag"].contains(&key_text) {
                let known = "`path`, `version`, or `git` with `branch`, `rev` or `tag`";
                self.unknown(&what, key, known);
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
}

const VERSION: &str = "a version has three numbers, such as `1.0.0` or `1.0.0-beta.1`";
const RUST_VERSION: &str = "a version of Rust has two or three numbers, such as `1.95`";

/// Whether a text is a version of Rust, as manifests have it.
fn is_rust_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('.').collect();
    matches!(numbers.len(), 2 | 3) && numbers.iter().all(|number| is_number(number))
}

fn is_number(text: &str) -> bool {
    text.parse::<u64>().is_ok() && (text == "0" || !text.starts_with(['0', '+']))
}

/// Whether a text is a version (Semantic Versioning 2.0.0), as far as typing errors go.
fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let is_rest = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
    numbers.len() == 3 && numbers.iter().all(|number| is_number(number)) && text[core.len()..].chars().all(is_rest)
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
