//! Finds out whether one pass over the text can match a pattern, and by which steps.
//!
//! The next character must decide everything: whether a run or a loop goes on, which branch is
//! taken. So the characters with which one thing begins must not be among those with which what
//! may follow begins. Some overlaps are resolved by knowing more: a run that ends where its class
//! ends can give back a fixed number of characters, a search may stop at the first find if what
//! follows takes anything, and at the end of a pattern all alternatives can be tried in turn.

use super::build::concat;
use super::node::{Node, alphabet, first_of, width_of};
use super::set::CharSet;
use super::{Class, Step};

/// Classes of more ranges are left to the `regex` crate, which has Unicode's tables.
const MAX_RANGES: usize = 24;

/// Programs of more steps are left to the `regex` crate.
const MAX_STEPS: usize = 160;

/// What is sought, or given back, has at most this many characters.
const MAX_SOUGHT: u32 = 32;

/// The steps that match the pattern, if one pass over the text can.
pub(super) fn one_pass(node: &Node) -> Option<Vec<Step>> {
    let mut items = node.clone().into_items();
    match items.first() {
        Some(first) if *first == Node::START => drop(items.remove(0)),
        Some(_) => items = concat([Node::anything()].into_iter().chain(items)).into_items(),
        None => {}
    }
    // After the last step, either the text has ended or anything may follow.
    let follow = if items.last() == Some(&Node::END) { CharSet::none() } else { CharSet::any() };
    Builder { steps_left: MAX_STEPS }.sequence(&items, &follow, Position::Last)
}

/// Where in the pattern something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Only `follow` comes after it, and it is reached at most once.
    Last,
    /// Anywhere else.
    Within,
}

struct Builder {
    steps_left: usize,
}

