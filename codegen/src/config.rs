//! `codegen.toml`: choices that a model cannot express.
//!
//! ```toml
//! [panorama]                          # a model's module, see `resolve::module_name`
//! module = "cameras"                  # another name for the module and the feature
//! operations = ["CreatePackage"]      # keep these operations and what they reach
//!
//! [panorama.patterns]                 # by the shape or member that bears the pattern, or by its text
//! "com.amazonaws.panorama#PackageName" = "leave-out"
//! "^(?!-)[a-z-]+$" = { replace = "^[a-z][a-z-]*$" }
//!
//! [panorama.derives]                  # by shape, or `"*"` for all types
//! "*" = ["schemars::JsonSchema"]
//! S3Location = ["Eq", "Hash"]
//!
//! [dependencies]                      # of the generated crate, beside its own
//! schemars = "1"
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostics::{Diagnostic, Place, Report, SourceId, Sources};

/// The choices for all services.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// By the names of the models' modules.
    pub services: BTreeMap<String, ServiceConfig>,
    /// What the generated crate depends on beside the runtime: a line of its manifest each.
    pub dependencies: Vec<String>,
}

/// The choices for one service.
#[derive(Clone, Debug)]
pub struct ServiceConfig {
    /// Where the service is named; [`Place::NOWHERE`] for the default.
    pub place: Place,
    /// Another name for the module and the feature.
    pub module: Option<Located<String>>,
    /// The operations to keep, by name or shape id; all of them if `None`.
    pub operations: Option<Vec<Located<String>>>,
    /// What to do about patterns, by the shape id of what bears them or by their text.
    pub patterns: BTreeMap<String, Located<PatternChoice>>,
    /// The traits that types derive beside those that all have, in the order of the file.
    pub derives: Vec<Derives>,
}

/// Traits to derive.
#[derive(Clone, Debug)]
pub struct Derives {
    /// The name or the id of the shape; `*` for all types.
    pub shape: Located<String>,
    /// The paths of the derive macros.
    pub paths: Vec<Located<String>>,
}

/// A value, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub place: Place,
}

/// What to do about a pattern that cannot be checked as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternChoice {
    /// Check nothing.
    LeaveOut,
    /// Check this pattern instead, and show it in its place.
    Replace(Located<String>),
}

impl Default for ServiceConfig {
    fn default() -> Self {
        Self { place: Place::NOWHERE, module: None, operations: None, patterns: BTreeMap::new(), derives: Vec::new() }
    }
}

impl Config {
    /// Reads `codegen.toml`; the report holds all faults, and the configuration what could be understood.
    pub fn parse(sources: &Sources, id: SourceId) -> (Self, Report) {
        let mut reader = Reader { source: id, offset: 0, report: Report::new() };
        let mut config = Self::default();
        if let Some(text) = reader.text(sources) {
            let (table, errors) = DeTable::parse_recoverable(text);
            for error in errors {
                let place = error.span().map_or(Place::file(id), |span| reader.place(span));
                reader.error(place, format!("broken TOML: {}", error.message()));
            }
            for (key, value) in table.get_ref() {
                if key.get_ref() == "dependencies" {
                    config.dependencies = reader.dependencies(value, text);
                } else if let Some(service) = reader.service(key, value) {
                    config.services.insert(key.get_ref().to_string(), service);
                }
            }
        }
        (config, reader.report)
    }

    /// Reports services that are not among these modules of models.
    pub fn check<'a>(&self, modules: impl IntoIterator<Item = &'a str>) -> Report {
        let modules: Vec<&str> = modules.into_iter().collect();
        let mut report = Report::new();
        for (name, service) in &self.services {
            if !modules.contains(&name.as_str()) {
                let diagnostic = Diagnostic::error(service.place, format!("no model is called `{name}`"));
                report.push(diagnostic.did_you_mean(name, modules.iter().copied()));
            }
        }
        report
    }

    /// The choices for the model of this module; none if nothing is said of it.
    pub fn service(&self, module: &str) -> ServiceConfig {
        self.services.get(module).cloned().unwrap_or_default()
    }
}

