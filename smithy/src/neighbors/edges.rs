//! Edges of the graph, kept in one list for all vertices.

use super::{Relationship, Vertex};

/// One end of a relationship, seen from the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What connects the two.
    pub relationship: Relationship,
    /// The vertex at this end.
    pub vertex: Vertex,
}

/// All edges in one direction, those of a vertex next to each other.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Where the edges of each vertex begin, and at last where those of the last end.
    starts: Vec<u32>,
    list: Vec<Edge>,
}

impl Edges {
    /// Takes relationships as (from, what, to), and returns the edges in both directions. The order of those of a vertex is
    /// that of the list.
    pub(super) fn both(vertices: usize, all: &[(Vertex, Relationship, Vertex)]) -> [Self; 2] {
        let forward = all.iter().map(|&(from, relationship, to)| (from, Edge { relationship, vertex: to }));
        let reverse = all.iter().map(|&(from, relationship, to)| (to, Edge { relationship, vertex: from }));
        [Self::new(vertices, forward), Self::new(vertices, reverse)]
    }

    fn new(vertices: usize, all: impl ExactSizeIterator<Item = (Vertex, Edge)> + Clone) -> Self {
        let mut starts = vec![0u32; vertices + 1];
        for (vertex, _) in all.clone() {
            starts[vertex.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let blank = Edge { relationship: Relationship::Trait, vertex: Vertex::new(0) };
        let mut list = vec![blank; all.len()];
        for (vertex, edge) in all {
            let at = &mut next[vertex.index()];
            list[*at as usize] = edge;
            *at += 1;
        }
        Self { starts, list }
    }

    /// The edges of a vertex; none for a vertex of another graph.
    pub(super) fn of(&self, vertex: Vertex) -> &[Edge] {
        let at = vertex.index();
        let (Some(&start), Some(&end)) = (self.starts.get(at), self.starts.get(at + 1)) else {
            return &[];
        };
        self.list.get(start as usize..end as usize).unwrap_or(&[])
    }
}
