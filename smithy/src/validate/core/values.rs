//! Validators of values that a model writes down: of traits, defaults, examples and metadata.

mod default_trait;
mod examples_trait;
mod metadata_trait;
mod shape_closure;
mod trait_value;
mod update_default;

use crate::validate::Validator;

pub(in crate::validate) const VALIDATORS: &[Validator] = &[
    trait_value::validate,
    default_trait::validate,
    update_default::validate,
    examples_trait::validate,
    metadata_trait::validate,
    shape_closure::validate,
];
