//! Takes look-arounds out of a pattern.
//!
//! A look-around on one character narrows the character next to it. One at a fixed distance from
//! `^` or `$` is a pattern of its own that must hold, or must not, beside the rest. Whatever is
//! left needs an engine that backtracks.

use super::build::{alt, class, concat, repeat};
use super::decide::{all, any, decide, negate};
use super::node::{Assertion, Node, width_of};
use super::set::CharSet;
use super::trim::{Side, trim};
use super::{Matcher, PatternError, PatternErrorKind};

/// How many parts that may be empty a look-ahead is carried through.
const MAX_SKIPPED: usize = 16;

/// Narrows the character after each look-ahead on one character, where that says the same.
pub(super) fn push_in(mut items: Vec<Node>) -> Node {
    let mut index = items.len();
    while index > 0 {
        index -= 1;
        let Some((allowed, negated)) = ahead_on_one(&items[index]) else {
            continue;
        };
        // Nothing after the first part that takes a character, or may be the end, is concerned.
        let settles = |item: &Node| !item.is_nullable() || item.any(&|part| *part == Node::END);
        let after = items[index + 1..].iter().take(MAX_SKIPPED).position(settles);
        let Some(last) = after.map(|after| index + 1 + after) else {
            continue;
        };
        if let Some(narrowed) = narrow(&items[index + 1..=last], &allowed, negated, MAX_SKIPPED) {
            items.splice(index..=last, narrowed.into_items());
        }
    }
    concat(items)
}

/// The characters that a look-ahead on one character admits, and whether it admits the end.
fn ahead_on_one(node: &Node) -> Option<(CharSet, bool)> {
    let Node::Look { node, behind: false, negated, .. } = node else {
        return None;
    };
    match trim(node.as_ref().clone(), Side::End) {
        Node::Class(set) if *negated => Some((set.complement(), true)),
        Node::Class(set) => Some((set, false)),
        _ => None,
    }
}

/// What `items` match where the next character must be `allowed`, or the text may end.
fn narrow(items: &[Node], allowed: &CharSet, or_end: bool, skips: usize) -> Option<Node> {
    let (head, rest) = items.split_first()?;
    let then = |head: Node| concat([head].into_iter().chain(rest.iter().cloned()));
    match head {
        Node::Class(set) => Some(then(class(set.intersection(allowed)))),
        Node::Assert(Assertion::End) => Some(if or_end { then(Node::END) } else { Node::NEVER }),
        Node::Assert(_) | Node::Look { .. } => Some(concat([head.clone(), narrow(rest, allowed, or_end, skips)?])),
        Node::Concat(inner) => {
            let flat: Vec<Node> = inner.iter().chain(rest).cloned().collect();
            narrow(&flat, allowed, or_end, skips)
        }
        Node::Alt(branches) => {
            let branches = branches.iter().map(|branch| narrow(std::slice::from_ref(branch), allowed, or_end, skips));
            Some(then(alt(branches.collect::<Option<Vec<_>>>()?)))
        }
        Node::Repeat { node, min, max } if !node.is_nullable() && skips > 0 => {
            let one = narrow(std::slice::from_ref(node), allowed, or_end, skips)?;
            let more = repeat(node.as_ref().clone(), min.saturating_sub(1), max.map(|max| max - 1));
            let taken = then(concat([one, more]));
            match min {
                0 => Some(alt([taken, narrow(rest, allowed, or_end, skips - 1)?])),
                _ => Some(taken),
            }
        }
        Node::Repeat { .. } => None,
    }
}

/// Decides a pattern with look-arounds. `budget` bounds the work that alternatives multiply.
pub(super) fn decide_looks(node: Node, budget: &mut u32) -> Result<Matcher, PatternError> {
    let offset = look_offset(&node);
    let beyond = |message: &str| PatternError {
        kind: PatternErrorKind::OutOfReach,
        message: message.to_owned(),
        offset,
        help: None,
    };
    *budget = budget.checked_sub(1).ok_or_else(|| beyond("look-arounds in too many alternatives"))?;
    let items = match node {
        Node::Alt(branches) => {
            let (looking, plain): (Vec<_>, Vec<_>) = branches.into_iter().partition(Node::has_look);
            let branches = looking.into_iter().chain([alt(plain)]).map(|branch| decide(branch, budget));
            return Ok(any(branches.collect::<Result<_, _>>()?));
        }
        other => push_in(other.into_items()).into_items(),
    };
    if !items.iter().any(Node::has_look) {
        return decide(concat(items), budget);
    }
    for (index, item) in items.iter().enumerate() {
        let Node::Look { node, behind, negated, .. } = item else {
            continue;
        };
        if let Some(aside) = aside(&items, index, node, *behind) {
            let aside = decide(aside, budget)?;
            let aside = if *negated { negate(aside) } else { aside };
            return Ok(all(vec![aside, decide(without(&items, index), budget)?]));
        }
    }
    if let Some(branches) = distribute(&items).or_else(|| at_start_or_later(&items)).or_else(|| at_edge(&items)) {
        let branches = branches.into_iter().map(|branch| decide(branch, budget));
        return Ok(any(branches.collect::<Result<_, _>>()?));
    }
    Err(beyond("a look-around at no fixed place needs an engine that backtracks"))
}

