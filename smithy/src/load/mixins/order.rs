//! The order in which shapes take over their mixins, and the shapes that cannot.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::diagnostics::{Code, Diagnostic};
use crate::load::fields::Context;
use crate::model::{Shape, ShapeId, Shapes};

/// The shapes that use mixins, each after those that it uses. Shapes for which there is no such order are reported,
/// removed and counted among the broken ones, as Smithy does.
pub(super) fn order(context: &mut Context, shapes: &mut Shapes, broken: &mut HashSet<ShapeId>) -> Vec<ShapeId> {
    let (order, waiting) = sorted(shapes);
    if !waiting.is_empty() {
        let reasons = reasons(shapes, &waiting);
        for (id, reason) in reasons {
            let Some(shape) = shapes.remove(id.as_str()) else {
                continue;
            };
            context.push(report(&shape, reason, broken));
            broken.insert(id);
        }
    }
    order
}

/// The shapes whose mixins all come before them, and the others.
fn sorted(shapes: &Shapes) -> (Vec<ShapeId>, HashSet<ShapeId>) {
    let mut dependents: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    let mut open: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut ready: VecDeque<&ShapeId> = VecDeque::new();
    for shape in shapes.own().filter(|shape| !shape.mixins.is_empty()) {
        let mut count = 0;
        for mixin in &shape.mixins {
            // What is missing is waited for in vain.
            if shapes.get(mixin.id.as_str()).is_none_or(|mixin| !mixin.mixins.is_empty()) {
                count += 1;
                dependents.entry(&mixin.id).or_default().push(&shape.id);
            }
        }
        open.insert(&shape.id, count);
        if count == 0 {
            ready.push_back(&shape.id);
        }
    }
    let mut order = Vec::new();
    while let Some(id) = ready.pop_front() {
        open.remove(id);
        order.push(id.clone());
        for dependent in dependents.get(id).into_iter().flatten() {
            if let Some(count) = open.get_mut(dependent) {
                *count -= 1;
                if *count == 0 {
                    ready.push_back(dependent);
                }
            }
        }
    }
    (order, open.into_keys().cloned().collect())
}

/// Why a shape cannot take over its mixins.
#[derive(Clone, Copy)]
enum Reason {
    /// The n-th mixin does not exist.
    Missing(usize),
    /// The n-th mixin cannot take over its own mixins, of which one is missing.
    Waits(usize),
    /// The n-th mixin is part of a cycle.
    Cycle(usize),
}

fn reasons(shapes: &Shapes, waiting: &HashSet<ShapeId>) -> BTreeMap<ShapeId, Reason> {
    let mut reasons: BTreeMap<ShapeId, Reason> = BTreeMap::new();
    let mut dependents: HashMap<&ShapeId, Vec<(&Shape, usize)>> = HashMap::new();
    let mut open: Vec<&ShapeId> = Vec::new();
    let all = || shapes.own().filter(|shape| waiting.contains(&shape.id));
    for shape in all() {
        for (index, mixin) in shape.mixins.iter().enumerate() {
            dependents.entry(&mixin.id).or_default().push((shape, index));
        }
        let missing = shape.mixins.iter().position(|mixin| shapes.get(mixin.id.as_str()).is_none());
        if let Some(index) = missing {
            reasons.insert(shape.id.clone(), Reason::Missing(index));
            open.push(&shape.id);
        }
    }
    while let Some(id) = open.pop() {
        for (shape, index) in dependents.get(id).into_iter().flatten() {
            if !reasons.contains_key(&shape.id) {
                reasons.insert(shape.id.clone(), Reason::Waits(*index));
                open.push(&shape.id);
            }
        }
    }
    for shape in all() {
        let index = shape.mixins.iter().position(|mixin| waiting.contains(&mixin.id)).unwrap_or_default();
        reasons.entry(shape.id.clone()).or_insert(Reason::Cycle(index));
    }
    reasons
}

fn report(shape: &Shape, reason: Reason, broken: &HashSet<ShapeId>) -> Diagnostic {
    let (Reason::Missing(index) | Reason::Waits(index) | Reason::Cycle(index)) = reason;
    let (mixin, place) = match shape.mixins.get(index) {
        Some(reference) => (&reference.id, reference.place),
        None => (&shape.id, shape.place),
    };
    let diagnostic = match reason {
        Reason::Missing(_) if broken.contains(mixin) => {
            let message = format!("the mixin `{mixin}` could not be loaded");
            Diagnostic::new(Code::MIXIN, place, message).help("correct what is reported about it")
        }
        Reason::Missing(_) => {
            let message = format!("the mixin `{mixin}` does not exist");
            Diagnostic::new(Code::MIXIN, place, message).help("correct the ID, or add the shape")
        }
        Reason::Waits(_) => {
            let message = format!("the mixin `{mixin}` uses a mixin that does not exist");
            Diagnostic::new(Code::MIXIN, place, message).help("correct what is reported about it")
        }
        Reason::Cycle(_) => {
            let message = format!("the mixins of `{}` form a cycle", shape.id);
            Diagnostic::new(Code::MIXIN_CYCLE, place, message)
                .label("this is part of the cycle")
                .help("remove one of the mixins in the cycle")
        }
    };
    diagnostic.about(&shape.id)
}
