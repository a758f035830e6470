//! The elements of a body, all of them: members may come in any order, and the items of a flattened list between others.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use super::{characters, local};
use crate::memory::{Budget, Growth, MAX_DEPTH};

const MALFORMED: &str = "the XML is not well-formed";

/// The place of an element in the tree.
pub(super) type Id = u32;

/// An element.
#[derive(Debug)]
struct Node<'b> {
    /// What is between `<` and `>`.
    tag: &'b str,
    name_length: u32,
    first: Option<Id>,
    last: Option<Id>,
    next: Option<Id>,
    /// The text in it, which is ignored if there are elements in it.
    text: Cow<'b, str>,
}

/// The elements of a body.
#[derive(Debug)]
pub(super) struct Tree<'b> {
    nodes: Vec<Node<'b>>,
}

impl<'b> Tree<'b> {
    /// Reads a body, which may have no bytes.
    ///
    /// # Errors
    ///
    /// What is not well-formed, not UTF-8, too deep or too large, or has a document type.
    pub(super) fn read(bytes: &'b [u8], budget: &mut Budget) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "the body is not valid UTF-8".to_owned())?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if !characters::are_legal(text) {
            return Err("the body has a character that is not allowed in XML".to_owned());
        }
        let mut builder = Builder { nodes: Vec::new(), open: Vec::new(), growth: Growth::list(size_of::<Node<'_>>()) };
        let mut reader = Reader::from_str(text);
        loop {
            let before = position(&reader);
            let event = reader.read_event().map_err(|_| MALFORMED.to_owned())?;
            match event {
                Event::Start(start) => builder.open(tag(text, before, &start), &start, budget)?,
                Event::Empty(start) => {
                    builder.open(tag(text, before, &start), &start, budget)?;
                    builder.open.pop();
                }
                Event::End(_) => drop(builder.open.pop()),
                Event::Text(content) => builder.text(characters::lines(content.into_inner()))?,
                Event::CData(content) => builder.inner_text(characters::lines(content.into_inner()))?,
                Event::GeneralRef(name) => {
                    let char = characters::referenced(&name)?;
                    builder.inner_text(Cow::Owned(char.to_string()))?;
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) if before == 0 => {}
                Event::Decl(_) => return Err(MALFORMED.to_owned()),
                Event::DocType(_) => return Err("a DOCTYPE declaration is not allowed".to_owned()),
                Event::Eof => break,
            }
        }
        if !builder.open.is_empty() {
            return Err("the body ends in the middle of an element".to_owned());
        }
        if builder.nodes.is_empty() && !text.is_empty() {
            return Err("the body has no root element".to_owned());
        }
        Ok(Self { nodes: builder.nodes })
    }

    /// The outermost element; `None` if the body has no bytes.
    pub(super) fn root(&self) -> Option<Id> {
        (!self.nodes.is_empty()).then_some(0)
    }

    /// The element with the members of an error: the outermost, or the one in it if others are around it.
    pub(super) fn error(&self) -> Option<Id> {
        let root = self.root()?;
        let inner = match local(self.name(root)) {
            "ErrorResponse" => self.child(root, "Error"),
            "Response" => self.child(root, "Errors").and_then(|errors| self.child(errors, "Error")),
            _ => None,
        };
        Some(inner.unwrap_or(root))
    }

    /// The element with the members of an output, which is in that of the response; `None` if there is none.
    pub(super) fn result(&self) -> Option<Id> {
        self.children(self.root()?).find(|child| local(self.name(*child)).ends_with("Result"))
    }

    /// The name, with its prefix.
    pub(super) fn name(&self, id: Id) -> &'b str {
        let Node { tag, name_length, .. } = self.nodes[id as usize];
        &tag[..name_length as usize]
    }