fn look_offset(node: &Node) -> Option<usize> {
    match node {
        Node::Look { offset, .. } => Some(*offset),
        Node::Concat(nodes) | Node::Alt(nodes) => nodes.iter().find_map(look_offset),
        Node::Repeat { node, .. } => look_offset(node),
        Node::Class(_) | Node::Assert(_) => None,
    }
}

fn without(items: &[Node], index: usize) -> Node {
    concat(items[..index].iter().chain(&items[index + 1..]).cloned())
}

/// The pattern that says, of the whole text, what the look-around at `index` says of its place.
fn aside(items: &[Node], index: usize, inside: &Node, behind: bool) -> Option<Node> {
    let filler = |width| repeat(Node::Class(CharSet::any()), width, Some(width));
    let inside = || inside.clone();
    let (before, after) = (&items[..index], &items[index + 1..]);
    if before.first() == Some(&Node::START)
        && let Some(width) = width_of(before)
    {
        return match behind {
            false => Some(concat([Node::START, filler(width), inside()])),
            true => Some(match width.checked_sub(inside().width()?) {
                Some(outside) => concat([Node::START, filler(outside), inside()]),
                None => Node::NEVER,
            }),
        };
    }
    if after.last() == Some(&Node::END)
        && let Some(width) = width_of(after)
    {
        return match behind {
            true => Some(concat([inside(), filler(width), Node::END])),
            false => Some(match width.checked_sub(inside().width()?) {
                Some(outside) => concat([inside(), filler(outside), Node::END]),
                None => Node::NEVER,
            }),
        };
    }
    None
}

/// One pattern per alternative of the first part that has a look-around inside.
fn distribute(items: &[Node]) -> Option<Vec<Node>> {
    let index = items.iter().position(|item| !matches!(item, Node::Look { .. }) && item.has_look())?;
    let branches = match &items[index] {
        Node::Alt(branches) => branches.clone(),
        Node::Repeat { node, min: 0, max: Some(1) } => vec![Node::EMPTY, node.as_ref().clone()],
        _ => return None,
    };
    let with =
        |branch| concat(items[..index].iter().cloned().chain([branch]).chain(items[index + 1..].iter().cloned()));
    Some(branches.into_iter().map(with).collect())
}

/// Two patterns for one that may begin anywhere with a look-ahead for something at the start:
/// at the start the look-ahead is at a fixed place, later it cannot hold.
fn at_start_or_later(items: &[Node]) -> Option<Vec<Node>> {
    let Some(Node::Look { node, behind: false, negated, .. }) = items.first() else {
        return None;
    };
    let anchored = match node.as_ref() {
        Node::Concat(inner) => inner.first() == Some(&Node::START),
        inner => *inner == Node::START,
    };
    if !anchored {
        return None;
    }
    let at_start = concat([Node::START].into_iter().chain(items.iter().cloned()));
    let later = if *negated {
        concat([Node::Class(CharSet::any())].into_iter().chain(items[1..].iter().cloned()))
    } else {
        Node::NEVER
    };
    Some(vec![at_start, later])
}

/// The pattern without the look-around with which it begins or ends, beside which anything may
/// stand: there, looking is as good as taking.
fn at_edge(items: &[Node]) -> Option<Vec<Node>> {
    let (last, before) = items.split_last()?;
    if let Node::Look { node, behind: false, negated, .. } = last {
        let taken = if *negated { anything_but(node, Side::End)? } else { node.as_ref().clone() };
        return Some(vec![concat(before.iter().cloned().chain([taken]))]);
    }
    let (first, after) = items.split_first()?;
    if let Node::Look { node, behind: true, negated, .. } = first {
        let taken = if *negated { anything_but(node, Side::Start)? } else { node.as_ref().clone() };
        return Some(vec![concat([taken].into_iter().chain(after.iter().cloned()))]);
    }
    None
}

/// What stands where a row of characters does not: the text's edge or another character, or the
/// first of the row and what stands where the others do not.
fn anything_but(node: &Node, side: Side) -> Option<Node> {
    let mut sets = Vec::new();
    for item in trim(node.clone(), side).into_items() {
        let (set, min, max) = item.as_run()?;
        if max != Some(min) || min > 64 || sets.len() > 64 {
            return None;
        }
        sets.extend(std::iter::repeat_n(set.clone(), min as usize));
    }
    if side == Side::Start {
        sets.reverse();
    }
    let edge = if side == Side::Start { Node::START } else { Node::END };
    let mut others = Node::NEVER;
    for set in sets.into_iter().rev() {
        let strange = class(set.complement());
        let deeper = match side {
            Side::Start => concat([others, Node::Class(set)]),
            Side::End => concat([Node::Class(set), others]),
        };
        others = alt([edge.clone(), strange, deeper]);
    }
    Some(others)
}
