//! `~>`: all shapes that can be reached (Smithy 2.0, "Forward recursive neighbors").

use std::collections::HashMap;

use super::Evaluation;
use crate::neighbors::{Direction, Relationships, Vertex};

impl Evaluation<'_> {
    /// The vertices that can be reached from any other one of these.
    ///
    /// A shape is not its own recursive neighbor, even where it refers to itself; but it may be that of another one that is
    /// given.
    pub(super) fn closure(&mut self, from: &[Vertex], direction: Direction) -> Vec<Vertex> {
        let neighbors = self.neighbors;
        self.start_round();
        let mut found = Vec::new();
        let mut open = from.to_vec();
        while let Some(vertex) = open.pop() {
            for next in neighbors.connected(vertex, direction, Relationships::USUAL) {
                if self.is_first(next) {
                    found.push(next);
                    open.push(next);
                }
            }
        }
        if let [only] = from {
            found.retain(|vertex| vertex != only);
            return found;
        }
        if from.iter().any(|vertex| self.has_occurred(*vertex)) {
            let sources = self.sources(from, direction);
            found.retain(|vertex| match sources.get(vertex) {
                Some([one, other]) => [one, other].into_iter().flatten().any(|source| source != vertex),
                None => false,
            });
        }
        found
    }

    /// For each vertex that can be reached, two of those from which it can be reached, or the only one. More are not needed to
    /// know whether there is one other than itself, and so each vertex is visited at most twice.
    fn sources(&self, from: &[Vertex], direction: Direction) -> HashMap<Vertex, [Option<Vertex>; 2]> {
        let mut sources: HashMap<Vertex, [Option<Vertex>; 2]> = HashMap::new();
        let mut open: Vec<(Vertex, Vertex)> = from.iter().map(|&vertex| (vertex, vertex)).collect();
        while let Some((vertex, source)) = open.pop() {
            for next in self.neighbors.connected(vertex, direction, Relationships::USUAL) {
                let known = sources.entry(next).or_default();
                if known.contains(&Some(source)) {
                    continue;
                }
                if let Some(free) = known.iter_mut().find(|known| known.is_none()) {
                    *free = Some(source);
                    open.push((next, source));
                }
            }
        }
        sources
    }
}
