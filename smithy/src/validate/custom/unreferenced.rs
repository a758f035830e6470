//! `UnreferencedShape`: shapes that nothing leads to (Smithy 2.0, "Linters", "UnreferencedShape").

use super::{Context, Fault, ValidatorDefinition};
use crate::diagnostics::{Code, Diagnostic};
use crate::neighbors::{Direction, Neighbors, Relationship, Relationships, Vertex};
use crate::selector::Selector;

const ROOTS: &str = "rootShapeSelector";

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let roots = match definition.selector(ROOTS)? {
        Some(selector) => selector,
        None => Selector::parse("service").map_err(|error| definition.fault(ROOTS, error.to_string()))?,
    };
    let neighbors = context.neighbors();
    let is_connected = connected(&neighbors, &roots);
    for vertex in neighbors.vertices().filter(|&vertex| neighbors.is_own(vertex)) {
        let Some(subject) = neighbors.subject(vertex) else { continue };
        if subject.member.is_some() || is_connected[vertex.index()] || subject.id().namespace() == "smithy.api" {
            continue;
        }
        let message = format!("`{}` is connected to no shape that matches the selector `{roots}`", subject.id());
        context.push(Diagnostic::new(Code::UNREFERENCED_SHAPE, subject.place(), message).about(subject.id()));
    }
    Ok(())
}

/// For each shape whether it is connected to a root or to the definition of a trait.
fn connected(neighbors: &Neighbors<'_>, roots: &Selector) -> Vec<bool> {
    let is_definition = |vertex: &Vertex| {
        let subject = neighbors.subject(*vertex);
        subject.is_some_and(|subject| subject.member.is_none() && subject.traits().has("smithy.api#trait"))
    };
    let mut open: Vec<Vertex> = neighbors.vertices().filter(is_definition).collect();
    open.extend(roots.select(neighbors).iter().filter_map(|subject| neighbors.vertex(subject.id())));
    let mut found = vec![false; neighbors.len()];
    while let Some(vertex) = open.pop() {
        match found.get_mut(vertex.index()) {
            Some(found) if !*found => *found = true,
            _ => continue,
        }
        let usual = Relationships::USUAL.with(Relationship::IdRef);
        open.extend(neighbors.connected(vertex, Direction::Forward, usual));
        // A member is connected to its shape, and an operation or resource to what it is bound to.
        let back = Relationships::BINDINGS.with(Relationship::Member);
        open.extend(neighbors.connected(vertex, Direction::Reverse, back));
    }
    found
}
