//! Evaluates selectors: from the shapes that a sequence is given to those that it yields.
//!
//! Without variables, what an expression yields for a set of shapes is the union of what it yields for each. So sets of
//! shapes are passed from expression to expression, each shape once, and the time is linear in the model for each
//! expression. What follows a variable that is set must be evaluated for each shape by itself.
//!
//! Predicates such as `:test(> string)` are decided by looking at the neighbors of the shape (`local`), or, where they lead
//! further, for all shapes at once by following them backwards (`backward`).

mod backward;
mod closure;
mod local;
mod topdown;

use std::collections::HashSet;
use std::rc::Rc;

use super::expression::{Expression, Sequence, Step};
use super::parse::Parsed;
use super::value::{Scope, Value, Variables};
use crate::neighbors::{Neighbors, Vertex};

/// Whether something is known of a vertex, and what.
type Known = Option<Box<[Option<bool>]>>;

/// A selector in the course of its evaluation on a model, with what is known so far.
pub(super) struct Evaluation<'e> {
    neighbors: &'e Neighbors<'e>,
    parsed: &'e Parsed,
    variables: Variables,
    /// By sequence: which shapes it yields anything for.
    yielding: Vec<Option<Rc<[bool]>>>,
    /// By expression: which of its neighbors it leads on to anything.
    leading: Vec<Known>,
    /// By expression of the outermost sequence: which shapes it is given.
    reached: Vec<Known>,
    /// By number: what the functions `:root` yield.
    roots: Vec<Option<Rc<[Vertex]>>>,
    /// What is used to find vertices that occur twice: the last round in which each has occurred.
    rounds: Vec<u32>,
    round: u32,
    /// The shapes that the whole selector yields.
    selected: Option<Rc<[bool]>>,
}

impl<'e> Evaluation<'e> {
    pub(super) fn new(parsed: &'e Parsed, neighbors: &'e Neighbors<'e>) -> Self {
        let counts = parsed.counts;
        Self {
            neighbors,
            parsed,
            variables: vec![None; parsed.variables.len()],
            yielding: vec![None; counts.sequences],
            leading: vec![None; counts.steps],
            reached: vec![None; counts.steps],
            roots: vec![None; counts.roots],
            rounds: vec![0; neighbors.len()],
            round: 0,
            selected: None,
        }
    }

    /// The shapes that selectors start from: those of the files and of the prelude.
    pub(super) fn starts(&self) -> Vec<Vertex> {
        self.neighbors.vertices().filter(|vertex| self.is_start(*vertex)).collect()
    }

    fn is_start(&self, vertex: Vertex) -> bool {
        let is_prelude = || self.neighbors.subject(vertex).is_some_and(|one| one.id().namespace() == "smithy.api");
        self.neighbors.is_own(vertex) || is_prelude()
    }

    /// Whether the selector yields the shape for any shape that it starts from.
    pub(super) fn selects(&mut self, vertex: Vertex) -> bool {
        let sequence = &self.parsed.sequence;
        let is_local = sequence.steps.iter().all(|step| step.expression.is_local());
        if is_local && !sequence.has_variables {
            return self.is_reached(&sequence.steps, vertex);
        }
        let selected = match &self.selected {
            Some(selected) => selected.clone(),
            None => {
                let selected = self.select();
                let selected = self.marks(&selected);
                self.selected.insert(selected).clone()
            }
        };
        selected.get(vertex.index()).copied().unwrap_or(false)
    }

    /// The shapes that the selector yields, sorted.
    pub(super) fn select(&mut self) -> Vec<Vertex> {
        let starts = self.starts();
        self.select_from(starts)
    }

    /// The shapes that the selector yields for some, sorted.
    pub(super) fn select_from(&mut self, starts: Vec<Vertex>) -> Vec<Vertex> {
        self.outermost(&self.parsed.sequence, starts)
    }

    /// Calls back with the shapes that the selector yields and the variables at that time.
    pub(super) fn matches(&mut self, found: &mut dyn FnMut(&Variables, &[Vertex])) {
        let starts = self.starts();
        self.each_match(&self.parsed.sequence, starts, &mut |evaluation, set| found(&evaluation.variables, set));
    }

