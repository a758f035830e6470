//! Which shapes are connected to which: the model as a graph, in both directions (Smithy 2.0, "Relationships").
//!
//! The graph is built once for a model and shared by all that walk it. Its vertices are the shapes and their members, which
//! in Smithy's terms are shapes too.

mod build;
mod edges;
mod id_refs;
mod relationship;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use edges::Edge;
pub use relationship::{Relationship, Relationships};

use self::edges::Edges;
use crate::model::{Model, ShapeId, Subject};

/// A shape or a member as a vertex of the graph: its number in [`Neighbors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vertex(u32);

impl Vertex {
    fn new(index: usize) -> Self {
        // A model has far fewer shapes than this, whose ids would not fit into memory.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number, which is below [`Neighbors::len`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// In which direction to follow relationships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From a shape to those that it refers to.
    Forward,
    /// From a shape to those that refer to it.
    Reverse,
}

impl Direction {
    /// The other direction.
    #[must_use]
    pub fn flip(self) -> Self {
        match self {
            Self::Forward => Self::Reverse,
            Self::Reverse => Self::Forward,
        }
    }
}

/// The graph of a model.
#[derive(Debug)]
pub struct Neighbors<'m> {
    model: &'m Model,
    /// The shapes of the files, each with its members after it, sorted by id, then those that are built in.
    subjects: Vec<Subject<'m>>,
    /// How many vertices are of the files.
    own: usize,
    by_id: HashMap<&'m str, Vertex>,
    forward: Edges,
    reverse: Edges,
    /// The relationships from shapes to the definitions of their traits, which are rarely followed.
    traits: OnceLock<[Edges; 2]>,
    /// The relationships from shapes to those that the values of their traits mention.
    id_refs: OnceLock<[Edges; 2]>,
}

impl<'m> Neighbors<'m> {
    /// Builds the graph of a model, in time linear in its size.
    pub fn new(model: &'m Model) -> Self {
        build::build(model)
    }

    /// The model.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// How many vertices there are.
    pub fn len(&self) -> usize {
        self.subjects.len()
    }

    /// Whether there are no vertices.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// All vertices: those of the files first, sorted by id.
    pub fn vertices(&self) -> impl Iterator<Item = Vertex> + use<> {
        (0..self.subjects.len()).map(Vertex::new)
    }

    /// Whether a shape is defined by the files rather than built in.
    pub fn is_own(&self, vertex: Vertex) -> bool {
        vertex.index() < self.own
    }

    /// The shape or member of a vertex; `None` for a vertex of another graph.
    pub fn subject(&self, vertex: Vertex) -> Option<Subject<'m>> {
        self.subjects.get(vertex.index()).copied()
    }

    /// The vertex of a shape or a member.
    pub fn vertex(&self, id: &ShapeId) -> Option<Vertex> {
        let shape = *self.by_id.get(id.shape())?;
        let Some(name) = id.member() else { return Some(shape) };
        let start = shape.index() + 1;
        let members = self.subject(shape)?.shape.members.len();
        let members = self.subjects.get(start..start + members)?;
        let found = members.binary_search_by_key(&name, |subject| subject.member.map_or("", |member| member.name()));
        Some(Vertex::new(start + found.ok()?))
    }

    /// The edges from a vertex, or those to it, in the order of the relationships; those of traits are left out (see
    /// [`Neighbors::trait_edges`] and [`Neighbors::id_ref_edges`]).
    pub fn edges(&self, vertex: Vertex, direction: Direction) -> &[Edge] {
        match direction {
            Direction::Forward => self.forward.of(vertex),
            Direction::Reverse => self.reverse.of(vertex),
        }
    }

    /// The edges from a shape to the definitions of its traits, or those from a definition to where the trait is applied.
    pub fn trait_edges(&self, vertex: Vertex, direction: Direction) -> &[Edge] {
        let [forward, reverse] = self.traits.get_or_init(|| build::trait_edges(self));
        match direction {
            Direction::Forward => forward.of(vertex),
            Direction::Reverse => reverse.of(vertex),
        }
    }

    /// The edges from a shape to those that the values of its traits mention by their ids, or those to a shape that is
    /// mentioned (Smithy 2.0, "idRef trait").
    pub fn id_ref_edges(&self, vertex: Vertex, direction: Direction) -> &[Edge] {
        let [forward, reverse] = self.id_refs.get_or_init(|| id_refs::edges(self));
        match direction {
            Direction::Forward => forward.of(vertex),
            Direction::Reverse => reverse.of(vertex),
        }
    }

    /// The vertices that these relationships connect with a vertex; one may occur several times.
    pub fn connected(
        &self,
        vertex: Vertex,
        direction: Direction,
        relationships: Relationships,
    ) -> impl Iterator<Item = Vertex> {
        let traits: &[Edge] = match relationships.contains(Relationship::Trait) {
            true => self.trait_edges(vertex, direction),
            false => &[],
        };
        let id_refs: &[Edge] = match relationships.contains(Relationship::IdRef) {
            true => self.id_ref_edges(vertex, direction),
            false => &[],
        };
        let edges = self.edges(vertex, direction).iter().chain(traits).chain(id_refs);
        edges.filter(move |edge| relationships.contains(edge.relationship)).map(|edge| edge.vertex)
    }

    /// Whether any shape refers to this one, other than by a trait.
    pub fn is_referenced(&self, vertex: Vertex) -> bool {
        !self.reverse.of(vertex).is_empty()
    }

    /// The vertices that can be reached from some, those themselves included, by following relationships in a direction;
    /// sorted.
    pub fn closure(
        &self,
        from: impl IntoIterator<Item = Vertex>,
        direction: Direction,
        relationships: Relationships,
    ) -> Vec<Vertex> {
        let mut found = vec![false; self.len()];
        let mut open: Vec<Vertex> = from.into_iter().collect();
        while let Some(vertex) = open.pop() {
            match found.get_mut(vertex.index()) {
                Some(found) if !*found => *found = true,
                _ => continue,
            }
            open.extend(self.connected(vertex, direction, relationships));
        }
        self.vertices().filter(|vertex| found[vertex.index()]).collect()
    }
}
