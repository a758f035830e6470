//! Removes shapes and members, and what refers to them.

use std::collections::{HashMap, HashSet};

use super::each_traits;
use crate::load::applied;
use crate::model::{Applied, Kind, Model, Node, Reference, Shape, ShapeId, Subject, UNIT, Value};

/// Removes the shapes and members of the files that are meant, with what cannot be without them: members that target
/// them, lists and maps of them, traits that they define, and bindings.
///
/// A shape keeps what it has from a mixin that is removed.
pub fn remove_shapes(model: &mut Model, is_meant: impl Fn(Subject<'_>) -> bool) {
    remove(model, is_meant, true);
}

/// The same; traits whose definitions are removed may stay.
pub(super) fn remove(model: &mut Model, is_meant: impl Fn(Subject<'_>) -> bool, removes_traits: bool) {
    let gone = gone(model, is_meant);
    if gone.is_empty() {
        return;
    }
    for id in gone.iter().filter(|id| id.member().is_none()) {
        model.shapes.remove(id.as_str());
    }
    let mixed = mixed(model, &gone);
    for shape in model.shapes.own_mut() {
        unmix(shape, &gone, &mixed);
        let has_targets = matches!(shape.kind, Kind::Structure | Kind::Union);
        shape.members.retain(|member| {
            let is_gone = gone.contains(&member.id) || has_targets && gone.contains(&member.target.id);
            !is_gone
        });
        unbind(&mut shape.kind, &gone);
        if let Some(own) = &mut shape.own {
            unbind(own, &gone);
        }
    }
    each_traits(model, |_, traits| {
        if removes_traits {
            traits.retain(|applied| !gone.contains(&applied.id));
        }
        for applied in traits.iter_mut() {
            remove_from_lists(applied, &gone);
        }
    });
}

/// What is meant, and the lists and maps of it.
fn gone(model: &Model, is_meant: impl Fn(Subject<'_>) -> bool) -> HashSet<ShapeId> {
    let mut gone = HashSet::new();
    let mut open: Vec<ShapeId> = Vec::new();
    let mut containers: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    for shape in model.shapes() {
        let is_container = matches!(shape.kind, Kind::List | Kind::Map);
        if is_container {
            for member in &shape.members {
                containers.entry(&member.target.id).or_default().push(&shape.id);
            }
        }
        for subject in shape.subjects().filter(|subject| is_meant(*subject)) {
            // A list cannot be without its member.
            open.push(if is_container { shape.id.clone() } else { subject.id().clone() });
        }
    }
    while let Some(id) = open.pop() {
        for container in containers.get(&id).into_iter().flatten() {
            if !gone.contains(*container) {
                open.push((*container).clone());
            }
        }
        gone.insert(id);
    }
    gone
}

/// The traits that each shape still has from a mixin.
fn mixed(model: &Model, gone: &HashSet<ShapeId>) -> HashMap<ShapeId, HashSet<ShapeId>> {
    let affected = model.shapes().filter(|shape| shape.mixins.iter().any(|mixin| gone.contains(&mixin.id)));
    let mixed = affected.map(|shape| {
        let mixins = shape.mixins.iter().filter_map(|mixin| model.shape(&mixin.id));
        let traits = mixins.flat_map(|mixin| mixin.traits.iter()).map(|applied| applied.id.clone());
        (shape.id.clone(), traits.collect())
    });
    mixed.collect()
}

/// Makes what a shape has from mixins that are gone its own.
fn unmix(shape: &mut Shape, gone: &HashSet<ShapeId>, mixed: &HashMap<ShapeId, HashSet<ShapeId>>) {
    for member in shape.members.iter_mut().filter(|member| !member.mixins.is_empty()) {
        member.mixins.retain(|mixin| !gone.contains(mixin.shape()) && !gone.contains(mixin));
        if member.mixins.is_empty() {
            member.traits.make_introduced();
        }
    }
    let Some(mixed) = mixed.get(&shape.id) else {
        return;
    };
    shape.mixins.retain(|mixin| !gone.contains(&mixin.id));
    for applied in shape.traits.iter_mut() {
        applied.is_inherited &= mixed.contains(&applied.id);
    }
    shape.own = None;
}

/// Removes what is gone from an operation, a service or a resource.
fn unbind(kind: &mut Kind, gone: &HashSet<ShapeId>) {
    let is_left = |reference: &Reference| !gone.contains(&reference.id);
    match kind {
        Kind::Operation(operation) => {
            for structure in [&mut operation.input, &mut operation.output] {
                if !is_left(structure) {
                    structure.id = ShapeId::from_valid(UNIT.into());
                }
            }
            operation.errors.retain(is_left);
        }
        Kind::Service(service) => {
            service.operations.retain(is_left);
            service.resources.retain(is_left);
            service.errors.retain(is_left);
            service.rename.retain(|rename| is_left(&rename.shape));
        }
        Kind::Resource(resource) => {
            resource.identifiers.retain(|(_, target)| is_left(target));
            resource.properties.retain(|(_, target)| is_left(target));
            for operation in resource.lifecycle_mut() {
                if operation.as_ref().is_some_and(|operation| !is_left(operation)) {
                    *operation = None;
                }
            }
            resource.operations.retain(is_left);
            resource.collection_operations.retain(is_left);
            resource.resources.retain(is_left);
        }
        _ => {}
    }
}

/// Removes ids from the traits that list shapes.
fn remove_from_lists(applied: &mut Applied, gone: &HashSet<ShapeId>) {
    const LISTS: [&str; 3] = ["smithy.api#auth", "smithy.api#protocolDefinition", "smithy.api#references"];
    if !LISTS.contains(&applied.id.as_str()) {
        return;
    }
    let is_gone = |node: &Node| node.as_str().is_some_and(|id| gone.contains(id));
    let mut node = applied.node.clone();
    let is_changed = match (applied.id.as_str(), &mut node.value) {
        ("smithy.api#auth", Value::Array(ids)) => retain(ids, |id| !is_gone(id)),
        ("smithy.api#protocolDefinition", Value::Object(entries)) => {
            let traits = entries.iter_mut().find(|entry| &*entry.key == "traits");
            match traits.map(|entry| &mut entry.value.value) {
                Some(Value::Array(ids)) => retain(ids, |id| !is_gone(id)),
                _ => false,
            }
        }
        ("smithy.api#references", Value::Array(references)) => retain(references, |reference| {
            !["resource", "service"].iter().any(|key| reference.get(key).is_some_and(is_gone))
        }),
        _ => false,
    };
    if is_changed {
        *applied = Applied { is_inherited: applied.is_inherited, ..self::applied(applied.id.clone(), node) };
    }
}

/// Keeps those elements that are meant; whether there are others.
fn retain(nodes: &mut Vec<Node>, is_meant: impl Fn(&Node) -> bool) -> bool {
    let before = nodes.len();
    nodes.retain(is_meant);
    nodes.len() < before
}