    /// What a sequence yields that has variables of its own: the whole selector or one in `:root`.
    fn outermost(&mut self, sequence: &'e Sequence, starts: Vec<Vertex>) -> Vec<Vertex> {
        let mut all = Vec::new();
        self.each_match(sequence, starts, &mut |_, set| all.extend_from_slice(set));
        sorted(all)
    }

    fn each_match(&mut self, sequence: &'e Sequence, starts: Vec<Vertex>, found: &mut dyn FnMut(&mut Self, &[Vertex])) {
        let blank: Variables = vec![None; self.variables.len()];
        let before = std::mem::replace(&mut self.variables, blank.clone());
        let plain = sequence.steps.iter().take_while(|step| !step.sets_variables).count();
        let (plain, rest) = sequence.steps.split_at(plain);
        let set = plain.iter().fold(starts, |set, step| self.step(step, set));
        if rest.is_empty() {
            found(self, &set);
        } else {
            for vertex in set {
                self.variables.clone_from(&blank);
                self.run(rest, vec![vertex], found);
            }
        }
        self.variables = before;
    }

    /// Evaluates expressions one after another, and calls back with what the last yields while the variables have the values
    /// that belong to it.
    fn run(&mut self, steps: &'e [Step], mut set: Vec<Vertex>, found: &mut dyn FnMut(&mut Self, &[Vertex])) {
        for (at, step) in steps.iter().enumerate() {
            if set.is_empty() {
                return;
            }
            if !step.sets_variables {
                set = self.step(step, set);
                continue;
            }
            let rest = steps.get(at + 1..).unwrap_or_default();
            for vertex in set {
                match &step.expression {
                    Expression::Set(variable, value) => {
                        let value = sorted(self.collect(value, vec![vertex]));
                        if let Some(variable) = self.variables.get_mut(*variable) {
                            *variable = Some(value.into());
                        }
                        self.run(rest, vec![vertex], found);
                    }
                    Expression::Is(alternatives) => {
                        for alternative in alternatives {
                            self.run(&alternative.steps, vec![vertex], &mut |evaluation, set| {
                                evaluation.run(rest, set.to_vec(), found);
                            });
                        }
                    }
                    _ => {
                        let set = self.step(step, vec![vertex]);
                        self.run(rest, set, found);
                    }
                }
            }
            return;
        }
        found(self, &set);
    }

    /// What a sequence yields for some shapes, each once.
    fn collect(&mut self, sequence: &'e Sequence, set: Vec<Vertex>) -> Vec<Vertex> {
        let mut all = Vec::new();
        self.run(&sequence.steps, set, &mut |_, set| all.extend_from_slice(set));
        self.distinct(all)
    }

