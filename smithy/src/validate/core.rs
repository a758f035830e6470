//! The validators of Smithy's core, which concern the shapes and traits of the specification itself.

mod unit;

use super::Validator;

pub(super) const VALIDATORS: &[Validator] = &[unit::validate];
