//! Follows sequences backwards: from shapes to those for which the sequence yields any of them.

use super::Evaluation;
use crate::neighbors::{Direction, Vertex};
use crate::selector::expression::{Expression, Sequence, Step};

impl<'e> Evaluation<'e> {
    /// The shapes for which a sequence without variables yields any of these.
    pub(super) fn backward(&mut self, sequence: &'e Sequence, set: Vec<Vertex>) -> Vec<Vertex> {
        let steps = sequence.steps.iter().rev();
        steps.fold(set, |set, step| self.step_back(step, set))
    }

    fn step_back(&mut self, step: &'e Step, mut set: Vec<Vertex>) -> Vec<Vertex> {
        if set.is_empty() {
            return set;
        }
        match &step.expression {
            expression if expression.is_filter() => {
                set.retain(|&vertex| self.keeps(step, vertex));
                set
            }
            Expression::Neighbors(direction, relationships) => {
                let neighbors = self.neighbors;
                let direction = direction.flip();
                let found = set.iter().flat_map(|&vertex| neighbors.connected(vertex, direction, *relationships));
                self.distinct(found.collect())
            }
            Expression::Closure => self.closure(&set, Direction::Reverse),
            Expression::Is(alternatives) => {
                let mut all = Vec::new();
                for alternative in alternatives {
                    all.extend(self.backward(alternative, set.clone()));
                }
                self.distinct(all)
            }
            Expression::Root(number, sequence) => {
                let root = self.root(*number, sequence);
                // It yields the same for all shapes.
                match set.iter().any(|vertex| root.binary_search(vertex).is_ok()) {
                    true => self.neighbors.vertices().collect(),
                    false => Vec::new(),
                }
            }
            Expression::Recursive(sequence) => {
                self.recursive(set, |evaluation, set| evaluation.backward(sequence, set))
            }
            Expression::TopDown(both) => self.topdown_back(both, &set),
            _ => Vec::new(),
        }
    }
}
