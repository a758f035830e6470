//! `ChangedOperationInput`, `ChangedOperationOutput`, and the errors of operations and services that were added or removed
//! (Smithy 2.0, "Updating operations").

use std::collections::HashSet;

use super::comparison::{Comparison, moved};
use crate::diagnostics::{Code, Diagnostic, Place, Report};
use crate::model::{Kind, Reference, ShapeId};

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let id = change.new.id();
        let find = |diagnostic: Diagnostic| diagnostic.about(id);
        let (codes, errors) = match (&change.old.shape.kind, &change.new.shape.kind) {
            (Kind::Operation(old), Kind::Operation(new)) => {
                for (code, what, old, new) in [
                    (Code::CHANGED_OPERATION_INPUT, "input", &old.input, &new.input),
                    (Code::CHANGED_OPERATION_OUTPUT, "output", &old.output, &new.output),
                ] {
                    if old.id != new.id {
                        let message =
                            format!("the {what} of operation `{id}` was `{}` and is `{}` now", old.id, new.id);
                        let place = |place: Place, otherwise| if place.source().is_some() { place } else { otherwise };
                        let new_place = place(new.place, change.new.place());
                        let diagnostic = moved(code, new_place, place(old.place, change.old.place()), message);
                        report.push(find(diagnostic).help(format!("keep the {what}, and add optional members to it")));
                    }
                }
                ((Code::ADDED_OPERATION_ERROR, Code::REMOVED_OPERATION_ERROR), (&old.errors, &new.errors))
            }
            (Kind::Service(old), Kind::Service(new)) => {
                ((Code::ADDED_SERVICE_ERROR, Code::REMOVED_SERVICE_ERROR), (&old.errors, &new.errors))
            }
            _ => continue,
        };
        let kind = change.new.shape.kind.name();
        let [known, kept] = [errors.0, errors.1].map(|list| list.iter().map(|one| &one.id).collect::<HashSet<_>>());
        for error in missing(errors.1, &known) {
            let message = format!("error `{}` was added to {kind} `{id}`", error.id);
            let diagnostic = moved(codes.0, error.place, Place::NOWHERE, message).with_event_suffix(error.id.name());
            report.push(find(diagnostic).help("it is compatible if only requests that are new in some way cause it"));
        }
        for error in missing(errors.0, &kept) {
            let message = format!("error `{}` was removed from {kind} `{id}`", error.id);
            let diagnostic = moved(codes.1, change.new.place(), error.place, message);
            report.push(find(diagnostic).with_event_suffix(error.id.name()));
        }
    }
}

/// The references to other shapes than these.
fn missing<'m>(list: &'m [Reference], known: &HashSet<&ShapeId>) -> Vec<&'m Reference> {
    list.iter().filter(|one| !known.contains(&one.id)).collect()
}
