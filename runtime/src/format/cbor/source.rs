//! A [`Source`] over data items.

use std::borrow::Cow;

use super::items::{Kind, Tag};
use super::reader::CborSource;
use super::{bignum, document};
use crate::format::collection::Collection;
use crate::lenient::{self, OUT_OF_RANGE};
use crate::memory::Growth;
use crate::wire::{Entries, Flow, Members, Mode, Segment, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

impl Source for CborSource<'_> {
    fn boolean(&mut self) -> Result<bool, Stop> {
        match self.begin()? {
            (Kind::Boolean, _) => {
                let value = self.items.boolean();
                self.keep(value)
            }
            (found, _) => {
                let value = self.loose("a boolean", found)?.boolean();
                self.accept(value, lenient::Kind::QuotedBoolean)
            }
        }
    }

    fn integer(&mut self) -> Result<i64, Stop> {
        match self.begin()? {
            (Kind::Integer, _) => {
                let value = self.items.long(OUT_OF_RANGE);
                self.keep(value)
            }
            (found, _) => {
                let value = self.loose("an integer", found)?.integer();
                self.accept(value, lenient::Kind::QuotedNumber)
            }
        }
    }

    fn float(&mut self) -> Result<f64, Stop> {
        match self.begin()? {
            (Kind::Float, _) => {
                let value = self.items.float();
                self.keep(value)
            }
            (Kind::Integer, _) => {
                let integer = self.items.integer();
                let integer = self.keep(integer)?;
                let value = integer as f64;
                // Whoever sends a float as an integer must not lose anything ("Numeric type serialization").
                if value as i128 != integer && self.context.mode == Mode::Request {
                    return Err(self.refuse("the integer does not fit in a float".to_owned()));
                }
                Ok(value)
            }
            (found, _) => {
                let value = self.loose("a number", found)?.float();
                self.accept(value, lenient::Kind::QuotedNumber)
            }
        }
    }

    #[inline]
    fn string(&mut self) -> Result<String, Stop> {
        self.borrowed_text().map(Cow::into_owned)
    }

    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Flow {
        let text = self.borrowed_text()?;
        take(&text).map_err(|reason| self.refuse(reason))
    }

    fn list(&mut self, size: usize, item: &mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow) -> Flow {
        match self.begin()? {
            (Kind::Array, _) => {}
            (found, _) => return Err(self.wrong("an array", found)),
        }
        let left = self.items.array();
        let mut left = self.keep(left)?;
        let mut collection = Collection::begin(&mut self.context, Growth::list(size));
        while self.has_more(&mut left)? {
            let index = collection.length;
            collection.next(&mut self.context);
            let (found, keep) = (collection.found, collection.keep);
            let read = self.value(|source| {
                collection.spend(source)?;
                item(Some(source), keep)
            });
            let read = read.and_then(|is_present| match is_present {
                true => Ok(()),
                false => item(None, keep).inspect_err(|Stop| {
                    self.context.null();
                }),
            });
            self.context.returned(found, &read, || Segment::Index(index));
            read?;
            collection.counted(&mut self.context);
        }
        collection.end(&mut self.context)
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Flow {
        match self.begin()? {
            (Kind::Map, _) => {}
            (found, _) => return Err(self.wrong("a map", found)),
        }
        let left = self.items.map();
        let mut left = self.keep(left)?;
        let mut collection = Collection::begin(&mut self.context, Growth::map(entries.size()));
        while self.has_more(&mut left)? {
            let key = self.key()?.into_owned();
            collection.next(&mut self.context);
            let read = self.value(|source| {
                collection.spend(source)?;
                entries.read(source)
            });
            self.context.returned(collection.found, &read, || Segment::Key(key.clone()));
            let added = collection.entry(&mut self.context, entries, key, read?);
            added.inspect_err(|Stop| {
                self.context.null();
            })?;
        }
        collection.end(&mut self.context)
    }

    fn members(&mut self, target: &mut dyn Members) -> Flow {
        self.object(target)
    }

    /// The protocol has no documents. What a union has that its model does not know is kept nevertheless by those who
    /// keep such members.
    fn document(&mut self) -> Result<Document, Stop> {
        self.take()?;
        if !std::mem::take(&mut self.is_unknown) {
            return Err(self.refuse("the protocol does not support documents".to_owned()));
        }
        let document = match self.context.mode {
            Mode::Request => self.items.skip().map(|()| Document::Null),
            Mode::Plain | Mode::Response => document::any(&mut self.items),
        };
        self.keep(document)
    }

    fn big_integer(&mut self) -> Result<BigInteger, Stop> {
        match self.begin()? {
            (kind @ (Kind::Integer | Kind::Bytes), tag) => {
                let digits = self.digits(kind, tag)?;
                digits.parse().map_err(|_| self.refuse(OUT_OF_RANGE.to_owned()))
            }
            (found, _) => {
                let value = self.loose("an integer", found)?.big_integer();
                self.accept(value, lenient::Kind::QuotedNumber)
            }
        }
    }

    fn big_decimal(&mut self) -> Result<BigDecimal, Stop> {
        match self.begin()? {
            (Kind::Array, Some(Tag::DecimalFraction)) => self.fraction(),
            (Kind::Float, _) => {
                let value = self.items.float();
                let value = self.keep(value)?;
                BigDecimal::try_from(value).map_err(|error| self.refuse(error.to_string()))
            }
            (kind @ (Kind::Integer | Kind::Bytes), tag) => {
                let digits = self.digits(kind, tag)?;
                bignum::fraction(&digits, 0).map_err(|reason| self.refuse(reason))
            }
            (found, _) => {
                let value = self.loose("a number", found)?.big_decimal();
                self.accept(value, lenient::Kind::QuotedNumber)
            }
        }
    }

    /// The model's format does not count ("Timestamp type serialization").
    fn timestamp(&mut self, _: Option<TimestampFormat>) -> Result<Timestamp, Stop> {
        let timestamp = match self.begin()? {
            (Kind::Integer, Some(Tag::EpochTime)) => {
                let secs = self.items.long(OUT_OF_RANGE);
                Timestamp::from_secs(self.keep(secs)?)
            }
            (Kind::Float, Some(Tag::EpochTime)) => {
                let secs = self.items.float();
                Timestamp::from_secs_f64(self.keep(secs)?)
            }
            (Kind::Integer | Kind::Float, None) if self.context.lenient.is_none() => {
                return Err(self.refuse("expected a timestamp with tag 1, found a number without a tag".to_owned()));
            }
            (found, _) => {
                // As a number is read whatever the format is, and a text if it is in one.
                let value = self.loose("a timestamp with tag 1", found)?.timestamp(TimestampFormat::DateTime);
                return self.accept(value, lenient::Kind::OtherFormat);
            }
        };
        timestamp.map_err(|error| self.refuse(error.to_string()))
    }

    fn blob(&mut self) -> Result<Blob, Stop> {
        match self.begin()? {
            (Kind::Bytes, _) => {
                let bytes = self.items.bytes();
                Ok(match self.keep(bytes)? {
                    Cow::Borrowed(bytes) => bytes.into(),
                    Cow::Owned(bytes) => bytes.into(),
                })
            }
            (found, _) => Err(self.wrong("bytes", found)),
        }
    }

    fn skip(&mut self) -> Flow {
        self.take()?;
        let skipped = self.items.skip();
        self.keep(skipped)
    }

    #[inline]
    fn spend(&mut self, bytes: usize) -> Flow {
        self.context.budget.spend(bytes).map_err(|reason| self.refuse(reason))
    }

    #[cold]
    fn refuse(&mut self, reason: String) -> Stop {
        self.context.reason = Some(reason);
        Stop
    }

    fn mode(&self) -> Mode {
        self.context.mode
    }
}