    /// What an expression yields for some shapes, each once.
    fn step(&mut self, step: &'e Step, mut set: Vec<Vertex>) -> Vec<Vertex> {
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
                let found = set.iter().flat_map(|&vertex| neighbors.connected(vertex, *direction, *relationships));
                self.distinct(found.collect())
            }
            Expression::Closure => self.closure(&set, crate::neighbors::Direction::Forward),
            Expression::Is(alternatives) => {
                let mut all = Vec::new();
                for alternative in alternatives {
                    all.extend(self.collect(alternative, set.clone()));
                }
                self.distinct(all)
            }
            Expression::Root(number, sequence) => self.root(*number, sequence).to_vec(),
            Expression::Recursive(sequence) => self.recursive(set, |evaluation, set| evaluation.collect(sequence, set)),
            Expression::TopDown(both) => self.topdown(both, &set),
            Expression::Get(variable) => {
                let shapes = self.variables.get(*variable).and_then(Option::as_ref);
                shapes.map_or_else(Vec::new, |shapes| shapes.to_vec())
            }
            // Those that set variables are evaluated elsewhere; what remains yields nothing.
            _ => Vec::new(),
        }
    }

    /// Applies a step again to what it yields, as long as that is new.
    fn recursive(
        &mut self,
        set: Vec<Vertex>,
        mut step: impl FnMut(&mut Self, Vec<Vertex>) -> Vec<Vertex>,
    ) -> Vec<Vertex> {
        let mut known = HashSet::new();
        let mut all = Vec::new();
        let mut open = set;
        while !open.is_empty() {
            open = step(self, open);
            open.retain(|vertex| known.insert(*vertex));
            all.extend_from_slice(&open);
        }
        all
    }

    /// What a function `:root` yields, which is evaluated once.
    fn root(&mut self, number: usize, sequence: &'e Sequence) -> Rc<[Vertex]> {
        if let Some(Some(root)) = self.roots.get(number) {
            return root.clone();
        }
        let starts = self.starts();
        let root: Rc<[Vertex]> = self.outermost(sequence, starts).into();
        if let Some(place) = self.roots.get_mut(number) {
            *place = Some(root.clone());
        }
        root
    }

    /// Whether a filter yields a shape.
    fn keeps(&mut self, step: &'e Step, vertex: Vertex) -> bool {
        match &step.expression {
            Expression::Any => true,
            Expression::Type(shape_type) => {
                self.neighbors.subject(vertex).is_some_and(|subject| shape_type.matches(subject))
            }
            Expression::Exists(attribute) => self.scope().resolve(Value::Shape(vertex), attribute).exists(),
            Expression::Compares(attribute, comparison) => {
                let scope = self.scope();
                let value = scope.resolve(Value::Shape(vertex), attribute);
                scope.compare(&value, &Value::Empty, comparison)
            }
            Expression::Scoped { scope, assertions } => {
                self.scope().satisfies(Value::Shape(vertex), scope.as_ref(), assertions)
            }
            Expression::Test(sequences) | Expression::Is(sequences) => {
                sequences.iter().any(|sequence| self.yields(sequence, vertex))
            }
            Expression::Not(sequence) => !self.yields(sequence, vertex),
            Expression::In(sequence) => self.is_in(sequence, vertex),
            _ => false,
        }
    }

    /// Whether a shape is among those that a sequence yields for it.
    fn is_in(&mut self, sequence: &'e Sequence, vertex: Vertex) -> bool {
        match sequence.steps.as_slice() {
            [Step { expression: Expression::Root(number, root), .. }] => {
                self.root(*number, root).binary_search(&vertex).is_ok()
            }
            [Step { expression: Expression::Get(variable), .. }] => {
                let shapes = self.variables.get(*variable).and_then(Option::as_ref);
                shapes.is_some_and(|shapes| shapes.binary_search(&vertex).is_ok())
            }
            _ => self.collect(sequence, vec![vertex]).contains(&vertex),
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope { neighbors: self.neighbors, names: &self.parsed.variables, variables: &self.variables }
    }

    /// The vertices without repetitions, in the order in which they occur first.
    fn distinct(&mut self, mut set: Vec<Vertex>) -> Vec<Vertex> {
        self.start_round();
        set.retain(|vertex| self.is_first(*vertex));
        set
    }

    /// Forgets which vertices have occurred.
    fn start_round(&mut self) {
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.rounds.fill(0);
            self.round = 1;
        }
    }

    /// Whether the vertex has not occurred in this round; it has then.
    fn is_first(&mut self, vertex: Vertex) -> bool {
        let round = self.round;
        self.rounds.get_mut(vertex.index()).is_some_and(|last| std::mem::replace(last, round) != round)
    }

    /// Whether the vertex has occurred in this round.
    fn has_occurred(&self, vertex: Vertex) -> bool {
        self.rounds.get(vertex.index()) == Some(&self.round)
    }

    /// For each vertex whether it is among these.
    fn marks(&self, set: &[Vertex]) -> Rc<[bool]> {
        let mut marks = vec![false; self.neighbors.len()];
        for vertex in set {
            if let Some(mark) = marks.get_mut(vertex.index()) {
                *mark = true;
            }
        }
        marks.into()
    }
}

/// The vertices in order, without repetitions.
fn sorted(mut set: Vec<Vertex>) -> Vec<Vertex> {
    set.sort_unstable();
    set.dedup();
    set
}
