//! Removes what no service uses.

use std::collections::{BTreeSet, HashSet};

use super::has_tag;
use super::remove::{remove, remove_shapes};
use crate::model::{Model, Node, ShapeId, Subject, Value};
use crate::neighbors::{Direction, Neighbors, Relationships, Vertex};

/// Removes shapes that no service and no trait definition is connected with, and trait definitions that no shape uses,
/// until there are none; those with one of the tags stay.
pub fn remove_unused_shapes<S: AsRef<str>>(model: &mut Model, exported: &[S]) {
    loop {
        let before = model.shapes().count();
        let used = used(model);
        remove_shapes(model, |subject| {
            subject.member.is_none() && !used.contains(subject.id()) && !has_tag(subject.traits(), exported)
        });
        let applied: HashSet<ShapeId> =
            model.subjects().flat_map(|subject| subject.traits().iter().map(|applied| applied.id.clone())).collect();
        remove_shapes(model, |subject| {
            is_definition(subject) && !applied.contains(subject.id()) && !has_tag(subject.traits(), exported)
        });
        if model.shapes().count() == before {
            return;
        }
    }
}

/// The shapes of the files that services and trait definitions are connected with, and those that the values of their
/// traits name.
fn used(model: &Model) -> HashSet<ShapeId> {
    let neighbors = Neighbors::new(model);
    let mut found: BTreeSet<Vertex> = BTreeSet::new();
    let roots = model.shapes().filter(|shape| shape.as_service().is_some() || is_definition(shape.subject()));
    let mut open: Vec<Vertex> = roots.filter_map(|shape| neighbors.vertex(&shape.id)).collect();
    while !open.is_empty() {
        let reached = neighbors.closure(open.drain(..), Direction::Forward, Relationships::USUAL);
        for vertex in reached.into_iter().filter(|vertex| neighbors.is_own(*vertex)) {
            if found.insert(vertex)
                && let Some(subject) = neighbors.subject(vertex)
            {
                for applied in subject.traits().iter() {
                    named(model, &applied.node, &mut |id| open.extend(neighbors.vertex(id)));
                }
            }
        }
        open.retain(|vertex| !found.contains(vertex));
    }
    let subjects = found.into_iter().filter_map(|vertex| neighbors.subject(vertex));
    subjects.filter(|subject| subject.member.is_none()).map(|subject| subject.id().clone()).collect()
}

/// The shapes of the files that a value of a trait names (Smithy 2.0, "idRef trait").
fn named(model: &Model, node: &Node, found: &mut impl FnMut(&ShapeId)) {
    match &node.value {
        Value::String(text) if text.contains('#') => {
            if let Some(id) = ShapeId::parse(text).filter(|id| model.shapes.is_own(id.shape())) {
                found(&id);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| named(model, element, found)),
        Value::Object(entries) => {
            for entry in entries {
                named(model, &entry.value, found);
            }
        }
        _ => {}
    }
}

fn is_definition(subject: Subject<'_>) -> bool {
    subject.member.is_none() && subject.traits().has("smithy.api#trait")
}

/// Removes the definitions of traits, with the shapes that only they use, and keeps the traits on shapes; definitions
/// with one of the tags stay.
pub fn remove_trait_definitions<S: AsRef<str>>(model: &mut Model, exported: &[S]) {
    let removed: HashSet<ShapeId> = {
        let neighbors = Neighbors::new(model);
        let is_removed = |subject: Subject<'_>| is_definition(subject) && !has_tag(subject.traits(), exported);
        let closure = |from: Vec<Vertex>| neighbors.closure(from, Direction::Forward, Relationships::USUAL);
        let vertices = |is_meant: &dyn Fn(Subject<'_>) -> bool| -> Vec<Vertex> {
            let shapes = model.shapes().filter(|shape| is_meant(shape.subject()));
            shapes.filter_map(|shape| neighbors.vertex(&shape.id)).collect()
        };
        let candidates: HashSet<Vertex> = closure(vertices(&is_removed)).into_iter().collect();
        let others = vertices(&|subject| neighbors.vertex(subject.id()).is_none_or(|one| !candidates.contains(&one)));
        let left: HashSet<Vertex> = closure(others).into_iter().collect();
        let gone = candidates.into_iter().filter(|vertex| !left.contains(vertex));
        gone.filter_map(|vertex| Some(neighbors.subject(vertex)?.id().clone())).collect()
    };
    remove(model, |subject| removed.contains(subject.id()), false);
}
