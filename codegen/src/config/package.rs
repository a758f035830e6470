//! The tables `package` and `module`: what is generated, a crate or a module of a crate.

use crate::codes;
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::read::Reader;
use super::{Choices, Located};
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
}

/// A module to generate instead of a crate; what is `None` is left to the command.
#[derive(Clone, Debug)]
pub struct ModuleConfig {
    /// Where the table is.
    pub place: Place,
    /// Its path in its crate; the table has none if there is an error.
    pub path: Option<Located<String>>,
    /// Whether there are clients.
    pub client: Option<Located<bool>>,
    /// Whether there are servers.
    pub server: Option<Located<bool>>,
    /// Whether the parts are left to features of the module's crate.
    pub features: bool,
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
                "edition" => self.edition(&of_key, value),
                "publish" => package.publish = self.boolean(&of_key, value).map(|publish| publish.value),
                _ => self.unknown("`package`", key, &PACKAGE),
            }
        }
    }

    /// The table `module`.
    pub(super) fn module(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>, choices: &mut Choices) {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`module`", "a table about the generated module", value);
            return;
        };
        let place = self.place(name.span());
        let mut module = ModuleConfig { place, path: None, client: None, server: None, features: false };
        for (key, value) in table {
            let of_key = format!("`{}` of `module`", key.get_ref());
            match &**key.get_ref() {
                "path" => module.path = self.string(&of_key, value),
                "client" => module.client = self.boolean(&of_key, value),
                "server" => module.server = self.boolean(&of_key, value),
                "features" => module.features = self.boolean(&of_key, value).is_some_and(|features| features.value),
                _ => self.unknown("`module`", key, &MODULE),
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

    /// The edition of Rust: the only one that compiles generated code.
    fn edition(&mut self, of_key: &str, value: &Spanned<DeValue<'_>>) {
        let edition = self.string(of_key, value);
        if let Some(edition) = edition.filter(|edition| edition.value != EDITION) {
            let message = format!("generated code does not compile in edition `{}`", edition.value);
            let help = format!(
                "it needs `{EDITION}`, whose prelude has `Future`; crates of any edition can depend on the generated one"
            );
            self.report.push(Diagnostic::new(codes::CONFIG_VALUE, edition.place, message).help(help));
        }
    }

    /// The command that headers name.
    pub(super) fn command(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let is_command = |text: &str| !text.trim().is_empty() && !text.contains(|c: char| c == '`' || c.is_control());
        self.checked("`command`", value, is_command, "command", "a command is one line, without backticks")
    }

    fn boolean(&mut self, of_key: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<bool>> {
        let Some(chosen) = value.get_ref().as_bool() else {
            self.mismatch(of_key, "`true` or `false`", value);
            return None;
        };
        Some(Located { value: chosen, place: self.place(value.span()) })
    }
}

/// The keys of the table `package`.
const PACKAGE: [&str; 6] = ["name", "version", "license", "edition", "rust-version", "publish"];
/// The keys of the table `module`.
const MODULE: [&str; 4] = ["path", "client", "server", "features"];

/// The edition of generated code.
const EDITION: &str = "2024";

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
