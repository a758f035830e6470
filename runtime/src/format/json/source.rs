//! A [`Source`] over any serde deserializer.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny};
use serde_json::value::RawValue;

use super::lenient::parse;
use super::visitors::{ListVisitor, MapVisitor, MembersVisitor, Scalar, ScalarVisitor, TextVisitor};
use crate::document::read as document;
use crate::format::context::Context;
use crate::format::loose::Loose;
use crate::number::read_present;
use crate::timestamp::Offsets;
use crate::wire::{Entries, Flow, Members, Mode, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// What reads one value.
pub(super) type Read<'a> = &'a mut dyn FnMut(&mut dyn Source) -> Flow;

/// Gives one value to a reader. Deserializes to whether the value was there, that is, not null.
pub(super) struct Seed<'a> {
    pub(super) context: &'a mut Context,
    pub(super) read: Read<'a>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        read_value(self.context, deserializer, self.read)
    }
}

/// Gives one value to a reader, and tells whether it was there, that is, not null.
#[inline]
pub(super) fn read_value<'de, D: Deserializer<'de>>(
    context: &mut Context,
    deserializer: D,
    read: impl FnOnce(&mut dyn Source) -> Flow,
) -> Result<bool, D::Error> {
    let mut source = SerdeSource { deserializer: Some(deserializer), context, error: None, null: false };
    match read(&mut source) {
        Ok(()) => Ok(true),
        Err(Stop) if source.null => Ok(false),
        Err(Stop) => Err(source.error.unwrap_or_else(|| D::Error::custom("the value was rejected"))),
    }
}

struct SerdeSource<'a, 'de, D: Deserializer<'de>> {
    /// Taken by the method that reads the value.
    deserializer: Option<D>,
    context: &'a mut Context,
    error: Option<D::Error>,
    null: bool,
}

impl<'de, D: Deserializer<'de>> SerdeSource<'_, 'de, D> {
    #[inline]
    fn take(&mut self) -> Result<D, Stop> {
        self.deserializer.take().ok_or(Stop)
    }

    #[inline]
    fn keep<T>(&mut self, result: Result<T, D::Error>) -> Result<T, Stop> {
        result.map_err(|error| {
            self.error = Some(error);
            Stop
        })
    }

    /// Passes a value on and notes a null.
    #[inline]
    fn present<T>(&mut self, result: Result<Option<T>, D::Error>) -> Result<T, Stop> {
        self.keep(result)?.ok_or_else(|| {
            self.null = true;
            Stop
        })
    }

    #[inline]
    fn scalar(&mut self, expected: &'static str) -> Result<Scalar<'de>, Stop> {
        let scalar = self.take()?.deserialize_any(ScalarVisitor { expected });
        self.present(scalar)
    }

    /// The value by its JSON text, for lenient reading.
    #[cold]
    fn json(&mut self) -> Result<Loose<'de>, Stop> {
        let raw = <&RawValue>::deserialize(self.take()?);
        match parse(self.keep(raw)?.get()) {
            Loose::Null => {
                self.null = true;
                Err(Stop)
            }
            json => Ok(json),
        }
    }

    /// A value that is a text in this format.
    fn parsed<T: FromStr<Err: Display>>(&mut self) -> Result<T, Stop> {
        let mut parsed = None;
        self.text(&mut |text| {
            parsed = Some(text.parse().map_err(|error: T::Err| error.to_string())?);
            Ok(())
        })?;
        parsed.ok_or(Stop)
    }

    fn wrong(&mut self, expected: &str, found: &Scalar<'_>) -> Stop {
        self.refuse(format!("expected {expected}, found {}", found.kind()))
    }
}

