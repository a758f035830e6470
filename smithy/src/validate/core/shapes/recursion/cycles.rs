//! The shapes that some of their members lead back to (Tarjan's strongly connected components).

use std::collections::HashMap;

use crate::model::{Member, Model, Shape, ShapeId};

/// The shapes of the files on a cycle of these members, each with its member on it, sorted by id.
pub(super) fn on_cycles<'m>(
    model: &'m Model,
    members: impl Fn(&'m Shape) -> Vec<&'m Member>,
) -> Vec<(&'m Shape, &'m Member)> {
    let mut search = Search { index: HashMap::new(), low: Vec::new(), component: Vec::new(), open: Vec::new() };
    for shape in model.shapes() {
        search.run(model, &members, shape);
    }
    let component = |id: &ShapeId| search.index.get(id).and_then(|at| search.component.get(*at)).copied();
    let found = model.shapes().filter_map(|shape| {
        let own = component(&shape.id)?;
        let member = members(shape).into_iter().find(|member| component(&member.target.id) == Some(own))?;
        Some((shape, member))
    });
    found.collect()
}

struct Search<'m> {
    /// The numbers of the shapes, in the order in which they are reached.
    index: HashMap<&'m ShapeId, usize>,
    low: Vec<usize>,
    /// The number of the component of each shape, which is that of one of its shapes; `usize::MAX` while it is open.
    component: Vec<usize>,
    open: Vec<usize>,
}

/// A shape under way: its number, its members, and how many of them are done.
type Frame<'m> = (usize, Vec<&'m Member>, usize);

impl<'m> Search<'m> {
    fn run(&mut self, model: &'m Model, members: &impl Fn(&'m Shape) -> Vec<&'m Member>, start: &'m Shape) {
        if self.index.contains_key(&start.id) {
            return;
        }
        // A stack of our own: a chain of shapes may be longer than the thread's stack is deep.
        let mut stack = vec![self.enter(start, members)];
        while let Some((number, found, next)) = stack.last_mut() {
            let number = *number;
            let Some(member) = found.get(*next) else {
                stack.pop();
                self.leave(number, stack.last().map(|(parent, ..)| *parent));
                continue;
            };
            *next += 1;
            let Some(target) = model.target(member) else { continue };
            match self.index.get(&target.id) {
                None => {
                    let frame = self.enter(target, members);
                    stack.push(frame);
                }
                Some(&known) if self.component.get(known) == Some(&usize::MAX) => self.lower(number, known),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, shape: &'m Shape, members: &impl Fn(&'m Shape) -> Vec<&'m Member>) -> Frame<'m> {
        let number = self.low.len();
        self.index.insert(&shape.id, number);
        self.low.push(number);
        self.component.push(usize::MAX);
        self.open.push(number);
        (number, members(shape), 0)
    }

    fn leave(&mut self, number: usize, parent: Option<usize>) {
        let low = self.low.get(number).copied().unwrap_or(number);
        if low == number {
            while let Some(open) = self.open.pop() {
                if let Some(component) = self.component.get_mut(open) {
                    *component = number;
                }
                if open == number {
                    break;
                }
            }
        }
        if let Some(parent) = parent {
            self.lower(parent, low);
        }
    }

    fn lower(&mut self, number: usize, to: usize) {
        if let Some(low) = self.low.get_mut(number) {
            *low = (*low).min(to);
        }
    }
}
