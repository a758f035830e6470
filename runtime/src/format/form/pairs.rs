//! The parameters of a form, by the ways that their keys are: those of one value are next to one another, however they
//! were sent.

use std::borrow::Cow;

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
    pairs.sort_by(|one, other| one.key.split('.').cmp(other.key.split('.')));
    Ok(pairs)
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
        self.pairs.split_at(self.pairs.partition_point(|pair| pair.key.len() < self.start))
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
        let name = move |pair: &'p Pair<'b>| pair.key[start..].split('.').next().unwrap_or_default();
        let groups = self.split().1.chunk_by(move |one, other| {
            let next = |pair: &Pair<'b>| pair.key[start..].find('.').unwrap_or(pair.key.len() - start);
            one.key[start..start + next(one)] == other.key[start..start + next(other)]
        });
        groups.filter_map(move |pairs| {
            let name = name(pairs.first()?);
            Some((name, Self { pairs, start: start + name.len() + 1 }))
        })
    }
}
