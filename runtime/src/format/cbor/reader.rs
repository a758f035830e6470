//! What stands for the values of a body while it is read.

use std::borrow::Cow;

use super::items::{Item, Items, Kind, Left, Tag};
use crate::format::context::Context;
use crate::format::loose::Loose;
use crate::format::object::{FoundKey, Keys, Object, read_member};
use crate::lenient;
use crate::wire::{Flow, Members, Segment, Source, Stop};

/// A body being read: what stands for each of its values in turn.
pub(super) struct CborSource<'b> {
    pub(super) items: Items<'b>,
    pub(super) context: Context,
    /// Whether the next item is a value that its reader has not read yet.
    is_ready: bool,
    /// Whether the value that was read last is null.
    is_null: bool,
    /// Whether no model describes the value.
    pub(super) is_unknown: bool,
}

impl<'b> CborSource<'b> {
    pub(super) fn new(bytes: &'b [u8], context: Context) -> Self {
        Self { items: Items::new(bytes), context, is_ready: false, is_null: false, is_unknown: false }
    }

    pub(super) fn into_context(self) -> Context {
        self.context
    }

    /// Refuses what follows the value.
    pub(super) fn end(&mut self) -> Flow {
        if self.items.is_at_end() { Ok(()) } else { Err(self.refuse("unexpected data after the value".to_owned())) }
    }

    /// Hands the next value to a reader, and tells whether it was there, that is, not null.
    #[inline]
    pub(super) fn value(&mut self, read: impl FnOnce(&mut Self) -> Flow) -> Result<bool, Stop> {
        let is_null = self.items.null();
        if self.keep(is_null)? {
            return Ok(false);
        }
        self.is_ready = true;
        self.is_null = false;
        match read(self) {
            Ok(()) if self.is_ready => Err(self.refuse("the value was not read".to_owned())),
            Ok(()) => Ok(true),
            Err(Stop) if std::mem::take(&mut self.is_null) => Ok(false),
            Err(Stop) => Err(Stop),
        }
    }

    #[inline]
    pub(super) fn keep<T>(&mut self, item: Item<T>) -> Result<T, Stop> {
        item.map_err(|reason| self.refuse(reason.to_owned()))
    }

    #[inline]
    pub(super) fn take(&mut self) -> Flow {
        if std::mem::take(&mut self.is_ready) { Ok(()) } else { Err(Stop) }
    }

    /// Begins to read the value: what it is, and the tag that says how it is meant.
    #[inline]
    pub(super) fn begin(&mut self) -> Result<(Kind, Option<Tag>), Stop> {
        self.take()?;
        self.begun()
    }

    fn begun(&mut self) -> Result<(Kind, Option<Tag>), Stop> {
        let begun = self.items.tag().and_then(|tag| Ok((self.items.kind()?, tag)));
        match self.keep(begun)? {
            // Behind a tag: otherwise it would not have come here.
            (Kind::Null, _) => {
                let null = self.items.null();
                self.is_null = self.keep(null)?;
                Err(Stop)
            }
            found => Ok(found),
        }
    }

    pub(super) fn wrong(&mut self, expected: &str, found: Kind) -> Stop {
        self.refuse(format!("expected {expected}, found {}", found.as_str()))
    }

    /// A scalar that is not what it should be, for clients that are lenient enough to make something of it.
    #[cold]
    pub(super) fn loose(&mut self, expected: &str, found: Kind) -> Result<Loose<'b>, Stop> {
        if self.context.lenient.is_none() {
            return Err(self.wrong(expected, found));
        }
        let loose = match found {
            Kind::Text => self.items.text().map(|text| Loose::Text(text, false)),
            Kind::Boolean => self.items.boolean().map(Loose::Boolean),
            Kind::Integer => self.items.integer().map(|value| Loose::Number(value.to_string().into())),
            // As `Debug` writes floats, they keep a fraction or an exponent.
            Kind::Float => self.items.float().map(|value| Loose::Number(format!("{value:?}").into())),
            _ => return Err(self.wrong(expected, found)),
        };
        self.keep(loose)
    }

    /// Passes on what a client made of such a scalar; `kind` is in what it differs, if it does not know that itself.
    pub(super) fn accept<T>(&mut self, read: lenient::Read<T>, kind: lenient::Kind) -> Result<T, Stop> {
        self.context.accept(read.map(|(value, known)| (value, known.or(Some(kind)))))
    }

    #[inline]
    pub(super) fn borrowed_text(&mut self) -> Result<Cow<'b, str>, Stop> {
        self.take()?;
        if self.items.short_text().is_some() {
            let text = self.items.text();
            return self.keep(text);
        }
        match self.begun()? {
            (Kind::Text, _) => {
                let text = self.items.text();
                self.keep(text)
            }
            (found, _) => {
                let text = self.loose("a string", found)?.string_or_scalar();
                self.accept(text, lenient::Kind::NumberForString)
            }
        }
    }

    /// Reads the key of an object and looks it up. A key that is the name of a member is UTF-8 without a look.
    #[inline]
    fn find_key(&mut self, keys: &mut Keys<'_>) -> Flow {
        match self.items.short_text() {
            Some((key, end)) if keys.is_next(key) => self.items.go_to(end),
            _ => keys.find(&self.key()?),
        }
        Ok(())
    }

    /// The key of a map's entry.
    pub(super) fn key(&mut self) -> Result<Cow<'b, str>, Stop> {
        let kind = self.items.tag().and_then(|_| self.items.kind());
        match self.keep(kind)? {
            Kind::Text => {
                let text = self.items.text();
                self.keep(text)
            }
            found => Err(self.wrong("a string as the key", found)),
        }
    }

    /// Reads the members of a structure or union.
    pub(super) fn object(&mut self, target: &mut dyn Members) -> Flow {
        if self.context.budget.is_limited() {
            self.spend(target.boxed_size())?;
        }
        match self.begin()? {
            (Kind::Map, _) => {}
            (found, _) => return Err(self.wrong("a map", found)),
        }
        let left = self.items.map();
        let mut left = self.keep(left)?;
        let shape = target.shape();
        let mut object = Object::begin(&mut self.context, shape);
        let mut keys = Keys::new(shape, true);
        while self.has_more(&mut left)? {
            self.find_key(&mut keys)?;
            let found = self.context.findings.list.len();
            match keys.found {
                FoundKey::Member(index, member) if !object.is_elsewhere(index, member) => {
                    self.context.at_most = member.at_most;
                    let read = self.value(|source| read_member(target, index, None, source));
                    self.context.returned_from(found, &read, member);
                    if read? {
                        let saw = object.saw(&mut self.context, index, member);
                        self.keep(saw)?;
                    }
                }
                FoundKey::Unknown => {
                    self.is_unknown = true;
                    let read = self.value(|source| target.decode_unknown(&keys.unknown, source));
                    self.is_unknown = false;
                    self.context.returned(found, &read, || Segment::Key(keys.unknown.clone()));
                    if read? {
                        object.saw_unknown();
                    }
                }
                FoundKey::Member(..) | FoundKey::Ignored => {
                    let skipped = self.items.skip();
                    self.keep(skipped)?;
                }
            }
        }
        object.end(&mut self.context, target).map_err(|lack| self.refuse(lack.to_string()))
    }

    #[inline]
    pub(super) fn has_more(&mut self, left: &mut Left) -> Result<bool, Stop> {
        let has_more = self.items.has_more(left);
        self.keep(has_more)
    }
}
