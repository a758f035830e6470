//! A [`Source`] over elements.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tree::{Id, Tree};
use crate::format::collection::Collection;
use crate::format::context::Context;
use crate::format::loose::Loose;
use crate::lenient::Read;
use crate::memory::Growth;
use crate::text::{Text, TextFormat};
use crate::timestamp::Offsets;
use crate::wire::{Element, Entries, Flow, Members, Mode, Segment, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// What stands for a value.
#[derive(Debug)]
pub(super) enum Value<'b> {
    /// An element.
    Node(Id),
    /// The elements of a flattened list or map.
    Nodes(Vec<Id>),
    /// The text of an attribute.
    Text(Cow<'b, str>),
    /// Nothing, which is a structure without members.
    Nothing,
}

/// A body being read: what stands for each of its values in turn.
pub(super) struct XmlSource<'t, 'b> {
    pub(super) tree: &'t Tree<'b>,
    pub(super) context: Context,
    /// The value that its reader has not read yet.
    value: Option<Value<'b>>,
    /// How the items, keys and values in it are called.
    element: Option<&'static Element>,
    /// Whether no model describes the value.
    pub(super) is_unknown: bool,
}

impl<'t, 'b> XmlSource<'t, 'b> {
    pub(super) fn new(tree: &'t Tree<'b>, context: Context) -> Self {
        Self { tree, context, value: None, element: None, is_unknown: false }
    }

    pub(super) fn into_context(self) -> Context {
        self.context
    }

    /// Hands a value to a reader, and tells whether it was there, that is, not null.
    pub(super) fn value(
        &mut self,
        value: Value<'b>,
        element: Option<&'static Element>,
        read: impl FnOnce(&mut Self) -> Flow,
    ) -> Result<bool, Stop> {
        if let Value::Node(id) = value
            && self.tree.is_nil(id)
        {
            return Ok(false);
        }
        self.value = Some(value);
        self.element = element;
        read(self)?;
        if self.value.is_some() { Err(self.refuse("the value was not read".to_owned())) } else { Ok(true) }
    }

    pub(super) fn take(&mut self) -> Result<Value<'b>, Stop> {
        self.value.take().ok_or(Stop)
    }

    /// The text of a scalar, with the blanks around it.
    fn blanks_and_text(&mut self) -> Result<Cow<'t, str>, Stop>
    where
        'b: 't,
    {
        match self.take()? {
            Value::Text(text) => Ok(text),
            Value::Node(id) if !self.tree.has_children(id) => Ok(Cow::Borrowed(self.tree.text(id))),
            Value::Node(_) => Err(self.refuse("expected text, found elements".to_owned())),
            Value::Nodes(_) | Value::Nothing => Err(self.refuse("expected a text".to_owned())),
        }
    }

    /// Passes on what was made of the text of a scalar, without the blanks around it: as it must be, or else as a client
    /// takes it that is lenient enough.
    fn scalar<T>(
        &mut self,
        strict: impl FnOnce(&str) -> Result<T, String>,
        lenient: impl FnOnce(&str) -> Read<T>,
    ) -> Result<T, Stop> {
        let text = self.blanks_and_text()?;
        let text = text.trim_ascii();
        match (strict(text), self.context.lenient) {
            (Ok(value), _) => Ok(value),
            (Err(reason), None) => Err(self.refuse(reason)),
            (Err(_), Some(_)) => self.context.accept(lenient(text)),
        }
    }

    /// Refuses a text where only elements have a meaning, unless it comes from a service.
    pub(super) fn only_elements(&mut self, id: Id) -> Flow {
        if self.context.mode == Mode::Response || self.tree.text(id).trim_ascii().is_empty() {
            return Ok(());
        }
        Err(self.refuse("expected elements, found text".to_owned()))
    }

    fn offsets(&self) -> Offsets {
        if self.context.mode == Mode::Request { Offsets::Refuse } else { Offsets::Accept }
    }

    /// The elements of a list or map: those in its element that have this name, or those that follow one another.
    fn elements(&mut self, name: &str) -> Result<Vec<Id>, Stop> {
        match self.take()? {
            Value::Nodes(ids) => Ok(ids),
            Value::Node(id) => {
                self.only_elements(id)?;
                let tree = self.tree;
                let mut growth = Growth::list(size_of::<Id>());
                let mut ids = Vec::new();
                for child in tree.children(id).filter(|child| tree.is_named(*child, name)) {
                    self.spend(growth.next())?;
                    crate::memory::push(&mut ids, child);
                }
                Ok(ids)
            }
            Value::Nothing => Ok(Vec::new()),
            Value::Text(_) => Err(self.refuse("expected elements, found an attribute".to_owned())),
        }
    }

    /// A value that no model describes, as a document: elements as maps, of which the last of a name counts.
    fn any(&self, id: Id) -> Document {
        if !self.tree.has_children(id) {
            return Document::from(self.tree.text(id).clone().into_owned());
        }
        let entries = self.tree.children(id).map(|child| (self.tree.name(child).to_owned(), self.any(child)));
        Document::Map(entries.collect::<BTreeMap<_, _>>())
    }
}