struct Reader {
    source: SourceId,
    /// Where the text begins in the file.
    offset: usize,
    report: Report,
}

impl Reader {
    /// The text, without a byte order mark.
    fn text<'s>(&mut self, sources: &'s Sources) -> Option<&'s str> {
        let bytes = &sources.get(self.source)?.bytes;
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let stripped = text.strip_prefix('\u{feff}').unwrap_or(text);
                self.offset = text.len() - stripped.len();
                Some(stripped)
            }
            Err(error) => {
                let at = error.valid_up_to();
                self.error(Place::bytes(self.source, at..at + 1), "the file is not valid UTF-8");
                None
            }
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::bytes(self.source, span.start + self.offset..span.end + self.offset)
    }

    fn error(&mut self, place: Place, message: impl Into<String>) {
        self.report.push(Diagnostic::error(place, message));
    }

    fn mismatch(&mut self, what: &str, expected: &str, found: &Spanned<DeValue<'_>>) {
        let place = self.place(found.span());
        let label = format!("this is of the type {}", found.get_ref().type_str());
        self.report.push(Diagnostic::error(place, format!("{what} must be {expected}")).label(label));
    }

    fn unknown(&mut self, what: &str, key: &Spanned<DeString<'_>>, known: &str) {
        let message = format!("{what} has no key `{}`", key.get_ref());
        let place = self.place(key.span());
        self.report.push(Diagnostic::error(place, message).help(format!("it takes {known}")));
    }

    fn service(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Option<ServiceConfig> {
        let what = format!("`{}`", name.get_ref());
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(&what, "a table with the choices for the service of that name", value);
            return None;
        };
        let mut service = ServiceConfig { place: self.place(name.span()), ..ServiceConfig::default() };
        for (key, value) in table {
            let of_key = format!("`{}` of {what}", key.get_ref());
            match &**key.get_ref() {
                "module" => service.module = self.string(&of_key, value),
                "operations" => service.operations = self.strings(&of_key, value),
                "patterns" => service.patterns = self.patterns(&of_key, value),
                "derives" => service.derives = self.derives(&of_key, value),
                _ => self.unknown(&what, key, "`module`, `operations`, `patterns` and `derives`"),
            }
        }
        Some(service)
    }

    fn string(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.mismatch(what, "a string", value);
            return None;
        };
        Some(Located { value: text.to_owned(), place: self.place(value.span()) })
    }

    fn strings(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Located<String>>> {
        let Some(elements) = value.get_ref().as_array() else {
            self.mismatch(what, "an array of strings", value);
            return None;
        };
        let what = format!("an element of {what}");
        Some(elements.iter().filter_map(|element| self.string(&what, element)).collect())
    }

    fn patterns(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> BTreeMap<String, Located<PatternChoice>> {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(what, "a table with a choice for each pattern", value);
            return BTreeMap::new();
        };
        let choices = table.iter().filter_map(|(key, value)| {
            let place = self.place(key.span());
            let value = self.choice(&format!("`{}`", key.get_ref()), value)?;
            Some((key.get_ref().to_string(), Located { value, place }))
        });
        choices.collect()
    }

    fn derives(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Vec<Derives> {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(what, "a table with an array of traits for each shape, or for `\"*\"`", value);
            return Vec::new();
        };
        let derives = table.iter().filter_map(|(key, value)| {
            let shape = Located { value: key.get_ref().to_string(), place: self.place(key.span()) };
            let mut paths = self.strings(&format!("`{}` of {what}", shape.value), value)?;
            paths.retain(|path| self.derive(path));
            Some(Derives { shape, paths })
        });
        derives.collect()
    }

    /// Whether a derive macro may be called so.
    fn derive(&mut self, path: &Located<String>) -> bool {
        let text = &path.value;
        if DERIVED.contains(&text.as_str()) {
            self.report.push(Diagnostic::error(path.place, format!("every type implements `{text}` already")));
        } else if !is_path(text) {
            let diagnostic = Diagnostic::error(path.place, format!("`{text}` is no path of a derive macro"));
            self.report.push(diagnostic.help("such as `Eq` or `schemars::JsonSchema`"));
        } else {
            return true;
        }
        false
    }

    /// The lines of a table of dependencies as they stand there; Cargo judges them.
    fn dependencies(&mut self, value: &Spanned<DeValue<'_>>, text: &str) -> Vec<String> {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`dependencies`", "a table as in `Cargo.toml`", value);
            return Vec::new();
        };
        let written = |span| text.get(span).unwrap_or_default();
        let mut lines = Vec::new();
        for (name, value) in table {
            let line = written(value.span());
            if name.get_ref() == "runtime" {
                self.error(self.place(name.span()), "the generated crate depends on its runtime already");
            } else if line.starts_with(['"', '\'', '{']) {
                lines.push(format!("{} = {line}", written(name.span())));
            } else {
                let what = format!("`{}` of `dependencies`", name.get_ref());
                self.mismatch(&what, "a version or an inline table", value);
            }
        }
        lines
    }

    fn choice(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<PatternChoice> {
        match value.get_ref() {
            DeValue::String(text) if text == "leave-out" => return Some(PatternChoice::LeaveOut),
            DeValue::Table(table) if table.len() == 1 => {
                let replacement = table.iter().next().filter(|(key, _)| key.get_ref() == "replace");
                if let Some((_, replacement)) = replacement {
                    let what = format!("`replace` of {what}");
                    return self.string(&what, replacement).map(PatternChoice::Replace);
                }
            }
            _ => {}
        }
        self.mismatch(what, "\"leave-out\" or { replace = \"…\" }", value);
        None
    }
}

