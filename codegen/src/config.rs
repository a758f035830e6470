//! `codegen.toml`: choices that a model cannot express.
//!
//! ```toml
//! [panorama]                          # a model, see `called`; or `[services.panorama]`
//! service = "Panorama"                # if the model has several
//! projection = "external"             # if it is a project, with a smithy-build.json
//! module = "cameras"                  # another name for the module and the feature
//! name = "Cameras"                    # another name for the trait
//! operations = ["CreatePackage"]      # keep these operations and what they reach
//!
//! suppress = ["unknown-trait"]        # warnings that are not reported
//!
//! [panorama.patterns]                 # by the shape or member that bears the pattern, or by its text
//! "com.amazonaws.panorama#PackageName" = "leave-out"
//! "^(?!-)[a-z-]+$" = { replace = "^[a-z][a-z-]*$" }
//!
//! [panorama.derives]                  # by shape, or `"*"` for all types
//! "*" = ["my_macros::Mask"]
//! S3Location = ["Eq", "Hash"]
//!
//! [dependencies]                      # of generated code, besides the runtime
//! my_macros = "1"
//!
//! [package]                           # what its manifest says
//! name = "acme-cameras"
//! version = "1.2.0"
//! license = "MIT"
//! runtime = { path = "../../shapewright/runtime" } # or `version`, or `git` with `rev`, `branch` or `tag`
//! command = "just api"                # what the first line of each file names
//!
//! [module]                            # instead of `package`: a module of a crate
//! path = "crate::api"
//! server = false
//! ```

mod called;
mod derives;
mod package;
mod read;

pub use called::{called, module_name, table};
pub use package::{ModuleConfig, PackageConfig, Runtime, quoted};

use crate::codes;
use std::collections::BTreeMap;

use toml::de::DeTable;

use read::Reader;
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report, SourceId, Sources};

/// The choices for all services.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// By the names of the tables.
    pub services: BTreeMap<String, ServiceConfig>,
    /// What generated code depends on besides the runtime: a line of a manifest each.
    pub dependencies: Vec<String>,
    /// What its manifest says of it.
    pub package: PackageConfig,
    /// The module that is generated instead of a crate.
    pub module: Option<ModuleConfig>,
    /// The command that headers of files name.
    pub command: Option<String>,
}

/// The choices for one service.
#[derive(Clone, Debug)]
pub struct ServiceConfig {
    /// Where the service is named; [`Place::NOWHERE`] for the default.
    pub place: Place,
    /// What the table is called, such as `panorama` or `services.panorama`; empty for the default.
    pub table: String,
    /// The name or the id of the service, if the model has several.
    pub service: Option<Located<String>>,
    /// The projection to generate, if the model is a project; `source` by default.
    pub projection: Option<Located<String>>,
    /// Another name for the module and the feature.
    pub module: Option<Located<String>>,
    /// Another name for the trait.
    pub name: Option<Located<String>>,
    /// The warnings that are not reported.
    pub suppress: Vec<Located<String>>,
    /// The operations to keep, by name or shape id; all of them if `None`.
    pub operations: Option<Vec<Located<String>>>,
    /// What to do about patterns, by the shape id of what bears them or by their text.
    pub patterns: BTreeMap<String, Located<PatternChoice>>,
    /// The traits that types derive besides those that all have, in the order of the file.
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
        Self {
            place: Place::NOWHERE,
            table: String::new(),
            service: None,
            projection: None,
            module: None,
            name: None,
            suppress: Vec::new(),
            operations: None,
            patterns: BTreeMap::new(),
            derives: Vec::new(),
        }
    }
}

impl Choices {
    /// Reads `codegen.toml`; the report holds all faults, and the configuration what could be understood.
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
                    "dependencies" => (config.dependencies, packages) = reader.dependencies(value, text),
                    "module" => reader.module(key, value, &mut config),
                    "package" => reader.package(value, &mut config),
                    "services" => reader.services(value, &mut config.services),
                    _ => reader.service(key, value, "", &mut config.services),
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

    /// What the table of this name chooses; the defaults if the file has no such table.
    pub fn service(&self, table: &str) -> ServiceConfig {
        self.services.get(table).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
