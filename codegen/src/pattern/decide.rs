//! Decides how a syntax tree is matched: by one pass, by a regular expression, or by several of
//! them together.

use super::build::{concat, repeat};
use super::look::decide_looks;
use super::node::{Node, width_of};
use super::onepass::one_pass;
use super::set::CharSet;
use super::translate::translate;
use super::trim::{Side, trim};
use super::{Class, Matcher, PatternError, PatternErrorKind, Step};

/// The largest compiled expression in bytes; what the runtime compiles has the same limit.
pub(super) const SIZE_LIMIT: usize = 4 << 20;

/// Longer runs of one set are counted by a loop, beside an expression that does not count.
const MAX_COUNTED: u32 = 64;

/// Sets of more ranges are large automata.
const MAX_RANGES: usize = 16;

/// More passes over one text than this are left to one expression.
const MAX_PASSES: usize = 8;

/// Decides a whole pattern, which matches anywhere in a text unless it is anchored.
pub(super) fn decide(node: Node, budget: &mut u32) -> Result<Matcher, PatternError> {
    let node = trim(trim(node, Side::Start), Side::End);
    if node.has_look() {
        return decide_looks(node, budget);
    }
    if node == Node::NEVER {
        return Ok(Matcher::Never);
    }
    if let Some(matcher) = passes(&node) {
        return Ok(matcher);
    }
    if let Some((length, rest)) = split_length(&node) {
        return Ok(all(vec![length, regex(&rest)?]));
    }
    regex(&node)
}

/// One pass over the text, or one per branch of an alternation.
fn passes(node: &Node) -> Option<Matcher> {
    if let Some(steps) = one_pass(node) {
        let everything = Step::Run { class: Class::any(), min: 0, max: None };
        return Some(match steps.as_slice() {
            [] => Matcher::Always,
            [first, Step::End] if *first == everything => Matcher::Always,
            _ => Matcher::OnePass(steps),
        });
    }
    match node {
        Node::Alt(branches) if branches.len() <= MAX_PASSES => {
            Some(any(branches.iter().map(passes).collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// The expression that the runtime compiles, compiled once to know that it can be.
fn regex(node: &Node) -> Result<Matcher, PatternError> {
    let source = translate(node);
    match regex::RegexBuilder::new(&source).size_limit(SIZE_LIMIT).build() {
        Ok(_) => Ok(Matcher::Regex(source)),
        Err(error) => {
            let message = match error {
                regex::Error::CompiledTooBig(_) => "the automaton of this pattern is too large".to_owned(),
                other => other.to_string(),
            };
            Err(PatternError { kind: PatternErrorKind::OutOfReach, message, offset: None, help: None })
        }
    }
}

/// Splits a counted run of which everything else has one width: into the length of the text, and
/// the pattern without the count.
fn split_length(node: &Node) -> Option<(Matcher, Node)> {
    let Node::Concat(items) = node else {
        return None;
    };
    if items.first() != Some(&Node::START) || items.last() != Some(&Node::END) {
        return None;
    }
    let index = items.iter().position(|item| item.width().is_none() || item.as_run().is_some_and(is_large))?;
    let (set, min, max) = items[index].as_run().filter(|run| is_large(*run))?;
    let (before, after) = (&items[..index], &items[index + 1..]);
    let around = width_of(before)?.checked_add(width_of(after)?)?;
    let length = Step::Run {
        class: Class::any(),
        min: min.checked_add(around)?,
        max: max.map(|max| max.checked_add(around)).map_or(Some(None), |max| max.map(Some))?,
    };
    let run = repeat(Node::Class(set.clone()), min.min(1), None);
    let rest = concat(before.iter().cloned().chain([run]).chain(after.iter().cloned()));
    Some((Matcher::OnePass(vec![length, Step::End]), rest))
}

/// Whether a run of a set makes a large automaton.
fn is_large((set, min, max): (&CharSet, u32, Option<u32>)) -> bool {
    let copies = max.unwrap_or(min);
    copies > MAX_COUNTED || (copies > 1 && set.ranges().len() > MAX_RANGES)
}

/// What holds where every one of `matchers` holds.
pub(super) fn all(matchers: Vec<Matcher>) -> Matcher {
    let mut flat = Vec::new();
    for matcher in matchers {
        match matcher {
            Matcher::Always => {}
            Matcher::Never => return Matcher::Never,
            Matcher::All(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    match flat.len() {
        0 => Matcher::Always,
        1 => flat.swap_remove(0),
        _ => Matcher::All(flat),
    }
}

/// What holds where one of `matchers` holds.
pub(super) fn any(matchers: Vec<Matcher>) -> Matcher {
    let mut flat = Vec::new();
    for matcher in matchers {
        match matcher {
            Matcher::Never => {}
            Matcher::Always => return Matcher::Always,
            Matcher::Any(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    match flat.len() {
        0 => Matcher::Never,
        1 => flat.swap_remove(0),
        _ => Matcher::Any(flat),
    }
}

/// What holds where `matcher` does not.
pub(super) fn negate(matcher: Matcher) -> Matcher {
    match matcher {
        Matcher::Always => Matcher::Never,
        Matcher::Never => Matcher::Always,
        Matcher::Not(inner) => *inner,
        other => Matcher::Not(Box::new(other)),
    }
}
