//! `MemberShouldReferenceResource`: strings that look like identifiers of resources (Smithy 2.0, "references trait").

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Node, Reference, Resource, Shape, ShapeId, Subject, Traits};
use crate::neighbors::{Direction, Neighbors, Relationships};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let resources: Vec<(&Shape, &Resource)> =
        model.shapes().filter_map(|shape| Some((shape, shape.as_resource()?))).collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, resource)) in resources.iter().enumerate() {
        for (name, _) in &resource.identifiers {
            by_name.entry(name).or_default().push(at);
        }
    }
    if by_name.is_empty() {
        return;
    }
    let mut parents: HashMap<&ShapeId, Vec<&Shape>> = HashMap::new();
    for (shape, resource) in &resources {
        for child in &resource.resources {
            parents.entry(&child.id).or_default().push(shape);
        }
    }
    let mut reached = Reached { neighbors: context.neighbors(), parents, by_resource: HashMap::new() };
    for subject in model.subjects() {
        let Some(member) = subject.member else { continue };
        let Some(candidates) = by_name.get(member.name()) else { continue };
        if !model.target(member).is_some_and(|target| matches!(target.kind, Kind::String)) {
            continue;
        }
        let mut ignored = BTreeSet::new();
        references(&member.traits, &mut ignored);
        references(&subject.shape.traits, &mut ignored);
        let mut found = Vec::new();
        for (shape, resource) in candidates.iter().filter_map(|&at| resources.get(at)) {
            let is_same =
                |(name, target): &(Box<str>, Reference)| **name == *member.name() && target.id == member.target.id;
            let is_candidate = !ignored.contains(shape.id.as_str()) && resource.identifiers.iter().any(is_same);
            if is_candidate && !reached.has(shape, subject) {
                found.push(format!("`{}`", shape.id));
            }
        }
        if !found.is_empty() {
            let message = format!("`{}` looks like an identifier of {}", member.id, found.join(", "));
            let diagnostic = Diagnostic::new(Code::MEMBER_SHOULD_REFERENCE_RESOURCE, member.place, message);
            context.push(diagnostic.about(&member.id).help("name the resource with `@references` if it is"));
        }
    }
}

/// Adds the resources that `@references` names.
fn references<'m>(traits: &'m Traits, to: &mut BTreeSet<&'m str>) {
    let references = traits.get("smithy.api#references").and_then(|applied| applied.node.as_array());
    to.extend(references.unwrap_or_default().iter().filter_map(|one| one.get("resource").and_then(Node::as_str)));
}

/// The shapes that each resource reaches by its operations, its properties and its children.
struct Reached<'m> {
    neighbors: Rc<Neighbors<'m>>,
    parents: HashMap<&'m ShapeId, Vec<&'m Shape>>,
    /// A bit for each shape, because many resources may reach many shapes.
    by_resource: HashMap<&'m ShapeId, Vec<u64>>,
}

impl<'m> Reached<'m> {
    /// Whether a resource or a parent of it reaches a member, which then belongs to it.
    fn has(&mut self, shape: &'m Shape, subject: Subject<'m>) -> bool {
        let Some(vertex) = self.neighbors.vertex(subject.id()) else { return false };
        let parents = self.parents.get(&shape.id).into_iter().flatten().copied();
        let neighbors = &self.neighbors;
        let by_resource = &mut self.by_resource;
        std::iter::once(shape).chain(parents).any(|resource| {
            let reached = by_resource.entry(&resource.id).or_insert_with(|| bits(neighbors, resource));
            reached.get(vertex.index() / 64).is_some_and(|word| word >> (vertex.index() % 64) & 1 == 1)
        })
    }
}

fn bits(neighbors: &Neighbors<'_>, resource: &Shape) -> Vec<u64> {
    let mut bits = vec![0; neighbors.len() / 64 + 1];
    let from = neighbors.vertex(&resource.id);
    for vertex in neighbors.closure(from, Direction::Forward, Relationships::USUAL) {
        if let Some(word) = bits.get_mut(vertex.index() / 64) {
            *word |= 1 << (vertex.index() % 64);
        }
    }
    bits
}
