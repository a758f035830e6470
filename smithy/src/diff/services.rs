//! `ChangedResourceIdentifiers` and `ServiceRename`: how resources are identified, and the names that services give to
//! shapes (Smithy 2.0, "Resource", "Service").

use std::collections::{BTreeMap, HashSet};

use super::comparison::{Comparison, moved};
use crate::diagnostics::{Code, Place, Report};
use crate::model::{Model, Reference, Rename, Resource, Shape, ShapeId};

/// Resources with other identifiers.
pub(super) fn identifiers(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let resources = (change.old.shape.as_resource(), change.new.shape.as_resource());
        let (Some(old), Some(new)) = resources else { continue };
        let [before, now] = [old, new].map(by_name);
        let is_same = |(a, b): (&(&str, &ShapeId), &(&str, &ShapeId))| a == b;
        if before.len() == now.len() && before.iter().zip(&now).all(is_same) {
            continue;
        }
        let list = |identifiers: &[(&str, &ShapeId)]| match identifiers {
            [] => "none".to_owned(),
            some => some.iter().map(|(name, id)| format!("`{name}: {id}`")).collect::<Vec<_>>().join(", "),
        };
        let message = format!(
            "the identifiers of resource `{}` were {} and are {} now",
            change.new.id(),
            list(&before),
            list(&now)
        );
        report.push(change.find(Code::CHANGED_RESOURCE_IDENTIFIERS, message).help("add another resource instead"));
    }
}

fn by_name(resource: &Resource) -> Vec<(&str, &ShapeId)> {
    let mut found: Vec<_> = resource.identifiers.iter().map(|(name, reference)| (&**name, &reference.id)).collect();
    found.sort_unstable();
    found
}

/// Shapes of a service that have another name now.
pub(super) fn renames(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let services = (change.old.shape.as_service(), change.new.shape.as_service());
        let (Some(old), Some(new)) = services else { continue };
        let [before, now] = [&old.rename, &new.rename].map(|renames| by_shape(renames));
        let is_same = |(a, b): (&&Rename, &&Rename)| a.name == b.name && a.shape.id == b.shape.id;
        if before.len() == now.len() && before.values().zip(now.values()).all(is_same) {
            continue;
        }
        let service = change.new.id();
        let in_old = closure(comparison.old, change.old.shape);
        let in_new = closure(comparison.new, change.new.shape);
        let mut find = |new: Place, old: Place, message: String| {
            let diagnostic = moved(Code::SERVICE_RENAME, new, old, message).about(service);
            report.push(diagnostic.help("keep the name: generated code and some protocols use it"));
        };
        let both = |shape: &Reference| in_old.contains(&shape.id) && in_new.contains(&shape.id);
        for (id, rename) in &now {
            let name = &rename.name;
            let place = rename.shape.place;
            match before.get(id) {
                None if both(&rename.shape) => {
                    let message =
                        format!("service `{service}` renames `{id}` to `{name}`, which had no other name before");
                    find(place, change.old.place(), message);
                }
                Some(old) if old.name != *name => {
                    let message = format!(
                        "service `{service}` renames `{id}` to `{name}`, which was named `{}` before",
                        old.name
                    );
                    find(place, old.shape.place, message);
                }
                None | Some(_) => {}
            }
        }
        for (id, rename) in before.iter().filter(|(id, rename)| !now.contains_key(*id) && both(&rename.shape)) {
            let message = format!("service `{service}` does not rename `{id}` to `{}` any more", rename.name);
            find(change.new.place(), rename.shape.place, message);
        }
    }
}

fn by_shape(renames: &[Rename]) -> BTreeMap<&ShapeId, &Rename> {
    renames.iter().map(|rename| (&rename.shape.id, rename)).collect()
}

fn closure<'m>(model: &'m Model, service: &'m Shape) -> HashSet<&'m ShapeId> {
    model.closure(service).into_iter().map(|shape| &shape.id).collect()
}
