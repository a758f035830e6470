//! The bookkeeping of lists and maps, whatever the format: how many elements are kept, and what these cost.

use super::context::Context;
use crate::memory::{Budget, Growth};
use crate::wire::{Entries, Flow, Segment, Source, Stop};

/// What a reader knows of the list or map that it is reading.
///
/// For each element, a reader calls [`next`](Self::next), then [`spend`](Self::spend) once the element is known not to
/// be null, and then [`counted`](Self::counted) or [`entry`](Self::entry).
pub(super) struct Collection {
    at_most: usize,
    /// How long the lists or maps in it may be.
    inner: &'static [u64],
    is_limited: bool,
    growth: Growth,
    /// How many elements there were, or how many different keys.
    pub(super) length: usize,
    /// How many findings there were before the element that is being read.
    pub(super) found: usize,
    /// Whether this element is kept.
    pub(super) keep: bool,
    budget: Budget,
}

impl Collection {
    /// Begins a list or map whose memory grows like this.
    #[inline]
    pub(super) fn begin(context: &mut Context, growth: Growth) -> Self {
        let (at_most, inner) = context.take_at_most();
        let budget = context.budget;
        Self { at_most, inner, is_limited: budget.is_limited(), growth, length: 0, found: 0, keep: true, budget }
    }

    /// Prepares for the next element.
    #[inline]
    pub(super) fn next(&mut self, context: &mut Context) {
        self.found = context.findings.list.len();
        self.budget = context.budget;
        self.keep = context.keeps(self.length, self.at_most);
        context.at_most = self.inner;
    }

    /// Takes what the element costs from the budget.
    ///
    /// # Errors
    ///
    /// Too little is left; the source keeps the reason.
    #[inline]
    pub(super) fn spend(&mut self, source: &mut dyn Source) -> Flow {
        if self.keep && self.is_limited { source.spend(self.growth.next()) } else { Ok(()) }
    }

    /// Counts an element of a list.
    #[inline]
    pub(super) fn counted(&mut self, context: &mut Context) {
        self.length += 1;
        if !self.keep {
            context.budget.restore(self.budget);
        }
    }

    /// Adds a map's entry, whose value was read or is null.
    ///
    /// # Errors
    ///
    /// The value must not be null; the path has the key already.
    pub(super) fn entry(
        &mut self,
        context: &mut Context,
        entries: &mut dyn Entries,
        key: String,
        is_present: bool,
    ) -> Flow {
        match (is_present, self.keep) {
            (true, true) => self.length += usize::from(entries.insert(key)),
            (false, true) if entries.insert_null(&key).is_err() => {
                context.path.push(Segment::Key(key));
                return Err(Stop);
            }
            (false, true) => self.length += 1,
            // What is not kept cannot be compared: it counts even if the key was there before.
            (_, false) => self.counted(context),
        }
        Ok(())
    }

    /// Takes note of the length, if not all of the list or map was kept.
    ///
    /// # Errors
    ///
    /// There is too little memory left for the note; the context keeps the reason.
    pub(super) fn end(self, context: &mut Context) -> Flow {
        context.end(self.length, self.at_most)
    }
}