/// What every type implements.
const DERIVED: &[&str] = &["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];

/// Whether a text is identifiers with `::` between them.
fn is_path(text: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_ident = |part: &str| part.starts_with(is_start) && part.chars().all(|c| is_start(c) || c.is_ascii_digit());
    text.split("::").all(is_ident)
}

#[cfg(test)]
mod tests {
    use super::{Config, PatternChoice};
    use crate::diagnostics::Sources;

    fn parse(text: &str) -> (Config, Vec<String>) {
        let mut sources = Sources::new();
        let id = sources.add("codegen.toml", text);
        let (config, mut report) = Config::parse(&sources, id);
        report.merge(config.check(["panorama", "mgn"]));
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
             [panorama.patterns]\n'^a$' = 'leave-out'\n\"x#Y\" = { replace = '^b$' }\n[mgn.derives]\n'*' = ['a::B']\n\
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
        assert_eq!((&*derives.shape.value, &*derives.paths[0].value), ("*", "a::B"));
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
            ("[panorama.derives]\nA = ['Eq', 'a-b']", "2:12 `a-b` is no path of a derive macro"),
            ("[panorama.derives]\nA = ['Clone']", "2:6 every type implements `Clone` already"),
            ("dependencies = 1", "1:16 `dependencies` must be a table as in `Cargo.toml`"),
            ("[dependencies]\na = 1", "2:5 `a` of `dependencies` must be a version or an inline table"),
            ("[dependencies]\nruntime = '1'", "2:1 the generated crate depends on its runtime already"),
            ("[other]", "1:2 no model is called `other`"),
            ("\u{feff}[other]", "1:2 no model is called `other`"),
        ] {
            assert_eq!(parse(text).1, [expected], "{text}");
        }
        assert!(parse("[panorama").1[0].contains("broken TOML"));
        assert!(parse("[panorama]\n[panorama]").1[0].contains("broken TOML"));
    }
}
