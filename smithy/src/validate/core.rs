//! The validators of Smithy's core, which concern the shapes and traits of the specification itself.

pub(super) mod service;
pub(super) mod shapes;
mod unit;
pub(super) mod values;

use super::Validator;

pub(super) const VALIDATORS: &[Validator] = &[unit::validate];
