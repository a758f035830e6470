//! Predicates on single shapes, decided by following expressions to their neighbors until one fits.
//!
//! What has been found out about a neighbor is kept, so that all predicates together take time linear in the model.

use super::{Evaluation, Known};
use crate::neighbors::{Neighbors, Vertex};
use crate::selector::expression::{Expression, Sequence, Step};

impl<'e> Evaluation<'e> {
    /// Whether a sequence yields anything for a shape.
    pub(super) fn yields(&mut self, sequence: &'e Sequence, vertex: Vertex) -> bool {
        if sequence.has_variables {
            return !self.collect(sequence, vec![vertex]).is_empty();
        }
        if sequence.steps.iter().all(|step| step.expression.is_local()) {
            return self.leads_on(&sequence.steps, vertex);
        }
        let yielding = match self.yielding.get(sequence.number) {
            Some(Some(yielding)) => yielding.clone(),
            _ => {
                let all = self.neighbors.vertices().collect();
                let sources = self.backward(sequence, all);
                let yielding = self.marks(&sources);
                if let Some(place) = self.yielding.get_mut(sequence.number) {
                    *place = Some(yielding.clone());
                }
                yielding
            }
        };
        yielding.get(vertex.index()).copied().unwrap_or(false)
    }

    /// Whether expressions yield anything for a shape; none of them leads further than to neighbors.
    fn leads_on(&mut self, steps: &'e [Step], vertex: Vertex) -> bool {
        for (at, step) in steps.iter().enumerate() {
            let Expression::Neighbors(direction, relationships) = &step.expression else {
                if self.keeps(step, vertex) {
                    continue;
                }
                return false;
            };
            let rest = steps.get(at + 1..).unwrap_or_default();
            let neighbors = self.neighbors;
            let mut connected = neighbors.connected(vertex, *direction, *relationships);
            return connected.any(|neighbor| match known(&self.leading, step.number, neighbor) {
                Some(is_leading) => is_leading,
                None => {
                    let is_leading = self.leads_on(rest, neighbor);
                    keep(&mut self.leading, neighbors, step.number, neighbor, is_leading);
                    is_leading
                }
            });
        }
        true
    }

    /// Whether expressions yield a shape for any shape that they start from; none of them leads further than to neighbors.
    pub(super) fn is_reached(&mut self, steps: &'e [Step], vertex: Vertex) -> bool {
        for (at, step) in steps.iter().enumerate().rev() {
            let Expression::Neighbors(direction, relationships) = &step.expression else {
                if self.keeps(step, vertex) {
                    continue;
                }
                return false;
            };
            let rest = steps.get(..at).unwrap_or_default();
            let neighbors = self.neighbors;
            let mut connected = neighbors.connected(vertex, direction.flip(), *relationships);
            return connected.any(|neighbor| match known(&self.reached, step.number, neighbor) {
                Some(is_reached) => is_reached,
                None => {
                    let is_reached = self.is_reached(rest, neighbor);
                    keep(&mut self.reached, neighbors, step.number, neighbor, is_reached);
                    is_reached
                }
            });
        }
        self.is_start(vertex)
    }
}

fn known(all: &[Known], step: usize, vertex: Vertex) -> Option<bool> {
    *all.get(step)?.as_ref()?.get(vertex.index())?
}

fn keep(all: &mut [Known], neighbors: &Neighbors<'_>, step: usize, vertex: Vertex, value: bool) {
    let Some(known) = all.get_mut(step) else { return };
    let known = known.get_or_insert_with(|| vec![None; neighbors.len()].into());
    if let Some(known) = known.get_mut(vertex.index()) {
        *known = Some(value);
    }
}
