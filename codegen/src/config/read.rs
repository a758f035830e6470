//! Reads the tables of services.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::{Derives, Located, PatternChoice, ServiceConfig, called, derives};
use crate::codes;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Report, SourceId, Sources, similar};

/// The keys of a service's table.
const KEYS: [&str; 8] = ["service", "projection", "module", "name", "operations", "patterns", "derives", "suppress"];

pub(super) struct Reader {
    pub(super) source: SourceId,
    /// Where the text begins in the file.
    offset: usize,
    pub(super) report: Report,
}

impl Reader {
    pub(super) fn new(source: SourceId) -> Self {
        Self { source, offset: 0, report: Report::new() }
    }

    /// The text, without a byte order mark.
    pub(super) fn text<'s>(&mut self, sources: &'s Sources) -> Option<&'s str> {
        let bytes = &sources.get(self.source)?.bytes;
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let stripped = text.strip_prefix('\u{feff}').unwrap_or(text);
                self.offset = text.len() - stripped.len();
                Some(stripped)
            }
            Err(error) => {
                let at = error.valid_up_to();
                self.error(Code::UNREADABLE_FILE, Place::bytes(self.source, at..at + 1), "the file is not valid UTF-8");
                None
            }
        }
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place::bytes(self.source, span.start + self.offset..span.end + self.offset)
    }

    pub(super) fn error(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.report.push(Diagnostic::new(code, place, message));
    }

    pub(super) fn mismatch(&mut self, what: &str, expected: &str, found: &Spanned<DeValue<'_>>) {
        let place = self.place(found.span());
        let label = format!("found a value of the type {}", found.get_ref().type_str());
        self.report
            .push(Diagnostic::new(codes::CONFIG_VALUE, place, format!("{what} must be {expected}")).label(label));
    }

    pub(super) fn unknown(&mut self, what: &str, key: &Spanned<DeString<'_>>, known: &[&str]) {
        let message = format!("{what} has no key `{}`", key.get_ref());
        let diagnostic = Diagnostic::new(codes::CONFIG_KEY, self.place(key.span()), message);
        let mut diagnostic = diagnostic.did_you_mean(key.get_ref(), known.iter().copied());
        if similar(key.get_ref(), known.iter().copied()).is_none() {
            let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
            diagnostic = diagnostic.help(match &**key.get_ref() {
                "runtime" | "command" | "models" | "out" => {
                    format!("`{}` is a key of the file itself: write it above all tables", key.get_ref())
                }
                _ => format!("its keys are {}", known.join(", ")),
            });
        }
        self.report.push(diagnostic);
    }

    /// The tables of services.
    pub(super) fn services(&mut self, value: &Spanned<DeValue<'_>>, services: &mut BTreeMap<String, ServiceConfig>) {
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch("`services`", "a table with a table for each service", value);
            return;
        };
        for (key, value) in table {
            if let Some(service) = self.service(key, value) {
                services.insert(key.get_ref().to_string(), service);
            }
        }
    }

    /// The table of a service.
    fn service(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Option<ServiceConfig> {
        let what = format!("`services.{}`", name.get_ref());
        let Some(table) = value.get_ref().as_table() else {
            self.mismatch(&what, "a table with the choices for the service of that name", value);
            return None;
        };
        let (place, table_name) = (self.place(name.span()), called::table(name.get_ref()));
        let mut service = ServiceConfig { place, table: table_name, ..ServiceConfig::default() };
        for (key, value) in table {
            let of_key = format!("`{}` of {what}", key.get_ref());
            match &**key.get_ref() {
                "service" => service.service = self.string(&of_key, value),
                "projection" => service.projection = self.string(&of_key, value),
                "module" => service.module = self.string(&of_key, value),
                "name" => service.name = self.string(&of_key, value),
                "operations" => service.operations = self.operations(&of_key, value),
                "patterns" => service.patterns = self.patterns(&of_key, value),
                "derives" => service.derives = self.derives(&of_key, value),
                "suppress" => service.suppress = self.suppress(&of_key, value),
                _ => self.unknown(&what, key, &KEYS),
            }
        }
        Some(service)
    }

    fn operations(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Located<String>>> {
        let is_empty = value.get_ref().as_array().is_some_and(|elements| elements.is_empty());
        if is_empty {
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, self.place(value.span()), format!("{what} is empty"));
            self.report.push(diagnostic.help("list the operations to keep, or remove the key to keep all"));
        }
        self.strings(what, value)
    }

    fn suppress(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Vec<Located<String>> {
        let mut names = self.strings(what, value).unwrap_or_default();
        names.retain(|Located { value, place }| {
            let is_known = codes::warnings().any(|code| code.is_of(value));
            if !is_known {
                let diagnostic =
                    Diagnostic::new(codes::CONFIG_VALUE, *place, format!("no warning has the code `{value}`"));
                let known = codes::warnings().flat_map(|code| [Some(code.name()), code.rule().smithy_id]).flatten();
                self.report.push(diagnostic.did_you_mean(value, known));
            }
            is_known
        });
        names
    }

    /// A path, which may not be empty.
    pub(super) fn path(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
        let path = self.string(what, value)?;
        if path.value.is_empty() {
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, path.place, format!("{what} is empty"));
            self.report.push(diagnostic.help("write a path relative to the folder of the file; `.` is that folder"));
            return None;
        }
        Some(path)
    }

    pub(super) fn string(&mut self, what: &str, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
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
            let paths = self.strings(&format!("`{}` of {what}", shape.value), value)?;
            let derived = |path: Located<String>| derives::derive(&path).map_err(|fault| self.report.push(fault)).ok();
            let paths = paths.into_iter().filter_map(derived).collect();
            Some(Derives { shape, paths })
        });
        derives.collect()
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
