//! What a run says of each service.

use std::time::Duration;

use super::in_folder;
use crate::ir;
use crate::output;
use crate::target::Target;

/// What was made of a service.
#[derive(Clone, Debug)]
pub struct ServiceSummary {
    /// Its module.
    pub module: String,
    /// The file of its module in the output folder; its other files are in the folder of that name without `.rs`.
    pub file: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many structures, unions and enums it has.
    pub shapes: usize,
    /// How long it took, from the model's text to the formatted files.
    pub elapsed: Duration,
}

impl ServiceSummary {
    pub(super) fn new(service: &ir::Service, target: &Target, elapsed: Duration) -> Self {
        let enumerations = service.enumerations.len() + service.int_enumerations.len();
        Self {
            module: service.module.as_str().to_owned(),
            file: in_folder(target.folder(), &format!("{}.rs", service.module.as_str())),
            operations: service.operations.len(),
            shapes: service.structures.len() + service.unions.len() + enumerations,
            elapsed,
        }
    }

    /// Whether a file of the output is part of the service's module.
    pub fn has_file(&self, path: &str) -> bool {
        output::has_file(&self.file, path)
    }
}
