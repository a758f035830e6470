//! The validators of traits: what their definitions say of where they may be applied, and what a model may say of its own
//! definitions.

mod breaking;
mod conflicts;
mod definition;
mod documents;
mod exclusive;
mod idempotency_token;
mod private;
mod references;
mod stability;
mod target;
mod validators;

use super::Validator;

pub(super) const VALIDATORS: &[Validator] = &[
    target::selectors,
    target::validate,
    conflicts::validate,
    exclusive::validate,
    private::validate,
    stability::traits,
    stability::shapes,
    stability::enums,
    documents::validate,
    idempotency_token::validate,
    breaking::validate,
    validators::ids,
    validators::validate,
];
