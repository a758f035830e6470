//! Whether a value that a model writes down fits a shape: of a trait, a default, an example, metadata, a test.
//!
//! [`ValueCheck`] says under which event, about which shape and how strictly; [`ValueCheck::run`] walks the value along the
//! shape and reports each fault at the value at fault, with the way to it in the message. Values are written as the
//! specification writes those of traits (Smithy 2.0, "Trait node values").
//!
//! ```ignore
//! ValueCheck::new(Code::TRAIT_VALUE, "trait `x`").about(subject.id()).run(context, shape.subject(), &applied.node);
//! ```

mod constraints;
mod id_ref;
mod timestamps;
mod visit;

use std::rc::Rc;

use super::Context;
use crate::diagnostics::{Code, Place};
use crate::model::{Node, ShapeId, Subject};

/// How a value is to be checked, and how its faults are reported.
#[derive(Clone)]
pub(crate) struct ValueCheck {
    code: Code,
    event: Option<Box<str>>,
    about: Option<ShapeId>,
    what: Rc<str>,
    place: Place,
    timestamps: Timestamps,
    allows_nulls: bool,
    constraints_warn: bool,
    zero_warns: bool,
    needs_base64: bool,
}

/// How timestamps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timestamps {
    /// As the trait `timestampFormat` of the member or the shape says, otherwise as seconds or as a date and time.
    ByFormat,
    /// All as seconds since the epoch.
    EpochSeconds,
}

impl ValueCheck {
    /// Reports under this code; `what` is how messages call the value, such as "the default".
    ///
    /// Unless asked for something else, `null` is allowed in sparse lists and maps only, blobs are any strings, timestamps
    /// are written by their format, and all faults are errors but one: a member that the structure does not have is a
    /// warning, whose event id ends in `UnknownMember`, the structure's id and the member's name.
    pub(crate) fn new(code: Code, what: impl Into<Rc<str>>) -> Self {
        Self {
            code,
            event: None,
            about: None,
            what: what.into(),
            place: Place::NOWHERE,
            timestamps: Timestamps::ByFormat,
            allows_nulls: false,
            constraints_warn: false,
            zero_warns: false,
            needs_base64: false,
        }
    }

    /// The shape or member that events are about.
    pub(crate) fn about(mut self, id: &ShapeId) -> Self {
        self.about = Some(id.clone());
        self
    }

    /// The place of what no file wrote, where the value itself has none.
    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Extends the event id of the code, as [`crate::diagnostics::Diagnostic::with_event_suffix`] does.
    pub(crate) fn with_event_suffix(mut self, suffix: &str) -> Self {
        let id = self.code.rule().smithy_id.map_or_else(|| suffix.to_owned(), |id| format!("{id}.{suffix}"));
        self.event = Some(id.into());
        self
    }

    /// How timestamps are written.
    pub(crate) fn timestamps(mut self, timestamps: Timestamps) -> Self {
        self.timestamps = timestamps;
        self
    }

    /// Allows `null` for members that a client may leave out.
    pub(crate) fn allow_nulls(mut self) -> Self {
        self.allows_nulls = true;
        self
    }

    /// Makes what breaks a constraint (length, range, pattern, uniqueItems, required) a warning.
    pub(crate) fn constraints_warn(mut self) -> Self {
        self.constraints_warn = true;
        self
    }

    /// Makes a zero outside of a range a warning: models of version 1.0 have such values without writing them down.
    pub(crate) fn zero_warns(mut self) -> Self {
        self.zero_warns = true;
        self
    }

    /// Requires blobs to be base64.
    pub(crate) fn needs_base64(mut self) -> Self {
        self.needs_base64 = true;
        self
    }

    /// Checks a value against a shape, or against a member: its own constraints and the shape that it targets.
    pub(crate) fn run(&self, context: &mut Context<'_>, subject: Subject<'_>, value: &Node) {
        visit::Visit::new(self, context).subject(subject, value);
    }
}
