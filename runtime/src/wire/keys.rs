//! The keys of objects: which members they are, and which were seen.

use std::fmt;
use std::fmt::Formatter;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::shape::MemberShape;
use super::{Shape, ShapeKind};

/// What a key of an object is, as small as can be.
#[derive(Clone, Copy)]
pub(super) enum FoundKey {
    Member(usize, &'static MemberShape),
    /// A union's member that its table does not hold; the seed keeps its name.
    Unknown,
    Ignored,
}

/// Looks a key up in the table of members.
pub(super) struct KeySeed<'a> {
    pub(super) shape: &'a Shape,
    /// Takes the name of a union's member that the table does not hold.
    pub(super) unknown: &'a mut String,
    /// Where the search begins.
    pub(super) hint: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = FoundKey;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<FoundKey, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = FoundKey;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<FoundKey, E> {
        Ok(match self.shape.find(key, self.hint) {
            Some((index, member)) => FoundKey::Member(index, member),
            // The type of an error or a union's member may be repeated here; it is no member.
            None if self.shape.kind == ShapeKind::Structure || key == "__type" => FoundKey::Ignored,
            None => {
                key.clone_into(self.unknown);
                FoundKey::Unknown
            }
        })
    }
}

/// A set of member indices; without an allocation up to 64.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    rest: Vec<usize>,
}

impl Seen {
    /// Adds an index, and tells whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        if index < 64 {
            let before = self.first;
            self.first |= 1 << index;
            return self.first != before;
        }
        let is_new = !self.rest.contains(&index);
        if is_new {
            self.rest.push(index);
        }
        is_new
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        if index < 64 { self.first & (1 << index) != 0 } else { self.rest.contains(&index) }
    }
}
