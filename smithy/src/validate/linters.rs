//! The linters of Smithy's package `smithy-linters`, which models ask for by their names.

use super::custom::CustomValidator;

/// The linters by name.
pub(super) const VALIDATORS: &[(&str, CustomValidator)] = &[];
