//! Defaults that depend on who reads or writes (Smithy 2.0, "default trait" and "Structure member optionality").
//!
//! Where a default counts for everybody, a member's type is not an `Option`, and the default is there from the start.
//! The others are here: those of members that clients must be able to leave out.

use super::shape::MemberShape;
use super::{Members, Mode};

/// Who puts the default of an optional member in its place when it is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// There is none.
    Nobody,
    /// Servers, which know the current model (`clientOptional` and `input` traits).
    Servers,
    /// Servers, and clients when they read.
    Readers,
    /// Servers and clients: the member is required.
    Everyone,
}

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writer {
    /// A user who serializes a value.
    Anyone,
    /// A client that sends a request.
    #[cfg(feature = "bindings")]
    Client,
    /// A server that sends a response.
    #[cfg(feature = "bindings")]
    Server,
}

/// A value whose optional members are absent, for the tables of members.
pub fn fresh<T: Members + 'static>() -> Box<dyn Members> {
    Box::new(T::placeholder())
}

/// Fills in the defaults of absent members that a writer sends.
#[cfg(feature = "bindings")]
pub(crate) fn fill_written(target: &mut dyn Members, writer: Writer) {
    fill(target, |member| member.is_filled_by(writer));
}

/// Fills in the defaults of members that were absent.
pub(crate) fn fill_read(target: &mut dyn Members, mode: Mode) {
    fill(target, |member| match mode {
        Mode::Plain => false,
        Mode::Request => member.reach != Reach::Nobody,
        Mode::Response => matches!(member.reach, Reach::Readers | Reach::Everyone),
    });
}

fn fill(target: &mut dyn Members, is_filled: impl Fn(&MemberShape) -> bool) {
    let members = target.shape().members.iter().enumerate();
    members.filter(|(_, member)| is_filled(member)).for_each(|(index, _)| target.fill(index));
}

impl MemberShape {
    /// Whether this writer sends the default of the member when it is absent.
    fn is_filled_by(&self, writer: Writer) -> bool {
        !self.internal
            && match writer {
                Writer::Anyone => false,
                #[cfg(feature = "bindings")]
                Writer::Client => self.reach == Reach::Everyone,
                #[cfg(feature = "bindings")]
                Writer::Server => self.reach != Reach::Nobody,
            }
    }

    /// Whether this writer leaves the member out while it has its default: for whom the default counts, and where the
    /// model says that the member is internal (restJson1, "Default value serialization").
    pub(crate) fn is_hidden_by(&self, writer: Writer) -> bool {
        self.internal
            && match writer {
                // A reader would not know the default of an optional member.
                Writer::Anyone => self.reach == Reach::Nobody,
                #[cfg(feature = "bindings")]
                Writer::Client => self.reach != Reach::Servers,
                #[cfg(feature = "bindings")]
                Writer::Server => true,
            }
    }

    /// A structure in which this member has its default, if this writer sends that instead of the absent member.
    pub(crate) fn default_for(&self, index: usize, writer: Writer) -> Option<Box<dyn Members>> {
        let fresh = self.fresh.filter(|_| self.is_filled_by(writer))?;
        let mut value = fresh();
        value.fill(index);
        Some(value)
    }
}
