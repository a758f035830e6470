//! `shapewright.toml`: what is generated from what, and choices that a model cannot express.
//!
//! ```toml
//! models = "models"                   # a folder, a model file or a project; paths are relative to the file's folder
//! out = "generated"                   # the output folder
//! command = "just api"                # what the first line of each file names
//! runtime = { path = "../runtime" }   # or `version`, or `git` with `rev`, `branch` or `tag`
//!
//! [package]                           # what the manifest of the generated crate says
//! name = "acme-cameras"
//! version = "1.2.0"
//! license = "MIT"
//!
//! [module]                            # instead of `package`: a module of a crate
//! path = "crate::api"
//! server = false
//!
//! [services.panorama]                 # a model, see `called`
//! service = "Panorama"                # if the model has several
//! projection = "external"             # if it is a project, with a smithy-build.json
//! module = "cameras"                  # another name for the module and the feature
//! name = "Cameras"                    # another name for the trait
//! operations = ["CreatePackage"]      # keep these operations and what they reach
//! suppress = ["unknown-trait"]        # warnings that are not reported
//!
//! [services.panorama.patterns]        # by the shape or member that bears the pattern, or by its text
//! "com.amazonaws.panorama#PackageName" = "leave-out"
//! "^(?!-)[a-z-]+$" = { replace = "^[a-z][a-z-]*$" }
//!
//! [services.panorama.derives]         # by shape, or `"*"` for all types
//! "*" = ["my_macros::Mask"]
//! S3Location = ["Eq", "Hash"]
//!
//! [dependencies]                      # of generated code, besides the runtime
//! my_macros = "1"
//! ```

mod called;
mod dependency;
mod derives;
mod file;
mod package;
mod read;

pub use called::{called, module_name, table};
pub use dependency::{Dependency, Runtime};
pub use package::{ModuleConfig, PackageConfig, quoted};

use std::collections::BTreeMap;

use shapewright_smithy::diagnostics::Place;

/// The name of the file.
pub const FILE: &str = "shapewright.toml";

/// The choices for all services.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Where the models are, relative to the folder of the file.
    pub models: Option<Located<String>>,
    /// The output folder, relative to the folder of the file.
    pub out: Option<Located<String>>,
    /// The command that headers of files name.
    pub command: Option<String>,
    /// Where the runtime is.
    pub runtime: Option<Runtime>,
    /// By the names of the tables.
    pub services: BTreeMap<String, ServiceConfig>,
    /// What generated code depends on besides the runtime.
    pub dependencies: Vec<Dependency>,
    /// What its manifest says of it.
    pub package: PackageConfig,
    /// The module that is generated instead of a crate.
    pub module: Option<ModuleConfig>,
}

/// The choices for one service.
#[derive(Clone, Debug)]
pub struct ServiceConfig {
    /// Where the service is named; [`Place::NOWHERE`] for the default.
    pub place: Place,
    /// What the table is called, such as `services.panorama`; empty for the default.
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
    /// What the table of this name chooses; the defaults if the file has no such table.
    pub fn service(&self, table: &str) -> ServiceConfig {
        self.services.get(table).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
