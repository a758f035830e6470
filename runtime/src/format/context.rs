//! What a run of decoding knows and finds.

use crate::lenient::{Leniency, Read};
use crate::memory::Budget;
#[cfg(feature = "bindings")]
use crate::wire::Reader;
use crate::wire::{Fault, Findings, Flow, MemberShape, Mode, Outside, Segment, Stop, hide_keys};

/// What it takes, roughly, to remember that a list or map is too long.
const FINDING: usize = 256;

/// What formats of one kind spell differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelling {
    /// Whether members are called as the model calls them, whatever key a trait gives them.
    pub(super) by_name: bool,
    /// Whether numbers of any length are texts.
    pub(super) big_as_text: bool,
    /// Whether timestamps are in the format's own form, whatever the model says.
    pub(super) own_timestamps: bool,
}

impl Spelling {
    /// Smithy's own: traits decide.
    pub(super) const SMITHY: Self = Self { by_name: false, big_as_text: false, own_timestamps: false };
}

/// What a run of decoding knows and finds.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) mode: Mode,
    pub(super) spelling: Spelling,
    /// How leniently scalars are read; `None` in strict runs.
    pub(super) lenient: Option<Leniency>,
    /// What is not in the object to be read next: only the outermost lacks members that its table has.
    pub(super) outside: Outside,
    /// What may still be allocated.
    pub(super) budget: Budget,
    /// How long the list or map to be read next may be, and those in it; see [`MemberShape::at_most`].
    pub(super) at_most: &'static [u64],
    /// Ways are collected from the inside out while the calls return.
    pub(super) findings: Findings,
    pub(super) path: Vec<Segment>,
    /// The reason, where it is ours; otherwise it is in serde's error.
    pub(super) reason: Option<String>,
}

impl Context {
    pub(super) fn new(mode: Mode, outside: Outside) -> Self {
        let budget = Budget::UNLIMITED;
        let findings = Findings::default();
        let spelling = Spelling::SMITHY;
        Self { mode, spelling, lenient: None, outside, budget, at_most: &[], findings, path: Vec::new(), reason: None }
    }

    /// Reads a message of this length. For a request, memory is limited by that, and by what may always be taken.
    #[cfg(feature = "bindings")]
    pub(super) fn of_message(reader: Reader, outside: Outside, length: usize) -> Self {
        let context = Self::new(reader.mode, outside);
        match reader.mode {
            Mode::Request => Self { budget: Budget::of_request(length, reader.memory), ..context },
            Mode::Plain | Mode::Response => context,
        }
    }

    /// Passes a value on that the run is lenient enough for, and notes where it differs from the model.
    pub(super) fn accept<T>(&mut self, read: Read<T>) -> Result<T, Stop> {
        let reason = match read {
            Ok((value, None)) => return Ok(value),
            Ok((value, Some(kind))) if self.lenient.is_some_and(|lenient| kind.level() <= lenient) => {
                self.findings.differ(Vec::new(), kind);
                return Ok(value);
            }
            Ok((_, Some(kind))) => {
                let (found, level) = (kind.as_str(), kind.level());
                format!("found {found}, which only a more lenient client accepts (`Leniency::{level:?}`)")
            }
            Err(reason) => reason,
        };
        self.reason = Some(reason);
        Err(Stop)
    }

    pub(super) fn fault(&mut self, error: impl std::fmt::Display) -> Fault {
        self.path.reverse();
        Fault { path: std::mem::take(&mut self.path), reason: self.reason.take().unwrap_or_else(|| error.to_string()) }
    }

    /// How long the list or map may be that is read now, and those in it.
    pub(super) fn take_at_most(&mut self) -> (usize, &'static [u64]) {
        match (self.mode, std::mem::take(&mut self.at_most)) {
            (Mode::Request, [first, rest @ ..]) => (usize::try_from(*first).unwrap_or(usize::MAX), rest),
            _ => (usize::MAX, &[]),
        }
    }

    /// Whether an element is kept, that follows so many others. One more than allowed shows that there are too many;
    /// and of a request that lacks more members than are listed nothing more is needed.
    pub(super) fn keeps(&self, index: usize, at_most: usize) -> bool {
        index <= at_most && self.findings.omitted == 0
    }

    /// Takes note of the length of a list or map, if not all of it was kept.
    pub(super) fn end(&mut self, length: usize, at_most: usize) -> Flow {
        if length <= at_most {
            return Ok(());
        }
        self.budget.spend(FINDING).map_err(|reason| {
            self.reason = Some(reason);
            Stop
        })?;
        self.findings.too_long(length);
        Ok(())
    }

    /// Adds the step that was just left to everything that was found below it.
    #[inline]
    pub(super) fn returned<T, E>(&mut self, found: usize, result: &Result<T, E>, segment: impl FnOnce() -> Segment) {
        if result.is_err() || self.findings.list.len() != found {
            self.add_step(found, result.is_err(), segment());
        }
    }

    /// The same for a member. Where messages must not tell the keys of maps in it, they are hidden on the ways to everything
    /// that was found.
    #[inline]
    pub(super) fn returned_from<T, E>(&mut self, found: usize, result: &Result<T, E>, member: &MemberShape) {
        if result.is_err() || self.findings.list.len() != found {
            self.leave(found, result.is_err(), member);
        }
    }

    #[cold]
    fn leave(&mut self, found: usize, failed: bool, member: &MemberShape) {
        if member.hides_keys {
            self.findings.hide_keys(found);
            hide_keys(&mut self.path);
        }
        self.add_step(found, failed, Segment::Member(member.name));
    }

    #[cold]
    pub(super) fn add_step(&mut self, found: usize, failed: bool, segment: Segment) {
        self.findings.add_step(found, &segment);
        if failed {
            self.path.push(segment);
        }
    }

    /// Takes note that a value must not be null.
    pub(super) fn null(&mut self) -> &'static str {
        const REASON: &str = "must not be null";
        self.reason.get_or_insert_with(|| REASON.to_owned());
        REASON
    }
}
