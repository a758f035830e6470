//! The tables by which structures and unions describe their members.

use super::Members;
use super::defaults::Reach;
use super::element::Element;
use crate::TimestampFormat;

/// What a structure or union is called and holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Shape {
    /// The shape's name in the model.
    pub name: &'static str,
    /// Whether one member or all of them may be present.
    pub kind: ShapeKind,
    /// The members, in the order of the model.
    pub members: &'static [MemberShape],
    /// Whether a member is required.
    pub has_required: bool,
    /// Whether a reader or writer fills in a default if the member is absent.
    pub has_defaults: bool,
    /// The element of a value that is in no other.
    pub element: &'static Element,
}

impl Shape {
    /// A structure.
    pub const fn structure(name: &'static str, members: &'static [MemberShape]) -> Self {
        let (mut has_required, mut has_defaults) = (false, false);
        let mut index = 0;
        while index < members.len() {
            has_required |= members[index].required;
            has_defaults |= !matches!(members[index].reach, Reach::Nobody);
            index += 1;
        }
        Self { name, kind: ShapeKind::Structure, members, has_required, has_defaults, element: Element::plain() }
    }

    /// A union.
    pub const fn union(name: &'static str, members: &'static [MemberShape]) -> Self {
        let kind = ShapeKind::Union;
        Self { name, kind, members, has_required: false, has_defaults: false, element: Element::plain() }
    }

    /// The same shape with this element where it is in no other.
    #[must_use]
    pub const fn element(self, element: &'static Element) -> Self {
        Self { element, ..self }
    }
}

/// Which members of the outermost object are not in it, because another part of the message carries them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Outside {
    /// None of them.
    #[default]
    Nothing,
    /// Those that a request carries elsewhere.
    #[cfg(feature = "bindings")]
    Request,
    /// Those that a response carries elsewhere.
    #[cfg(feature = "bindings")]
    Response,
    /// Those at these positions, which an event carries in its headers.
    #[cfg(feature = "event-stream")]
    Event(&'static [usize]),
}

impl Outside {
    pub(crate) fn holds(self, index: usize, member: &MemberShape) -> bool {
        // Which of the two decides depends on the variants that the features leave.
        let _ = (index, member);
        match self {
            Self::Nothing => false,
            #[cfg(feature = "bindings")]
            Self::Request => member.outside_request,
            #[cfg(feature = "bindings")]
            Self::Response => member.outside_response,
            #[cfg(feature = "event-stream")]
            Self::Event(positions) => positions.contains(&index),
        }
    }
}

/// Structure or union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeKind {
    /// Any number of members.
    Structure,
    /// Exactly one member.
    Union,
}

/// One member of a structure or union.
#[derive(Debug)]
pub struct MemberShape {
    /// The member's name in the model, by which pointers and messages call it.
    pub name: &'static str,
    /// The key in formats whose objects have keys: the name, or the `jsonName`.
    pub key: &'static str,
    /// The format of the timestamps in it, where it is not the message format's own.
    pub format: Option<TimestampFormat>,
    /// The element in formats that have one for each value.
    pub element: &'static Element,
    /// Whether a value must be there.
    pub required: bool,
    /// Whether a request carries it outside the body: in the URI, a header or the payload.
    pub outside_request: bool,
    /// Whether a response carries it outside the body: in a header, the status or the payload.
    pub outside_response: bool,
    /// Whether messages must not tell the keys of maps in it (`smithy.api#sensitive`).
    pub hides_keys: bool,
    /// The greatest length of a list or map (`smithy.api#length`), then that of the lists or maps in it, and so on.
    /// Servers keep only one element more, which is enough to see that it is too long.
    pub at_most: &'static [u64],
    /// Who puts its default in its place when it is absent.
    pub(crate) reach: Reach,
    /// Makes a value of the structure, in which [`Members::fill`](super::Members::fill) gives the member its default.
    pub(crate) fresh: Option<fn() -> Box<dyn Members>>,
    /// Whether it is left out while it has its default (`smithy.api#internal`).
    pub(crate) internal: bool,
}

/// A member that may be absent.
pub const fn member(name: &'static str) -> MemberShape {
    MemberShape {
        name,
        key: name,
        format: None,
        element: Element::plain(),
        required: false,
        outside_request: false,
        outside_response: false,
        hides_keys: false,
        at_most: &[],
        reach: Reach::Nobody,
        fresh: None,
        internal: false,
    }
}

impl MemberShape {
    /// The same member, required.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same member with timestamps in this format.
    pub const fn format(self, format: TimestampFormat) -> Self {
        Self { format: Some(format), ..self }
    }

    /// The same member with this element.
    pub const fn element(self, element: &'static Element) -> Self {
        Self { element, ..self }
    }

    /// The same member under another key.
    pub const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// The same member with keys that messages must not tell.
    pub const fn hides_keys(self) -> Self {
        Self { hides_keys: true, ..self }
    }

    /// The same member with lists or maps of these greatest lengths, the outermost first.
    pub const fn at_most(self, at_most: &'static [u64]) -> Self {
        Self { at_most, ..self }
    }

    /// The same member, for which clients that read put in the default, too.
    pub const fn for_readers(self) -> Self {
        Self { reach: Reach::Readers, ..self }
    }

    /// The same member, for which everybody puts in the default.
    pub const fn for_everyone(self) -> Self {
        Self { reach: Reach::Everyone, ..self }
    }

    /// The same optional member with a default, which is for servers unless something else was said before.
    pub const fn or(self, fresh: fn() -> Box<dyn Members>) -> Self {
        let reach = if matches!(self.reach, Reach::Nobody) { Reach::Servers } else { self.reach };
        Self { reach, fresh: Some(fresh), ..self }
    }

    /// The same member, which is left out while it has its default.
    pub const fn internal(self, fresh: fn() -> Box<dyn Members>) -> Self {
        Self { internal: true, fresh: Some(fresh), ..self }
    }

    /// The same member, bound to a part of the message other than the members in the body, in both directions.
    pub const fn bound(self) -> Self {
        Self { outside_request: true, outside_response: true, ..self }
    }

    /// The same member, bound in requests only.
    pub const fn bound_in_requests(self) -> Self {
        Self { outside_request: true, ..self }
    }

    /// The same member, bound in responses only.
    pub const fn bound_in_responses(self) -> Self {
        Self { outside_response: true, ..self }
    }
}
