//! Projects: the models, dependencies and projections that a `smithy-build.json` names (Smithy 2.0, "smithy-build.json").
//!
//! Plugins, which are programs for other tools, are passed over.

mod config;
mod dependencies;
mod files;
mod gather;
mod transforms;
mod variables;

pub use files::{Disk, Files};

use std::collections::BTreeMap;
use std::path::Path;

use self::config::Projection;
use crate::diagnostics::{Report, SourceId, Sources};
use crate::model::Model;

/// The name of a project's file.
pub const FILE: &str = "smithy-build.json";

/// The projection of the models as they are, which every project has.
pub const SOURCE: &str = "source";

/// A project whose files are read.
#[derive(Clone, Debug)]
pub struct Project {
    models: Vec<SourceId>,
    projections: BTreeMap<Box<str>, Projection>,
}

impl Project {
    /// Reads the file of a project, `smithy-build.json`, and the models that it names, which are added to the sources.
    ///
    /// `variable` looks up environment variables. The project is as complete as can be if the report has errors.
    pub fn read(
        files: &dyn Files,
        path: &Path,
        variable: &dyn Fn(&str) -> Option<String>,
        sources: &mut Sources,
    ) -> (Self, Report) {
        config::read(files, path, variable, sources)
    }

    /// The names of the projections that are not abstract, sorted.
    pub fn projections(&self) -> impl Iterator<Item = &str> {
        self.projections.iter().filter(|(_, projection)| !projection.is_abstract).map(|(name, _)| &**name)
    }

    /// The models of a projection: those of the project and those that only the projection imports.
    pub fn models(&self, projection: &str) -> Vec<SourceId> {
        let imports = self.projections.get(projection).into_iter().flat_map(|projection| &projection.imports);
        let mut models = self.models.clone();
        for import in imports {
            if !models.contains(import) {
                models.push(*import);
            }
        }
        models
    }

    /// Loads the models of a projection as one model, and applies its transforms in order.
    ///
    /// A model with errors is not transformed.
    pub fn load(&self, sources: &Sources, projection: &str) -> (Model, Report) {
        let (mut model, mut report) = Model::load(sources, self.models(projection));
        if !report.has_errors() {
            report.merge(transforms::apply(self, projection, &mut model));
        }
        (model, report)
    }
}