impl Source for XmlSource<'_, '_> {
    fn boolean(&mut self) -> Result<bool, Stop> {
        let plain = |text: &str| bool::from_text(text, TextFormat::Plain, Offsets::Refuse);
        self.scalar(plain, |text| match Loose::Number(text.into()).boolean() {
            Ok(read) => Ok(read),
            Err(_) => plain(&text.to_ascii_lowercase()).map(|value| (value, Some(crate::lenient::Kind::Capitals))),
        })
    }

    fn integer(&mut self) -> Result<i64, Stop> {
        let plain = |text: &str| i64::from_text(text, TextFormat::Plain, Offsets::Refuse);
        self.scalar(plain, |text| Loose::Number(text.into()).integer())
    }

    fn float(&mut self) -> Result<f64, Stop> {
        let plain = |text: &str| f64::from_text(text, TextFormat::Plain, Offsets::Refuse);
        self.scalar(plain, |text| plain(text).map(|value| (value, None)))
    }

    fn string(&mut self) -> Result<String, Stop> {
        self.blanks_and_text().map(Cow::into_owned)
    }

    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Flow {
        let text = self.blanks_and_text()?;
        take(&text).map_err(|reason| self.refuse(reason))
    }

    fn list(&mut self, size: usize, item: &mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow) -> Flow {
        let element = self.element.map(|element| element.item);
        let name = element.and_then(|element| element.name).unwrap_or("member");
        let mut collection = Collection::begin(&mut self.context, Growth::list(size));
        for id in self.elements(name)? {
            let index = collection.length;
            collection.next(&mut self.context);
            let (found, keep) = (collection.found, collection.keep);
            let read = self.value(Value::Node(id), element, |source| {
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
        let element = self.element.map(|element| element.item);
        let value_name = element.and_then(|element| element.name).unwrap_or("value");
        let key_name = self.element.and_then(|element| element.key.name).unwrap_or("key");
        let mut collection = Collection::begin(&mut self.context, Growth::map(entries.size()));
        for id in self.elements("entry")? {
            let key = self.tree.child(id, key_name).filter(|key| !self.tree.has_children(*key));
            let Some(key) = key else { return Err(self.refuse("a map entry has no key".to_owned())) };
            let key = self.tree.text(key).clone().into_owned();
            collection.next(&mut self.context);
            let read = match self.tree.child(id, value_name) {
                None => Ok(false),
                Some(value) => self.value(Value::Node(value), element, |source| {
                    collection.spend(source)?;
                    entries.read(source)
                }),
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

    /// The protocol has no documents. What a union has that its model does not know is kept nevertheless by those who
    /// keep such members.
    fn document(&mut self) -> Result<Document, Stop> {
        let value = self.take()?;
        if !std::mem::take(&mut self.is_unknown) {
            return Err(self.refuse("the protocol does not support documents".to_owned()));
        }
        Ok(match (self.context.mode, value) {
            (Mode::Plain | Mode::Response, Value::Node(id)) => self.any(id),
            _ => Document::Null,
        })
    }

    fn big_integer(&mut self) -> Result<BigInteger, Stop> {
        let plain = |text: &str| BigInteger::from_text(text, TextFormat::Plain, Offsets::Refuse);
        self.scalar(plain, |text| Loose::Number(text.into()).big_integer())
    }

    fn big_decimal(&mut self) -> Result<BigDecimal, Stop> {
        let plain = |text: &str| BigDecimal::from_text(text, TextFormat::Plain, Offsets::Refuse);
        self.scalar(plain, |text| Loose::Number(text.into()).big_decimal())
    }

    fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<Timestamp, Stop> {
        let (format, offsets) = (format.unwrap_or(TimestampFormat::DateTime), self.offsets());
        let plain = |text: &str| Timestamp::parse(text, format, offsets).map_err(|error| error.to_string());
        self.scalar(plain, |text| Timestamp::parse_any(text, format))
    }

    fn blob(&mut self) -> Result<Blob, Stop> {
        let plain = |text: &str| Blob::from_base64(text).map_err(|error| error.to_string());
        self.scalar(plain, |text| Loose::Text(text.into(), false).blob())
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
