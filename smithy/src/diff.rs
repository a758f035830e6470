//! Compares two versions of a model: what was added, removed and changed, and what of it breaks those who use the model,
//! under the event ids, severities and shape ids of Smithy's `smithy-diff` (Smithy 2.0, "Evolving models").

mod bindings;
mod breaking;
mod comparison;
mod constraints;
mod defaults;
mod endpoints;
mod metadata;
mod modified;
mod nullability;
mod operations;
mod services;
mod shapes;
mod sigv4;
mod target;

use comparison::Comparison;

use crate::diagnostics::Report;
use crate::model::Model;

/// Looks at the differences and reports what it finds.
type Evaluator = fn(&Comparison<'_>, &mut Report);

const EVALUATORS: &[Evaluator] = &[
    metadata::evaluate,
    shapes::added,
    shapes::removed,
    shapes::types,
    shapes::order,
    target::evaluate,
    nullability::evaluate,
    defaults::evaluate,
    constraints::enums,
    constraints::length,
    constraints::range,
    bindings::evaluate,
    operations::evaluate,
    services::identifiers,
    services::renames,
    modified::evaluate,
    breaking::evaluate,
    sigv4::evaluate,
    endpoints::evaluate,
];

/// Compares a model with an older version of it.
///
/// Places are in the new model, or in the old one where the new one has no such thing; the other place, if there is one, is
/// related. So the sources of both models must be in one [`Sources`](crate::diagnostics::Sources). The suppressions and
/// severity overrides of the new model apply; what they suppress is in [`Report::suppressed`].
///
/// Both models should have been loaded without errors: what could not be read looks as if it was not there.
///
/// ```
/// use shapewright_smithy::diagnostics::Sources;
/// use shapewright_smithy::model::Model;
///
/// let mut sources = Sources::new();
/// let old = sources.add("old.smithy", "$version: \"2\"\nnamespace a\nstructure City { name: String, mayor: String }\n");
/// let new = sources.add("new.smithy", "$version: \"2\"\nnamespace a\nstructure City { name: String }\n");
/// let (old, _) = Model::load(&sources, [old]);
/// let (new, _) = Model::load(&sources, [new]);
///
/// let report = shapewright_smithy::diff(&old, &new);
/// let found = &report.diagnostics()[0];
/// assert_eq!(found.event_id(), Some("RemovedShape"));
/// assert_eq!(found.shape.as_ref().unwrap(), "a#City$mayor");
/// assert!(shapewright_smithy::diff(&new, &new).is_empty());
/// ```
pub fn diff(old: &Model, new: &Model) -> Report {
    let comparison = Comparison::new(old, new);
    let mut report = Report::new();
    for evaluator in EVALUATORS {
        evaluator(&comparison, &mut report);
    }
    new.suppress(&mut report);
    report
}
