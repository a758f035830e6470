//! Reads the file as a whole: the keys at its top, and its tables.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::read::Reader;
use super::{Choices, Derives, FILE, called, derives};
use crate::codes;
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report, SourceId, Sources, similar};

/// The keys and tables of the file.
const KEYS: [&str; 8] = ["models", "out", "command", "runtime", "package", "module", "services", "dependencies"];

impl Choices {
    /// Reads `shapewright.toml`; the report holds all faults, and the configuration what could be understood.
    pub fn parse(sources: &Sources, id: SourceId) -> (Self, Report) {
        let mut reader = Reader::new(id);
        let mut config = Self::default();
        if let Some(text) = reader.text(sources) {
            let (table, errors) = DeTable::parse_recoverable(text);
            for error in errors {
                let place = error.span().map_or(Place::file(id), |span| reader.place(span));
                reader.error(codes::BROKEN_TOML, place, format!("broken TOML: {}", error.message()));
            }
            let mut packages = BTreeMap::new();
            for (key, value) in table.get_ref() {
                match &**key.get_ref() {
                    "models" => config.models = reader.path("`models`", value),
                    "out" => config.out = reader.path("`out`", value),
                    "command" => config.command = reader.command(value),
                    "runtime" => config.runtime = reader.runtime(value),
                    "package" => reader.package(value, &mut config),
                    "module" => reader.module(key, value, &mut config),
                    "services" => reader.services(value, &mut config.services),
                    "dependencies" => (config.dependencies, packages) = reader.dependencies(value, text),
                    _ => reader.stranger(key, value),
                }
            }
            if let (Some(module), Some((key, _))) =
                (&config.module, table.get_ref().iter().find(|(key, _)| key.get_ref() == "package"))
            {
                let message = "a crate or a module is generated, not both";
                let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, module.place, message);
                let diagnostic = diagnostic.related(reader.place(key.span()), "the table of the crate");
                reader.report.push(diagnostic.help("remove the table `package` or the table `module`"));
            }
            for service in config.services.values_mut() {
                for Derives { paths, .. } in &mut service.derives {
                    paths.retain(|path| {
                        let fault = derives::fault(path, &packages);
                        let is_fine = fault.is_none();
                        reader.report.extend(fault);
                        is_fine
                    });
                }
            }
        }
        (config, reader.report)
    }
}

impl Reader {
    /// A key of the file that does not exist: a service's table, perhaps, which belongs below `services`.
    fn stranger(&mut self, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref();
        let is_table = value.get_ref().as_table().is_some();
        let what = if is_table { "table" } else { "key" };
        let message = format!("`{FILE}` has no {what} `{name}`");
        let diagnostic = Diagnostic::new(codes::CONFIG_KEY, self.place(key.span()), message);
        let mut diagnostic = diagnostic.did_you_mean(name, KEYS);
        if similar(name, KEYS.into_iter()).is_none() {
            diagnostic = diagnostic.help(match is_table {
                true => format!("choices for the model `{name}` go into the table [{}]", called::table(name)),
                false => format!("its keys are {}", KEYS.map(|key| format!("`{key}`")).join(", ")),
            });
        }
        self.report.push(diagnostic);
    }
}
