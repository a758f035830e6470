//! What is found in a message while it is read and does not stop the reader.

#[cfg(feature = "bindings")]
use super::MemberShape;
use super::Segment;
use super::fault::hide_keys;
use crate::lenient::Kind;

/// How many violations one report lists; the rest is counted.
pub const MAX_VIOLATIONS: usize = 100;

/// What was found, and where.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The way to it. While the message is read it begins at the end: it is put together as the calls return.
    pub(crate) path: Vec<Segment>,
    pub(crate) what: Found,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Found {
    /// A required member is missing.
    Missing,
    /// A list or map is longer than it may be. Only the beginning was kept; this is the length.
    #[cfg_attr(not(feature = "bindings"), expect(dead_code, reason = "only reports tell it"))]
    TooLong(usize),
    /// A client accepted a value that is not quite what the model says.
    Lenient(#[cfg_attr(not(feature = "bindings"), expect(dead_code, reason = "only reports tell it"))] Kind),
}

/// As many differences are noted of one response. More of them tell nothing new.
const MAX_DIFFERENCES: usize = 32;

/// All that was found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// In the order of the message; at most [`MAX_VIOLATIONS`] are missing members.
    pub(crate) list: Vec<Finding>,
    missing: usize,
    /// How many more members are missing.
    pub(crate) omitted: usize,
}

impl Findings {
    pub(crate) fn miss(&mut self, path: Vec<Segment>) {
        self.push(Finding { path, what: Found::Missing });
    }

    fn push(&mut self, finding: Finding) {
        if matches!(finding.what, Found::Missing) {
            if self.missing == MAX_VIOLATIONS {
                self.omitted += 1;
                return;
            }
            self.missing += 1;
        }
        self.list.push(finding);
    }

    pub(crate) fn too_long(&mut self, length: usize) {
        self.push(Finding { path: Vec::new(), what: Found::TooLong(length) });
    }

    /// Takes note of a value that is not quite what the model says.
    pub(crate) fn differ(&mut self, path: Vec<Segment>, kind: Kind) {
        if self.list.len() < MAX_DIFFERENCES {
            self.push(Finding { path, what: Found::Lenient(kind) });
        }
    }

    /// The way to the first member that is missing.
    #[cfg(feature = "event-stream")]
    pub(crate) fn first_missing(&self) -> Option<&[Segment]> {
        let mut missing = self.list.iter().filter(|finding| matches!(finding.what, Found::Missing));
        missing.next().map(|finding| &*finding.path)
    }

    /// Adds what was found in another part of the message.
    #[cfg(feature = "bindings")]
    pub(crate) fn extend(&mut self, other: Findings) {
        other.list.into_iter().for_each(|finding| self.push(finding));
        self.omitted += other.omitted;
    }

    /// What was found in the member of a message that is its payload.
    #[cfg(feature = "bindings")]
    pub(crate) fn below(mut self, member: Option<&MemberShape>) -> Self {
        for finding in &mut self.list {
            let path = std::mem::take(&mut finding.path);
            finding.path = super::below(member, path);
        }
        self
    }

    /// Adds a step to all that was found after the first ones.
    pub(crate) fn add_step(&mut self, first: usize, segment: &Segment) {
        self.list[first..].iter_mut().for_each(|finding| finding.path.push(segment.clone()));
    }

    /// Hides the keys on the ways to all that was found after the first ones.
    pub(crate) fn hide_keys(&mut self, first: usize) {
        self.list[first..].iter_mut().for_each(|finding| hide_keys(&mut finding.path));
    }

    /// Turns the ways around, once they are complete.
    #[cfg(feature = "bindings")]
    pub(crate) fn complete(mut self) -> Self {
        self.list.iter_mut().for_each(|finding| finding.path.reverse());
        self
    }
}