impl<'de, D: Deserializer<'de>> Source for SerdeSource<'_, 'de, D> {
    fn boolean(&mut self) -> Result<bool, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.boolean();
            return self.context.accept(read);
        }
        match self.scalar("a boolean")? {
            Scalar::Boolean(value) => Ok(value),
            other => Err(self.wrong("a boolean", &other)),
        }
    }

    fn integer(&mut self) -> Result<i64, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.integer();
            return self.context.accept(read);
        }
        match self.scalar("an integer")? {
            Scalar::Integer(value) => Ok(value),
            Scalar::Unsigned(_) => Err(self.refuse("the number is out of range".to_owned())),
            // serde_json has no other value for the integer `-0`.
            Scalar::Float(value) if value == 0.0 && value.is_sign_negative() => Ok(0),
            // Integers of more digits than 64 bits hold come as floats, too.
            Scalar::Float(value) if value.abs() >= i64::MAX as f64 => {
                Err(self.refuse("the number is out of range".to_owned()))
            }
            Scalar::Float(_) => Err(self.refuse("expected an integer without a fraction or exponent".to_owned())),
            other => Err(self.wrong("an integer", &other)),
        }
    }

    fn float(&mut self) -> Result<f64, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.float();
            return self.context.accept(read);
        }
        let scalar = self.scalar("a number")?;
        let special = match &scalar {
            Scalar::Borrowed(text) => crate::text::special_float(text),
            Scalar::Owned(text) => crate::text::special_float(text),
            _ => None,
        };
        match scalar {
            // Smithy's floats are IEEE 754: a long integer is rounded as a long fraction is.
            Scalar::Integer(value) => Ok(value as f64),
            Scalar::Unsigned(value) => Ok(value as f64),
            Scalar::Float(value) => Ok(value),
            other => special.ok_or_else(|| self.wrong("a number", &other)),
        }
    }

    fn string(&mut self) -> Result<String, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.string_or_scalar();
            return self.context.accept(read).map(Cow::into_owned);
        }
        let mut text = String::new();
        let read = self.take()?.deserialize_any(TextVisitor(|read| text = read));
        self.present(read).map(|()| text)
    }

    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Flow {
        if self.context.lenient.is_some() {
            let read = self.json()?.string_or_scalar();
            let text = self.context.accept(read)?;
            return take(&text).map_err(|reason| self.refuse(reason));
        }
        match self.scalar("a string")? {
            Scalar::Borrowed(text) => take(text).map_err(|reason| self.refuse(reason)),
            Scalar::Owned(text) => take(&text).map_err(|reason| self.refuse(reason)),
            other => Err(self.wrong("a string", &other)),
        }
    }

    fn list(&mut self, size: usize, item: &mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow) -> Flow {
        let read = self.take()?.deserialize_any(ListVisitor { context: self.context, size, item });
        self.present(read)
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Flow {
        let read = self.take()?.deserialize_any(MapVisitor { context: self.context, entries });
        self.present(read)
    }

    fn members(&mut self, target: &mut dyn Members) -> Flow {
        if self.context.budget.is_limited() {
            self.spend(target.boxed_size())?;
        }
        let read = self.take()?.deserialize_any(MembersVisitor { context: self.context, target });
        self.present(read)
    }

    fn document(&mut self) -> Result<Document, Stop> {
        let deserializer = self.take()?;
        let document =
            document::Seed(&mut self.context.budget).deserialize(deserializer).map(|document| match document {
                Document::Null => None,
                other => Some(other),
            });
        self.present(document)
    }

    fn big_integer(&mut self) -> Result<BigInteger, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.big_integer();
            return self.context.accept(read);
        }
        if self.context.spelling.big_as_text {
            return self.parsed();
        }
        let number = read_present(self.take()?);
        self.present(number)
    }

    fn big_decimal(&mut self) -> Result<BigDecimal, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.big_decimal();
            return self.context.accept(read);
        }
        if self.context.spelling.big_as_text {
            return self.parsed();
        }
        let number = read_present(self.take()?);
        self.present(number)
    }

    fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<Timestamp, Stop> {
        let format = format.filter(|_| !self.context.spelling.own_timestamps);
        let format = format.unwrap_or(TimestampFormat::EpochSeconds);
        if self.context.lenient.is_some() {
            let read = self.json()?.timestamp(format);
            return self.context.accept(read);
        }
        if format == TimestampFormat::EpochSeconds {
            let timestamp = read_present(self.take()?);
            return self.present(timestamp);
        }
        // Offsets are the sender's fault in a request and tolerated in a response.
        let offsets = if self.context.mode == Mode::Request { Offsets::Refuse } else { Offsets::Accept };
        let mut timestamp = Timestamp::EPOCH;
        self.text(&mut |text| {
            timestamp = Timestamp::parse(text, format, offsets).map_err(|error| error.to_string())?;
            Ok(())
        })?;
        Ok(timestamp)
    }

    fn blob(&mut self) -> Result<Blob, Stop> {
        if self.context.lenient.is_some() {
            let read = self.json()?.blob();
            return self.context.accept(read);
        }
        let mut blob = Blob::default();
        self.text(&mut |text| {
            blob = Blob::from_base64(text).map_err(|error| error.to_string())?;
            Ok(())
        })?;
        Ok(blob)
    }

    fn skip(&mut self) -> Flow {
        let skipped = IgnoredAny::deserialize(self.take()?);
        self.keep(skipped).map(|_| ())
    }

    #[inline]
    fn spend(&mut self, bytes: usize) -> Flow {
        self.context.budget.spend(bytes).map_err(|reason| self.refuse(reason))
    }

    fn refuse(&mut self, reason: String) -> Stop {
        self.context.reason = Some(reason);
        Stop
    }

    fn mode(&self) -> Mode {
        self.context.mode
    }
}
