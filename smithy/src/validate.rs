//! Smithy's own validation: what the specification and Smithy's packages of traits ask of a model as a whole, under the
//! event ids, severities and shape ids of Smithy's validators (Smithy 2.0, "Model validation").

mod aws;
mod context;
mod core;
mod custom;
mod http;
mod index;
mod linters;
mod pattern;
mod rules;
mod tests;
mod traits;
mod value;
mod waiters;

pub(crate) use context::Context;
pub(crate) use value::{Timestamps, ValueCheck};

use crate::diagnostics::Report;
use crate::model::Model;

/// A validator: looks at the model and reports what it finds.
type Validator = fn(&mut Context<'_>);

/// What other validators find of a model with faults of these would only hide them; errors of the first row hide even
/// those of the second.
const FIRST: &[&[Validator]] =
    &[&[core::shapes::pattern_trait::syntax], &[core::shapes::target::validate, core::service::cycles]];

/// All other validators but those that models ask for.
const GROUPS: &[&[Validator]] = &[
    tests::VALIDATORS,
    waiters::VALIDATORS,
    http::VALIDATORS,
    core::VALIDATORS,
    core::shapes::VALIDATORS,
    core::values::VALIDATORS,
    core::service::VALIDATORS,
    traits::VALIDATORS,
    aws::VALIDATORS,
    rules::VALIDATORS,
];

/// Validates a model, be it loaded with errors or not.
///
/// What the model suppresses is in [`Report::suppressed`].
pub fn validate(model: &Model) -> Report {
    let mut context = Context::new(model);
    for validators in FIRST {
        validators.iter().for_each(|validator| validator(&mut context));
        if context.has_errors() {
            return finish(model, context);
        }
    }
    GROUPS.iter().copied().flatten().for_each(|validator| validator(&mut context));
    custom::validate(&mut context);
    finish(model, context)
}

fn finish(model: &Model, context: Context<'_>) -> Report {
    let mut report = context.into_report();
    model.suppress(&mut report);
    report
}
