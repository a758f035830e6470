//! `AddedMetadata`, `ChangedMetadata` and `RemovedMetadata`: the keys of metadata (Smithy 2.0, "Metadata").

use super::comparison::{Comparison, moved, shown};
use crate::diagnostics::{Code, Place, Report, clip};

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    let (old, new) = (&comparison.old.metadata, &comparison.new.metadata);
    for (key, value) in new {
        let key_shown = clip(key);
        let place = value.place.to_key();
        match old.get(key) {
            None => {
                let message = format!("metadata key `{key_shown}` was added: {}", shown(value));
                report.push(moved(Code::ADDED_METADATA, place, Place::NOWHERE, message));
            }
            Some(before) if before != value => {
                let message =
                    format!("metadata key `{key_shown}` was changed from {} to {}", shown(before), shown(value));
                report.push(moved(Code::CHANGED_METADATA, place, before.place.to_key(), message));
            }
            Some(_) => {}
        }
    }
    for (key, value) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        let message = format!("metadata key `{}` was removed: {}", clip(key), shown(value));
        report.push(moved(Code::REMOVED_METADATA, Place::NOWHERE, value.place.to_key(), message));
    }
}
