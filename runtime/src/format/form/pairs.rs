//! The parameters of a form, by the ways that their keys are: those of one value are next to one another, however they
//! were sent.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::raw_pairs;
use crate::memory::{Budget, Growth, push};
use crate::percent::decode_form;

/// A parameter.
#[derive(Debug)]
pub(super) struct Pair<'b> {
    key: Cow<'b, str>,
    pub(super) value: Cow<'b, str>,
}

/// Reads the parameters of a body, and sorts them.
///
/// # Errors
///
/// What is not UTF-8, is not encoded as it must be, or takes too much memory.
pub(super) fn read<'b>(bytes: &'b [u8], budget: &mut Budget) -> Result<Vec<Pair<'b>>, String> {
    let form = std::str::from_utf8(bytes).map_err(|_| "the body is not valid UTF-8")?;
    let mut growth = Growth::list(size_of::<Pair<'_>>());
    let mut pairs = Vec::new();
    for (key, value) in raw_pairs(form) {
        budget.spend(growth.next())?;
        push(&mut pairs, Pair { key: decode_form(key)?, value: decode_form(value)? });
    }
    // The sort is stable and takes half as much again: the first of equal keys stays the first.
    pairs.sort_by(|one, other| compare(one.key.as_bytes(), other.key.as_bytes()));
    Ok(pairs)
}

/// Compares keys part by part, which is to say by their bytes, if the dot comes before all others.
fn compare(one: &[u8], other: &[u8]) -> Ordering {
    let rank = |byte: &u8| if *byte == b'.' { 0 } else { u16::from(*byte) + 1 };
    let differing = one.iter().zip(other).find(|(one, other)| one != other);
    differing.map_or_else(|| one.len().cmp(&other.len()), |(one, other)| rank(one).cmp(&rank(other)))
}

/// The first part of a key, or of what is left of it.
fn first_part(key: &str) -> &str {
    let end = key.bytes().position(|byte| byte == b'.').unwrap_or(key.len());
    &key[..end]
}

/// A value: all parameters that are in it or on the way to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'p, 'b> {
    pairs: &'p [Pair<'b>],
    /// Where in their keys the way from here begins.
    start: usize,
}

impl<'p, 'b> Value<'p, 'b> {
    /// What all of the parameters are in.
    pub(super) fn whole(pairs: &'p [Pair<'b>]) -> Self {
        Self { pairs, start: 0 }
    }

    /// The parameters whose keys end here, and those whose keys go on.
    fn split(self) -> (&'p [Pair<'b>], &'p [Pair<'b>]) {
        // Keys that end here are shorter, and come first.
        self.pairs.split_at(self.pairs.iter().take_while(|pair| pair.key.len() < self.start).count())
    }

    /// The parameters whose keys end here.
    pub(super) fn own(self) -> &'p [Pair<'b>] {
        self.split().0
    }

    /// Whether keys go on from here.
    pub(super) fn has_inner(self) -> bool {
        !self.split().1.is_empty()
    }

    /// The values in it, with their names, sorted by these.
    pub(super) fn inner(self) -> impl Iterator<Item = (&'p str, Self)> {
        let start = self.start;
        let groups =
            self.split().1.chunk_by(move |one, other| first_part(&one.key[start..]) == first_part(&other.key[start..]));
        groups.filter_map(move |pairs| {
            let name = first_part(&pairs.first()?.key[start..]);
            Some((name, Self { pairs, start: start + name.len() + 1 }))
        })
    }
}