impl Builder {
    /// The steps of `items` in a row, after which comes one of `follow`, or the end.
    fn sequence(&mut self, items: &[Node], follow: &CharSet, position: Position) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut rest = items;
        while let Some((item, after)) = rest.split_first() {
            rest = after;
            self.steps_left = self.steps_left.checked_sub(1)?;
            let next = first_with(rest, follow);
            let step = match item {
                Node::Assert(_) if *item == Node::END && rest.is_empty() && position == Position::Last => Step::End,
                Node::Class(set) => single(set)?,
                Node::Repeat { node, min, max } => match node.as_ref() {
                    Node::Class(set) if max == &Some(*min) || set.is_disjoint(&next) => {
                        Step::Run { class: as_class(set)?, min: *min, max: *max }
                    }
                    Node::Class(set) => match self.overlap((set, *min, *max), &mut rest, follow, position) {
                        Some(step) => step,
                        None => return self.endings(steps, item, rest, follow, position),
                    },
                    node => match self.rounds(node, *min, *max, &next) {
                        Some(step) => step,
                        None => return self.endings(steps, item, rest, follow, position),
                    },
                },
                Node::Alt(branches) => match self.choice(branches, &next) {
                    Some(step) => step,
                    None => return self.endings(steps, item, rest, follow, position),
                },
                Node::Concat(_) | Node::Assert(_) | Node::Look { .. } => return None,
            };
            push(&mut steps, step);
        }
        Some(steps)
    }

    /// A run whose class holds characters with which what follows may begin.
    fn overlap(
        &mut self,
        (set, min, max): (&CharSet, u32, Option<u32>),
        rest: &mut &[Node],
        follow: &CharSet,
        position: Position,
    ) -> Option<Step> {
        let of_known_width = |item: &&Node| item.width().is_some_and(|width| width > 0);
        let known = rest.iter().take(MAX_SOUGHT as usize + 1).take_while(of_known_width).count();
        // `[a-z-]{0,9}[a-z]` before something else: the run ends where the class does, and what
        // follows it inside the class has one width.
        for length in (1..=known).rev() {
            let (inside, outside) = rest.split_at(length);
            let width = width_of(inside)?;
            let inside = alphabet(inside);
            if width <= MAX_SOUGHT && inside.is_subset(set) && set.is_disjoint(&first_with(outside, follow)) {
                return Some(Step::RunLeaving { class: as_class(set)?, min, max, leave: width });
            }
        }
        // `.*:.*`: what comes after the first find takes everything up to the others.
        let (sought, outside) = rest.split_at(known);
        let width = width_of(sought)?;
        let absorbs = |other: &CharSet| match outside.first() {
            Some(node) => node.as_run().is_some_and(|(set, _, max)| max.is_none() && other.is_subset(set)),
            None => position == Position::Last && follow.is_any(),
        };
        let endless = max.is_none() && (1..=MAX_SOUGHT).contains(&width);
        if !endless || !absorbs(set) || !absorbs(&alphabet(sought)) {
            return None;
        }
        let steps = self.sequence(sought, &CharSet::any(), Position::Within)?;
        *rest = outside;
        Some(Step::Seek { class: as_class(set)?, min, steps })
    }

    /// A loop, if the next character tells whether there is another round.
    fn rounds(&mut self, node: &Node, min: u32, max: Option<u32>, next: &CharSet) -> Option<Step> {
        let first = node.first();
        if node.is_nullable() || (max != Some(min) && !first.is_disjoint(next)) {
            return None;
        }
        let again = if max == Some(1) { next.clone() } else { next.union(&first) };
        let items = node.clone().into_items();
        let steps = match items.split_first() {
            // `(ab?)*` is `(a+b?)*`, which takes a word at a time; `again` holds the class, so that
            // nothing optional in the rest can begin with it.
            Some((Node::Class(set), rest)) if max.is_none() && min <= 1 && rest.iter().all(Node::is_nullable) => {
                let mut steps = vec![Step::Run { class: as_class(set)?, min: 1, max: None }];
                steps.extend(self.sequence(rest, &again, Position::Within)?);
                steps
            }
            _ => self.sequence(&items, &again, Position::Within)?,
        };
        Some(Step::Loop { first: as_class(&first)?, min, max, steps })
    }

    /// A choice, if the next character tells which branch is taken.
    fn choice(&mut self, branches: &[Node], next: &CharSet) -> Option<Step> {
        let mut seen = CharSet::none();
        let mut choice = Vec::new();
        for branch in branches {
            let first = branch.first();
            if branch.is_nullable() || !first.is_disjoint(&seen) {
                return None;
            }
            seen = seen.union(&first);
            let steps = self.sequence(&branch.clone().into_items(), next, Position::Within)?;
            choice.push((as_class(&first)?, steps));
        }
        Some(Step::Choice(choice))
    }

    /// At the end of a pattern, the alternatives of `item`, each with all that follows it: they
    /// are tried in turn, which takes no more passes than there are alternatives.
    fn endings(
        &mut self,
        mut steps: Vec<Step>,
        item: &Node,
        rest: &[Node],
        follow: &CharSet,
        position: Position,
    ) -> Option<Vec<Step>> {
        let branches = match item {
            Node::Alt(branches) => branches.clone(),
            Node::Repeat { node, min: 0, max: Some(1) } => vec![node.as_ref().clone(), Node::EMPTY],
            _ => return None,
        };
        if position != Position::Last {
            return None;
        }
        let mut endings = Vec::new();
        for branch in branches {
            let items = concat([branch].into_iter().chain(rest.iter().cloned())).into_items();
            endings.push(self.sequence(&items, follow, Position::Last)?);
        }
        steps.push(Step::Either(endings));
        Some(steps)
    }
}

/// The characters with which `items` or, where they may be empty, what follows them begins.
fn first_with(items: &[Node], follow: &CharSet) -> CharSet {
    let first = first_of(items);
    if items.iter().all(Node::is_nullable) { first.union(follow) } else { first }
}

fn single(set: &CharSet) -> Option<Step> {
    match set.single() {
        Some(char) => Some(Step::Text(char.into())),
        None => Some(Step::Run { class: as_class(set)?, min: 1, max: Some(1) }),
    }
}

fn as_class(set: &CharSet) -> Option<Class> {
    (set.ranges().len() <= MAX_RANGES).then(|| Class(set.ranges().collect()))
}

/// Appends a step; texts in a row are one text.
fn push(steps: &mut Vec<Step>, step: Step) {
    match (steps.last_mut(), step) {
        (Some(Step::Text(text)), Step::Text(more)) => text.push_str(&more),
        (_, step) => steps.push(step),
    }
}
