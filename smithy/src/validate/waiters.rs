//! Validators of waiters and conditions, whose expressions are run on examples of the shapes that they are about.

mod conditions;
mod matcher;
mod names;
mod waitable;

use super::Validator;
use crate::diagnostics::Severity;

pub(super) const VALIDATORS: &[Validator] = &[conditions::validate, names::validate, waitable::validate];

/// What the event id of a problem in an expression says of how bad it is.
fn event_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Danger => "JmespathEventDanger",
        Severity::Warning | Severity::Note => "JmespathEventWarning",
    }
}
