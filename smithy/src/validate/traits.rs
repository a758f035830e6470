//! The validators of traits: what their definitions say of where they may be applied, and what a model may say of its own
//! definitions.

mod breaking;
mod conflicts;
mod definition;
mod documents;
mod exclusive;
mod stability;

use super::Validator;

pub(super) const VALIDATORS: &[Validator] = &[
    conflicts::validate,
    exclusive::validate,
    stability::traits,
    stability::enums,
    documents::validate,
    breaking::validate,
];
