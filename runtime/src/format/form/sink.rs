//! A [`Sink`] that writes parameters.

use super::Form;
use crate::format::members::{or_default, rows};
use crate::percent::push_encoded;
use crate::text::{Text, TextFormat};
use crate::wire::{
    Element, Encode, EntrySink, Field, Flow, InFormat, ItemSink, MemberShape, MemberSink, Members, Outside, Shape,
    ShapeKind, Sink, Stop, Writer,
};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// A form being written.
pub(super) struct FormSink {
    form: Form,
    out: String,
    /// The way to the value that is written next, encoded; empty for all of the form.
    path: String,
    /// What is in it is called so.
    element: &'static Element,
    /// Whether a value of no parameters leaves a key, since it is not told from an absent one otherwise.
    leaves_key: bool,
    writer: Writer,
    refusal: Option<String>,
}

impl FormSink {
    /// The bytes that are written.
    ///
    /// # Errors
    ///
    /// The reason why a value cannot be written.
    pub(super) fn written(
        form: Form,
        writer: Writer,
        write: impl FnOnce(&mut Self) -> Flow,
    ) -> Result<Vec<u8>, String> {
        let (out, path) = (String::new(), String::new());
        let mut sink = Self { form, out, path, element: Element::plain(), leaves_key: false, writer, refusal: None };
        match write(&mut sink) {
            Ok(()) => Ok(sink.out.into_bytes()),
            Err(Stop) => Err(sink.refusal.unwrap_or_else(|| "writing stopped".to_owned())),
        }
    }

    /// Writes a parameter of the whole form.
    pub(super) fn parameter(&mut self, key: &str, value: &str) {
        let before = self.enter(key);
        self.pair(value);
        self.path.truncate(before);
    }

    /// Adds a step to the way, and tells how long it was.
    fn enter(&mut self, name: &str) -> usize {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        push_encoded(name, &mut self.path);
        before
    }

    fn pair(&mut self, value: &str) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        self.out.push_str(&self.path);
        self.out.push('=');
        push_encoded(value, &mut self.out);
    }

    fn scalar(&mut self, value: &str) -> Flow {
        if self.path.is_empty() {
            return self.refuse("only a structure or a union can be a form");
        }
        self.pair(value);
        Ok(())
    }

    /// Writes a scalar by its text form.
    fn plain(&mut self, value: &impl Text) -> Flow {
        let mut text = String::new();
        value.push_text(TextFormat::Plain, &mut text).or_else(|reason| self.refuse(reason))?;
        self.scalar(&text)
    }

    /// Writes a value that is a step further.
    fn inner(&mut self, name: &str, element: &'static Element, leaves_key: bool, value: &dyn Encode) -> Flow {
        let before = self.enter(name);
        (self.element, self.leaves_key) = (element, leaves_key);
        let written = value.encode(self);
        self.path.truncate(before);
        written
    }

    /// Writes something that may have no parameters.
    fn composite(&mut self, leaves_key: bool, write: impl FnOnce(&mut Self) -> Flow) -> Flow {
        let before = self.out.len();
        write(self)?;
        if leaves_key && self.out.len() == before && !self.path.is_empty() {
            self.pair("");
        }
        Ok(())
    }

    /// Writes the members of a structure or union that travel here.
    pub(super) fn object(&mut self, value: &dyn Members, outside: Outside) -> Flow {
        self.composite(self.leaves_key, |sink| {
            let shape = value.shape();
            match shape.kind {
                ShapeKind::Union => value.encode_variant(&mut Variant { sink, shape }),
                ShapeKind::Structure => sink.rows(value, outside),
            }
        })
    }

    fn rows(&mut self, value: &dyn Members, outside: Outside) -> Flow {
        for (index, member) in rows(value.shape(), outside) {
            let mut held = None;
            let field = match member.fresh {
                None => value.member(index),
                Some(_) => or_default(value, (index, member), self.writer, &mut held),
            };
            match field {
                Field::Absent => {}
                Field::Text(text) => self.member(member, member.required, &text)?,
                Field::Value(value) => self.member(member, member.required, value)?,
            }
        }
        Ok(())
    }

    fn member(&mut self, member: &'static MemberShape, leaves_key: bool, value: &dyn Encode) -> Flow {
        let name = self.form.member(member);
        match member.format {
            Some(format) => self.inner(&name, member.element, leaves_key, &InFormat { value, format }),
            None => self.inner(&name, member.element, leaves_key, value),
        }
    }
}