    /// The text.
    pub(super) fn text(&self, id: Id) -> &Cow<'b, str> {
        &self.nodes[id as usize].text
    }

    /// Whether elements are in it.
    pub(super) fn has_children(&self, id: Id) -> bool {
        self.nodes[id as usize].first.is_some()
    }

    /// The elements in it.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.nodes[id as usize].first, |id| self.nodes[*id as usize].next)
    }

    /// Whether an element has this name, apart from prefixes.
    pub(super) fn is_named(&self, id: Id, name: &str) -> bool {
        local(self.name(id)) == local(name)
    }

    /// The first element in it that has this name.
    pub(super) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.is_named(*child, name))
    }

    /// The attributes and their values, without those that say what prefixes stand for.
    pub(super) fn attributes(&self, id: Id) -> impl Iterator<Item = (&'b str, Cow<'b, str>)> {
        let Node { tag, name_length, .. } = self.nodes[id as usize];
        attributes(tag, name_length as usize)
            .filter_map(Result::ok)
            .filter(|(name, _)| *name != "xmlns" && !name.starts_with("xmlns:"))
    }

    /// Whether an element says that it stands for no value.
    pub(super) fn is_nil(&self, id: Id) -> bool {
        let is_nil =
            |(name, value): (&str, Cow<'_, str>)| name.ends_with(":nil") && matches!(value.trim(), "true" | "1");
        self.attributes(id).any(is_nil)
    }
}

/// How many bytes were read.
fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// What is between the `<` at this place and the `>`.
fn tag<'b>(text: &'b str, before: usize, start: &BytesStart<'_>) -> &'b str {
    text.get(before + 1..before + 1 + start.len()).unwrap_or_default()
}

/// The attributes in a tag.
fn attributes(tag: &str, name_length: usize) -> impl Iterator<Item = Result<(&str, Cow<'_, str>), &'static str>> {
    Attributes::new(tag, name_length).map(move |attribute| {
        let attribute = attribute.map_err(|_| MALFORMED)?;
        Ok((attribute.key.into_inner(), characters::attribute(attribute.value)?))
    })
}

/// A tree that is being read.
struct Builder<'b> {
    nodes: Vec<Node<'b>>,
    /// The elements that have no end yet.
    open: Vec<Id>,
    growth: Growth,
}

impl<'b> Builder<'b> {
    fn open(&mut self, tag: &'b str, start: &BytesStart<'_>, budget: &mut Budget) -> Result<(), String> {
        if self.open.is_empty() && !self.nodes.is_empty() {
            return Err("unexpected content after the root element".to_owned());
        }
        if self.open.len() == MAX_DEPTH {
            return Err("the elements are nested too deeply".to_owned());
        }
        let name_length = start.name().as_ref().len();
        for attribute in attributes(tag, name_length) {
            attribute?;
        }
        if !is_name(tag.get(..name_length).unwrap_or_default()) {
            return Err(MALFORMED.to_owned());
        }
        budget.spend(self.growth.next())?;
        let too_many = || "there are too many elements".to_owned();
        let id = Id::try_from(self.nodes.len()).map_err(|_| too_many())?;
        let name_length = u32::try_from(name_length).map_err(|_| too_many())?;
        if let Some(parent) = self.open.last().map(|parent| *parent as usize) {
            match self.nodes[parent].last.replace(id) {
                Some(before) => self.nodes[before as usize].next = Some(id),
                None => self.nodes[parent].first = Some(id),
            }
        }
        let node = Node { tag, name_length, first: None, last: None, next: None, text: Cow::Borrowed("") };
        crate::memory::push(&mut self.nodes, node);
        self.open.push(id);
        Ok(())
    }

    /// Adds a text, which may be blank where no text can be.
    fn text(&mut self, text: Cow<'b, str>) -> Result<(), String> {
        if text.contains("]]>") {
            return Err(MALFORMED.to_owned());
        }
        if self.open.is_empty() && text.trim_ascii().is_empty() { Ok(()) } else { self.inner_text(text) }
    }

    fn inner_text(&mut self, text: Cow<'b, str>) -> Result<(), String> {
        let Some(id) = self.open.last() else { return Err("text is not allowed outside the root element".to_owned()) };
        let before = &mut self.nodes[*id as usize].text;
        if before.is_empty() {
            *before = text;
        } else {
            before.to_mut().push_str(&text);
        }
        Ok(())
    }
}

/// Whether a name begins and goes on as one (XML 1.0, section 2.3, without the marks that combine with others).
fn is_name(name: &str) -> bool {
    let is_start = |char: char| char.is_alphabetic() || matches!(char, '_' | ':');
    name.starts_with(is_start)
        && name.chars().all(|char| is_start(char) || char.is_numeric() || matches!(char, '-' | '.'))
}
