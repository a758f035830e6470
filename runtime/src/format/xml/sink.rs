//! A [`Sink`] that writes elements.

use super::characters::push_escaped;
use crate::format::members::{or_default, rows};
use crate::text::{Text, TextFormat};
use crate::wire::{
    Element, Encode, EntrySink, Field, Flow, ItemSink, MemberShape, MemberSink, Members, Namespace, Outside, Root,
    Shape, ShapeKind, Sink, Stop, Writer,
};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// What the next value is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) element: &'static Element,
    /// The namespace that begins with it.
    pub(super) namespace: Option<Namespace>,
}

impl Tag {
    pub(super) fn new(name: &'static str, element: &'static Element) -> Self {
        Self { name: element.name.unwrap_or(name), element, namespace: element.namespace }
    }
}

/// A body being written.
pub(super) struct XmlSink {
    out: String,
    /// What the value is called that is written next; `None` for the outermost.
    tag: Option<Tag>,
    pub(super) root: Root,
    writer: Writer,
    refusal: Option<String>,
}

impl XmlSink {
    /// The bytes that are written.
    ///
    /// # Errors
    ///
    /// The reason why a value cannot be written.
    pub(super) fn written(
        root: Root,
        writer: Writer,
        write: impl FnOnce(&mut Self) -> Flow,
    ) -> Result<Vec<u8>, String> {
        let mut sink = Self { out: String::new(), tag: None, root, writer, refusal: None };
        match write(&mut sink) {
            Ok(()) => Ok(sink.out.into_bytes()),
            Err(Stop) => Err(sink.refusal.unwrap_or_else(|| "writing stopped".to_owned())),
        }
    }

    pub(super) fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    pub(super) fn escaped(&mut self, text: &str, is_attribute: bool) -> Flow {
        push_escaped(text, is_attribute, &mut self.out).or_else(|reason| self.refuse(reason))
    }

    /// Begins an element, without the end of its tag.
    pub(super) fn begin(&mut self, tag: &Tag) -> Flow {
        self.push(&["<", tag.name]);
        self.namespace(tag.namespace)
    }

    /// Says in a tag that a namespace begins.
    pub(super) fn namespace(&mut self, namespace: Option<Namespace>) -> Flow {
        let Some(Namespace { uri, prefix }) = namespace else { return Ok(()) };
        match prefix {
            Some(prefix) => self.push(&[" xmlns:", prefix, "=\""]),
            None => self.push(&[" xmlns=\""]),
        }
        self.escaped(uri, true)?;
        self.push(&["\""]);
        Ok(())
    }

    pub(super) fn end(&mut self, tag: &Tag) {
        self.push(&["</", tag.name, ">"]);
    }

    /// The name of a value. The outermost one is called as the member that is the whole body.
    fn take(&mut self) -> Result<Tag, Stop> {
        if let Some(tag) = self.tag.take() {
            return Ok(tag);
        }
        let Some(member) = self.root.member else {
            self.refuse("the root element must be a structure or a union")?;
            return Err(Stop);
        };
        let tag = Tag::new(member.name, member.element);
        Ok(Tag { namespace: tag.namespace.or(self.root.namespace), ..tag })
    }

    /// The name of an outermost structure or union: that of the member that is the whole body, if the model gives it one, or
    /// that of the shape (Smithy 2.0, "XML bindings", "Structure and union serialization").
    fn outermost(&self, shape: &Shape) -> Tag {
        let tag = Tag::new(shape.name, shape.element);
        let element = self.root.member.map_or(Element::plain(), |member| member.element);
        let namespace = element.namespace.or(tag.namespace).or(self.root.namespace);
        Tag { name: element.name.unwrap_or(tag.name), namespace, ..tag }
    }

    /// The tag of a value that cannot be an attribute.
    fn take_element(&mut self) -> Result<Tag, Stop> {
        let tag = self.take()?;
        if tag.element.attribute {
            self.refuse("an attribute must be text")?;
        }
        Ok(tag)
    }

    /// Writes a scalar, as an element or an attribute.
    fn text(&mut self, text: &str) -> Flow {
        let tag = self.take()?;
        if tag.element.attribute {
            self.push(&[" ", tag.name, "=\""]);
            self.escaped(text, true)?;
            self.push(&["\""]);
            return Ok(());
        }
        self.begin(&tag)?;
        self.push(&[">"]);
        self.escaped(text, false)?;
        self.end(&tag);
        Ok(())
    }

    /// Writes a scalar by its text form.
    fn plain(&mut self, value: &impl Text) -> Flow {
        let mut text = String::new();
        value.push_text(TextFormat::Plain, &mut text).or_else(|reason| self.refuse(reason))?;
        self.text(&text)
    }

    /// Writes the members of a structure or union that travel here.
    pub(super) fn object(&mut self, value: &dyn Members, outside: Outside) -> Flow {
        let shape = value.shape();
        let tag = match self.tag {
            Some(_) => self.take_element()?,
            None => self.outermost(shape),
        };
        self.begin(&tag)?;
        self.rows(value, outside, true)?;
        self.push(&[">"]);
        self.children(value, outside)?;
        self.end(&tag);
        Ok(())
    }

