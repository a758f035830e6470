//! The bookkeeping of objects, whatever the format: which member a key is, which were there, and which must be.

use std::fmt;

use super::context::Context;
#[cfg(any(feature = "cbor", feature = "xml"))]
use crate::TimestampFormat;
#[cfg(any(feature = "cbor", feature = "xml"))]
use crate::wire::{Flow, Slot, Source};
use crate::wire::{MemberShape, Members, Mode, Outside, Segment, Shape, ShapeKind, fill_read};

/// What a key of an object is, as small as can be.
#[derive(Clone, Copy)]
pub(super) enum FoundKey {
    Member(usize, &'static MemberShape),
    /// A union's member that its table does not hold; [`Keys`] has its name.
    Unknown,
    Ignored,
}

/// Looks keys up in the table of members.
pub(super) struct Keys<'a> {
    shape: &'a Shape,
    /// Whether members go by their names; otherwise by their keys.
    by_name: bool,
    /// The index at which the next search begins: senders mostly keep the order of the model.
    hint: usize,
    /// What the last key is.
    pub(super) found: FoundKey,
    /// The name of the last union's member that the table does not hold.
    pub(super) unknown: String,
}

impl<'a> Keys<'a> {
    pub(super) fn new(shape: &'a Shape, by_name: bool) -> Self {
        Self { shape, by_name, hint: 0, found: FoundKey::Ignored, unknown: String::new() }
    }

    #[inline]
    fn key(&self, member: &MemberShape) -> &'static str {
        if self.by_name { member.name } else { member.key }
    }

    /// Looks a key up.
    #[inline]
    pub(super) fn find(&mut self, key: &str) {
        match self.shape.members.get(self.hint) {
            Some(member) if self.key(member) == key => {
                self.found = FoundKey::Member(self.hint, member);
                self.hint += 1;
            }
            _ => self.search(key),
        }
    }

    /// Whether a key is that of the member where the search begins, and finds it if so.
    #[cfg(feature = "cbor")]
    #[inline]
    pub(super) fn is_next(&mut self, key: &[u8]) -> bool {
        match self.shape.members.get(self.hint) {
            Some(member) if self.key(member).as_bytes() == key => {
                self.found = FoundKey::Member(self.hint, member);
                self.hint += 1;
                true
            }
            _ => false,
        }
    }

    /// Looks at all members. Cold, so that the look that mostly succeeds saves no registers for this one.
    #[cold]
    fn search(&mut self, key: &str) {
        self.found = match self.shape.members.iter().enumerate().find(|(_, member)| self.key(member) == key) {
            Some((index, member)) => {
                self.hint = index + 1;
                FoundKey::Member(index, member)
            }
            // `__type` may repeat the name of an error or of a union's member. It is not a member itself.
            None if self.shape.kind == ShapeKind::Structure || key == "__type" => FoundKey::Ignored,
            None => {
                key.clone_into(&mut self.unknown);
                FoundKey::Unknown
            }
        };
    }
}

/// What a reader knows of the object that it is reading.
pub(super) struct Object {
    shape: &'static Shape,
    outside: Outside,
    seen: Seen,
    present: usize,
}

impl Object {
    /// Begins an object of this shape, which is the next that the context knows of.
    #[inline]
    pub(super) fn begin(context: &mut Context, shape: &'static Shape) -> Self {
        Self { shape, outside: std::mem::take(&mut context.outside), seen: Seen::default(), present: 0 }
    }

    /// Whether another part of the message carries the member.
    #[inline]
    pub(super) fn is_elsewhere(&self, index: usize, member: &MemberShape) -> bool {
        self.outside.holds(index, member)
    }

    /// Takes note of a member that was there and not null.
    ///
    /// # Errors
    ///
    /// It was there before, and the message is not a response; the context has the path.
    #[inline]
    pub(super) fn saw(
        &mut self,
        context: &mut Context,
        index: usize,
        member: &MemberShape,
    ) -> Result<(), &'static str> {
        if !self.seen.insert(index) {
            again(context, member)?;
        }
        self.present += 1;
        Ok(())
    }

    /// Takes note of a union's member that its table does not hold.
    #[inline]
    pub(super) fn saw_unknown(&mut self) {
        self.present += 1;
    }

    /// Fills in defaults, notes the required members that are missing, and counts those of a union.
    ///
    /// # Errors
    ///
    /// See [`Lack`].
    #[inline]
    pub(super) fn end(&self, context: &mut Context, target: &mut dyn Members) -> Result<(), Lack> {
        if self.shape.has_defaults {
            fill_read(target, context.mode);
        }
        match self.shape.kind {
            // What a response lacks is filled in already.
            ShapeKind::Structure if context.mode == Mode::Response || !self.shape.has_required => Ok(()),
            ShapeKind::Structure => self.miss(context),
            ShapeKind::Union => match (self.present, context.mode) {
                (1, _) | (0, Mode::Response) => Ok(()),
                (present, _) => Err(Lack::OneOf(present)),
            },
        }
    }

    #[inline(never)]
    fn miss(&self, context: &mut Context) -> Result<(), Lack> {
        for (index, member) in self.shape.members.iter().enumerate() {
            if !member.required || self.seen.contains(index) || self.is_elsewhere(index, member) {
                continue;
            }
            match context.mode {
                Mode::Response => {}
                Mode::Request => context.findings.miss(vec![Segment::Member(member.name)]),
                Mode::Plain => return Err(Lack::Member(member)),
            }
        }
        Ok(())
    }
}

#[cold]
fn again(context: &mut Context, member: &MemberShape) -> Result<(), &'static str> {
    if context.mode == Mode::Response {
        return Ok(());
    }
    context.path.push(Segment::Member(member.name));
    Err("duplicate member")
}

/// Why an object is not complete.
pub(super) enum Lack {
    /// A required member is missing, and the reader does not collect such findings.
    Member(&'static MemberShape),
    /// A union has so many members instead of one.
    OneOf(usize),
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(member) => write!(f, "missing member `{}`", member.name),
            Self::OneOf(0) => f.write_str("a union must have exactly one member, found none"),
            Self::OneOf(more) => write!(f, "a union must have exactly one member, found {more}"),
        }
    }
}

/// Reads the value of the member at this index into its place.
#[cfg(any(feature = "cbor", feature = "xml"))]
#[inline]
pub(super) fn read_member<S: Source>(
    target: &mut dyn Members,
    index: usize,
    format: Option<TimestampFormat>,
    source: &mut S,
) -> Flow {
    match target.member_mut(index) {
        Some(Slot::OptionalText(slot)) => *slot = Some(source.string()?),
        Some(Slot::Text(slot)) => *slot = source.string()?,
        Some(Slot::Value(value)) => match format {
            Some(format) => value.decode_as(format, source)?,
            None => value.decode(source)?,
        },
        // A union has none.
        None => target.decode_variant(index, source)?,
    }
    Ok(())
}

/// A set of member indices; without an allocation up to 64.
#[derive(Default)]
struct Seen {
    first: u64,
    rest: Vec<usize>,
}

impl Seen {
    /// Adds an index, and tells whether it is new.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index < 64 {
            let before = self.first;
            self.first |= 1 << index;
            return self.first != before;
        }
        self.insert_beyond(index)
    }

    #[cold]
    fn insert_beyond(&mut self, index: usize) -> bool {
        let is_new = !self.rest.contains(&index);
        if is_new {
            self.rest.push(index);
        }
        is_new
    }

    fn contains(&self, index: usize) -> bool {
        if index < 64 { self.first & (1 << index) != 0 } else { self.rest.contains(&index) }
    }
}
