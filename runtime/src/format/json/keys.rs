//! The keys of objects: which members they are.

use std::fmt;
use std::fmt::Formatter;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::wire::{MemberShape, Shape, ShapeKind};

/// What a key of an object is, as small as can be.
#[derive(Clone, Copy)]
pub(super) enum FoundKey {
    Member(usize, &'static MemberShape),
    /// A union's member that its table does not hold; the seed keeps its name.
    Unknown,
    Ignored,
}

/// Looks keys up in the table of members.
///
/// It is lent to serde as the seed of each key, and keeps what was found: so serde's functions hand nothing back but an
/// error.
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

    fn is_called(&self, member: &MemberShape, key: &str) -> bool {
        key == if self.by_name { member.name } else { member.key }
    }

    /// Looks at all members. Cold, so that the look that mostly succeeds saves no registers for this one.
    #[cold]
    fn search(&mut self, key: &str) {
        self.found = match self.shape.members.iter().enumerate().find(|(_, member)| self.is_called(member, key)) {
            Some((index, member)) => {
                self.hint = index + 1;
                FoundKey::Member(index, member)
            }
            // The type of an error or a union's member may be repeated here; it is no member.
            None if self.shape.kind == ShapeKind::Structure || key == "__type" => FoundKey::Ignored,
            None => {
                key.clone_into(&mut self.unknown);
                FoundKey::Unknown
            }
        };
    }
}

impl<'de> DeserializeSeed<'de> for &mut Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Keys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        match self.shape.members.get(self.hint) {
            Some(member) if self.is_called(member, key) => {
                self.found = FoundKey::Member(self.hint, member);
                self.hint += 1;
            }
            _ => self.search(key),
        }
        Ok(())
    }
}