    pub(super) fn children(&mut self, value: &dyn Members, outside: Outside) -> Flow {
        let shape = value.shape();
        match shape.kind {
            ShapeKind::Union => value.encode_variant(&mut Variant { sink: self, shape }),
            ShapeKind::Structure => self.rows(value, outside, false),
        }
    }

    /// Writes those members of a structure that are attributes, or those that are elements.
    pub(super) fn rows(&mut self, value: &dyn Members, outside: Outside, are_attributes: bool) -> Flow {
        let shape = value.shape();
        if shape.kind == ShapeKind::Union {
            return Ok(());
        }
        for (index, member) in rows(shape, outside).filter(|(_, member)| member.element.attribute == are_attributes) {
            let mut held = None;
            let field = match member.fresh {
                None => value.member(index),
                Some(_) => or_default(value, (index, member), self.writer, &mut held),
            };
            match field {
                Field::Absent => {}
                Field::Text(text) => self.member(member, &text)?,
                Field::Value(value) => self.member(member, value)?,
            }
        }
        Ok(())
    }

    fn member(&mut self, member: &'static MemberShape, value: &dyn Encode) -> Flow {
        self.tag = Some(Tag::new(member.name, member.element));
        match member.format {
            Some(format) => value.encode_as(format, self),
            None => value.encode(self),
        }
    }
}

impl Sink for XmlSink {
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
        self.text(value)
    }

    /// An empty element that says so: otherwise it would be an empty text.
    fn null(&mut self) -> Flow {
        let tag = self.take_element()?;
        self.begin(&tag)?;
        self.push(&[" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"]);
        Ok(())
    }

    fn list(&mut self, _: usize, items: &mut dyn FnMut(&mut dyn ItemSink) -> Flow) -> Flow {
        let tag = self.take_element()?;
        let item = tag.element.item;
        if tag.element.flattened {
            // The member's name is that of each item.
            let namespace = tag.namespace.or(item.namespace);
            return items(&mut Items { sink: self, tag: Tag { name: tag.name, element: item, namespace } });
        }
        self.begin(&tag)?;
        self.push(&[">"]);
        items(&mut Items { sink: self, tag: Tag::new("member", item) })?;
        self.end(&tag);
        Ok(())
    }

    fn map(&mut self, _: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow {
        let tag = self.take_element()?;
        let (key, value) = (Tag::new("key", tag.element.key), Tag::new("value", tag.element.item));
        if tag.element.flattened {
            return entries(&mut Pairs { sink: self, entry: tag, key, value });
        }
        self.begin(&tag)?;
        self.push(&[">"]);
        entries(&mut Pairs { sink: self, entry: Tag::new("entry", Element::plain()), key, value })?;
        self.end(&tag);
        Ok(())
    }

    fn members(&mut self, value: &dyn Members) -> Flow {
        self.object(value, Outside::Nothing)
    }

    fn document(&mut self, _: &Document) -> Flow {
        self.refuse("the protocol does not support documents")
    }

    fn big_integer(&mut self, value: &BigInteger) -> Flow {
        self.text(value.as_str())
    }

    fn big_decimal(&mut self, value: &BigDecimal) -> Flow {
        self.text(value.as_str())
    }

    fn timestamp(&mut self, value: Timestamp, format: Option<TimestampFormat>) -> Flow {
        let format = format.unwrap_or(TimestampFormat::DateTime);
        value.check(format).or_else(|reason| self.refuse(reason))?;
        self.text(value.format(format).as_str())
    }

    fn blob(&mut self, value: &Blob) -> Flow {
        self.text(&value.to_base64())
    }

    fn refuse(&mut self, reason: &str) -> Flow {
        self.refusal.get_or_insert_with(|| reason.to_owned());
        Err(Stop)
    }
}

/// A list being written.
struct Items<'a> {
    sink: &'a mut XmlSink,
    tag: Tag,
}

impl ItemSink for Items<'_> {
    fn item(&mut self, value: &dyn Encode) -> Flow {
        self.sink.tag = Some(self.tag);
        value.encode(self.sink)
    }
}

/// A map being written.
struct Pairs<'a> {
    sink: &'a mut XmlSink,
    entry: Tag,
    key: Tag,
    value: Tag,
}

impl EntrySink for Pairs<'_> {
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow {
        self.sink.begin(&self.entry)?;
        self.sink.push(&[">"]);
        self.sink.tag = Some(self.key);
        self.sink.text(key)?;
        self.sink.tag = Some(self.value);
        value.encode(self.sink)?;
        self.sink.end(&self.entry);
        Ok(())
    }
}

/// A union being written.
struct Variant<'a> {
    sink: &'a mut XmlSink,
    shape: &'static Shape,
}

impl MemberSink for Variant<'_> {
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow {
        self.sink.member(&self.shape.members[index], value)
    }

    /// As a document, the value has lost what it was, such as the order of its elements.
    fn unknown(&mut self, _: &str, _: &dyn Encode) -> Flow {
        self.sink.refuse("cannot write a union member that the model does not define")
    }
}
