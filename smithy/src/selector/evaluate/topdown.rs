//! `:topdown`: shapes that inherit a mark from what they are bound to (Smithy 2.0, "`:topdown`").

use std::collections::HashSet;

use super::Evaluation;
use crate::model::Kind;
use crate::neighbors::{Direction, Relationships, Vertex};
use crate::selector::expression::TopDown;

/// A service, resource or operation with whether it is marked.
type Marked = (Vertex, bool);

impl<'e> Evaluation<'e> {
    /// What is marked of these and of what is bound to them, directly or indirectly.
    pub(super) fn topdown(&mut self, both: &'e TopDown, set: &[Vertex]) -> Vec<Vertex> {
        let neighbors = self.neighbors;
        let mut seen = HashSet::new();
        let mut open: Vec<Marked> = Vec::new();
        for &vertex in set {
            if self.can_be_marked(vertex) {
                open.push((vertex, self.mark(both, vertex, false)));
            }
        }
        let mut found = Vec::new();
        while let Some((vertex, mark)) = open.pop() {
            if !seen.insert((vertex, mark)) {
                continue;
            }
            if mark {
                found.push(vertex);
            }
            for bound in neighbors.connected(vertex, Direction::Forward, Relationships::BINDINGS) {
                open.push((bound, self.mark(both, bound, mark)));
            }
        }
        self.distinct(found)
    }

    /// The shapes that lead to any of these, each marked.
    pub(super) fn topdown_back(&mut self, both: &'e TopDown, set: &[Vertex]) -> Vec<Vertex> {
        let neighbors = self.neighbors;
        let mut seen = HashSet::new();
        let mut open: Vec<Marked> = set.iter().map(|&vertex| (vertex, true)).collect();
        let mut found = Vec::new();
        while let Some((vertex, mark)) = open.pop() {
            if !self.can_be_marked(vertex) || !seen.insert((vertex, mark)) {
                continue;
            }
            if self.mark(both, vertex, false) == mark {
                found.push(vertex);
            }
            for inherited in [false, true] {
                if self.mark(both, vertex, inherited) == mark {
                    let parents = neighbors.connected(vertex, Direction::Reverse, Relationships::BINDINGS);
                    open.extend(parents.map(|parent| (parent, inherited)));
                }
            }
        }
        self.distinct(found)
    }

    fn can_be_marked(&self, vertex: Vertex) -> bool {
        let subject = self.neighbors.subject(vertex).filter(|subject| subject.member.is_none());
        subject.is_some_and(|subject| {
            matches!(subject.shape.kind, Kind::Service(_) | Kind::Resource(_) | Kind::Operation(_))
        })
    }

    /// Whether a shape is marked that inherits a mark or does not.
    fn mark(&mut self, both: &'e TopDown, vertex: Vertex, inherited: bool) -> bool {
        let is_marked = inherited || self.yields(&both.qualifier, vertex);
        is_marked && !both.disqualifier.as_ref().is_some_and(|disqualifier| self.yields(disqualifier, vertex))
    }
}