impl Sink for FormSink {
    fn boolean(&mut self, value: bool) -> Flow {
        self.plain(&value)
    }

    fn integer(&mut self, value: i64) -> Flow {
        self.plain(&value)
    }

    fn float(&mut self, value: f64) -> Flow {
        self.plain(&value)
    }

    fn single(&mut self, value: f32) -> Flow {
        self.plain(&value)
    }

    fn string(&mut self, value: &str) -> Flow {
        self.scalar(value)
    }

    /// Nothing: that is what a null is.
    fn null(&mut self) -> Flow {
        Ok(())
    }

    fn list(&mut self, len: usize, items: &mut dyn FnMut(&mut dyn ItemSink) -> Flow) -> Flow {
        let element = self.element;
        // awsQuery tells an empty list from an absent one ("AWS query protocol", test `EmptyQueryLists`).
        let leaves_key = self.leaves_key || (self.form == Form::Aws && len == 0);
        self.composite(leaves_key, |sink| {
            let before = super::item_name(sink.form, element).map_or(sink.path.len(), |name| sink.enter(name));
            let written = items(&mut Items { sink, element: element.item, count: 0 });
            sink.path.truncate(before);
            written
        })
    }

    fn map(&mut self, _: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow {
        let element = self.element;
        self.composite(self.leaves_key, |sink| {
            let before = super::entry_name(element).map_or(sink.path.len(), |name| sink.enter(name));
            let written = entries(&mut Pairs { sink, element, count: 0 });
            sink.path.truncate(before);
            written
        })
    }

    fn members(&mut self, value: &dyn Members) -> Flow {
        self.object(value, Outside::Nothing)
    }

    fn document(&mut self, _: &Document) -> Flow {
        self.refuse("the protocol does not support documents")
    }

    fn big_integer(&mut self, value: &BigInteger) -> Flow {
        self.scalar(value.as_str())
    }

    fn big_decimal(&mut self, value: &BigDecimal) -> Flow {
        self.scalar(value.as_str())
    }

    fn timestamp(&mut self, value: Timestamp, format: Option<TimestampFormat>) -> Flow {
        let format = format.unwrap_or(TimestampFormat::DateTime);
        value.check(format).or_else(|reason| self.refuse(reason))?;
        self.scalar(value.format(format).as_str())
    }

    fn blob(&mut self, value: &Blob) -> Flow {
        self.scalar(&value.to_base64())
    }

    fn refuse(&mut self, reason: &str) -> Flow {
        self.refusal.get_or_insert_with(|| reason.to_owned());
        Err(Stop)
    }
}

/// A list being written.
struct Items<'a> {
    sink: &'a mut FormSink,
    element: &'static Element,
    count: usize,
}

impl ItemSink for Items<'_> {
    fn item(&mut self, value: &dyn Encode) -> Flow {
        self.count += 1;
        let before = self.sink.out.len();
        self.sink.inner(&self.count.to_string(), self.element, true, value)?;
        if self.sink.out.len() == before {
            return self.sink.refuse("a list must not hold null: the protocol has none");
        }
        Ok(())
    }
}

/// A map being written.
struct Pairs<'a> {
    sink: &'a mut FormSink,
    element: &'static Element,
    count: usize,
}

impl EntrySink for Pairs<'_> {
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow {
        self.count += 1;
        let before = self.sink.enter(&self.count.to_string());
        let [key_name, value_name] = super::key_and_value(self.sink.form, self.element);
        self.sink.inner(&key_name, Element::plain(), true, &key)?;
        self.sink.inner(&value_name, self.element.item, true, value)?;
        self.sink.path.truncate(before);
        Ok(())
    }
}

/// A union being written.
struct Variant<'a> {
    sink: &'a mut FormSink,
    shape: &'static Shape,
}

impl MemberSink for Variant<'_> {
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow {
        self.sink.member(&self.shape.members[index], true, value)
    }

    fn unknown(&mut self, _: &str, _: &dyn Encode) -> Flow {
        self.sink.refuse("a member that the union's model does not have cannot be written")
    }
}
