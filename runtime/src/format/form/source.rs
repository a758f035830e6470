//! A [`Source`] over parameters.

use std::borrow::Cow;

use super::pairs::{Pair, Value};
use super::{Form, TWICE};
use crate::format::collection::Collection;
use crate::format::context::Context;
use crate::memory::{Growth, MAX_DEPTH, push};
use crate::text::{Text, TextFormat};
use crate::timestamp::Offsets;
use crate::wire::{Element, Entries, Flow, Members, Mode, Segment, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// A form being read: the parameters of each of its values in turn.
pub(super) struct FormSource<'p, 'b> {
    pub(super) form: Form,
    pub(super) context: Context,
    /// The value that its reader has not read yet.
    value: Option<Value<'p, 'b>>,
    /// How the items, keys and values in it are called.
    element: &'static Element,
    depth: usize,
    /// Whether no model describes the value.
    pub(super) is_unknown: bool,
}

impl<'p, 'b> FormSource<'p, 'b> {
    pub(super) fn new(form: Form, context: Context) -> Self {
        Self { form, context, value: None, element: Element::plain(), depth: 0, is_unknown: false }
    }

    pub(super) fn into_context(self) -> Context {
        self.context
    }

    /// Hands a value to a reader.
    pub(super) fn value(
        &mut self,
        value: Value<'p, 'b>,
        element: Option<&'static Element>,
        read: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        if self.depth > MAX_DEPTH {
            return Err(self.refuse("the values are nested too deeply".to_owned()));
        }
        self.value = Some(value);
        self.element = element.unwrap_or(Element::plain());
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read?;
        if self.value.is_some() { Err(self.refuse("the value was not read".to_owned())) } else { Ok(()) }
    }

    fn take(&mut self) -> Result<Value<'p, 'b>, Stop> {
        self.value.take().ok_or(Stop)
    }

    /// A value that has others in it, none of which there may be.
    pub(super) fn take_composite(&mut self) -> Result<Value<'p, 'b>, Stop> {
        let value = self.take()?;
        self.nothing_itself(value)?;
        Ok(value)
    }

    /// Refuses a text where only what is in it has a meaning. A key without a value says that nothing is in it.
    fn nothing_itself(&mut self, value: Value<'p, 'b>) -> Flow {
        match value.own() {
            [] => Ok(()),
            [Pair { value: text, .. }] if text.is_empty() && !value.has_inner() => Ok(()),
            _ => Err(self.refuse("expected nested parameters, found text".to_owned())),
        }
    }

    fn scalar_of(&mut self, value: Value<'p, 'b>) -> Result<&'p Cow<'b, str>, Stop> {
        match value.own() {
            [Pair { value: text, .. }] if !value.has_inner() => Ok(text),
            [_, _, ..] => Err(self.refuse(TWICE.to_owned())),
            _ => Err(self.refuse("expected text, found nested parameters".to_owned())),
        }
    }

    /// What a type makes of a text.
    fn scalar<T: Text>(&mut self, format: TextFormat) -> Result<T, Stop> {
        let value = self.take()?;
        let text = self.scalar_of(value)?;
        T::from_text(text, format, Offsets::Refuse).map_err(|reason| self.refuse(reason))
    }

    /// The items of a list or the entries of a map in their order. They are numbered from 1 without gaps, so that no number
    /// claims more memory than there are parameters.
    fn numbered(&mut self, value: Value<'p, 'b>, wrapper: Option<&'static str>) -> Result<Vec<Value<'p, 'b>>, Stop> {
        let around = match wrapper {
            None => Some(value),
            Some(name) => {
                let mut inner = value.inner();
                let around = inner.next();
                if around.is_some_and(|(found, _)| found != name) || inner.next().is_some() {
                    return Err(self.refuse(format!("expected nothing but parameters in `{name}`")));
                }
                around.map(|(_, value)| value)
            }
        };
        let mut found: Vec<(usize, Value<'p, 'b>)> = Vec::new();
        let Some(around) = around else { return Ok(Vec::new()) };
        self.nothing_itself(around)?;
        let mut growth = Growth::list(size_of::<(usize, Value<'p, 'b>)>());
        for (name, value) in around.inner() {
            let is_number = name.bytes().all(|byte| byte.is_ascii_digit()) && !name.starts_with('0');
            if name.is_empty() || !is_number {
                return Err(self.refuse("expected parameters numbered from 1".to_owned()));
            }
            self.spend(growth.next())?;
            push(&mut found, (name.parse().unwrap_or(usize::MAX), value));
        }
        found.sort_by_key(|(number, _)| *number);
        if found.iter().enumerate().any(|(index, (number, _))| *number != index + 1) {
            return Err(self.refuse("expected parameters numbered from 1 without gaps".to_owned()));
        }
        Ok(found.into_iter().map(|(_, value)| value).collect())
    }
}

impl Source for FormSource<'_, '_> {
    fn boolean(&mut self) -> Result<bool, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn integer(&mut self) -> Result<i64, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn float(&mut self) -> Result<f64, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn string(&mut self) -> Result<String, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Flow {
        let value = self.take()?;
        let text = self.scalar_of(value)?;
        take(text).map_err(|reason| self.refuse(reason))
    }

    fn list(&mut self, size: usize, item: &mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow) -> Flow {
        let element = self.element;
        let mut collection = Collection::begin(&mut self.context, Growth::list(size));
        let value = self.take_composite()?;
        for value in self.numbered(value, super::item_name(self.form, element))? {
            let index = collection.length;
            collection.next(&mut self.context);
            let (found, keep) = (collection.found, collection.keep);
            let read = self.value(value, Some(element.item), |source| {
                collection.spend(source)?;
                item(Some(source), keep)
            });
            self.context.returned(found, &read, || Segment::Index(index));
            read?;
            collection.counted(&mut self.context);
        }
        collection.end(&mut self.context)
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Flow {
        let element = self.element;
        let [key_name, value_name] = super::key_and_value(self.form, element);
        let mut collection = Collection::begin(&mut self.context, Growth::map(entries.size()));
        let value = self.take_composite()?;
        for entry in self.numbered(value, super::entry_name(element))? {
            self.nothing_itself(entry)?;
            let inner = |name: &str| entry.inner().find(|(found, _)| *found == name).map(|(_, value)| value);
            let Some(key) = inner(&key_name) else {
                return Err(self.refuse("a map entry has no key".to_owned()));
            };
            let key = self.scalar_of(key)?.clone().into_owned();
            collection.next(&mut self.context);
            let read = match inner(&value_name) {
                None => Ok(false),
                Some(value) => self
                    .value(value, Some(element.item), |source| {
                        collection.spend(source)?;
                        entries.read(source)
                    })
                    .map(|()| true),
            };
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

    /// The protocol has no documents. That a union has a member which its model does not know is said by who asks for it.
    fn document(&mut self) -> Result<Document, Stop> {
        self.take()?;
        if std::mem::take(&mut self.is_unknown) {
            return Ok(Document::Null);
        }
        Err(self.refuse("the protocol does not support documents".to_owned()))
    }

    fn big_integer(&mut self) -> Result<BigInteger, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn big_decimal(&mut self) -> Result<BigDecimal, Stop> {
        self.scalar(TextFormat::Plain)
    }

    fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<Timestamp, Stop> {
        self.scalar(TextFormat::Timestamp(format.unwrap_or(TimestampFormat::DateTime)))
    }

    fn blob(&mut self) -> Result<Blob, Stop> {
        let value = self.take()?;
        let text = self.scalar_of(value)?;
        Blob::from_base64(text).map_err(|error| self.refuse(error.to_string()))
    }

    fn skip(&mut self) -> Flow {
        self.take().map(drop)
    }

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
