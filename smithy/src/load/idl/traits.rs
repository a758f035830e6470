//! Documentation comments and traits.

use std::collections::HashSet;

use super::{Lowering, entry, object, text_node};
use crate::diagnostics::Place;
use crate::idl::{Element, Kind, doc_line};
use crate::model::{Entry, Node, Value};

/// The traits of a shape or member.
#[derive(Default)]
pub(super) struct Applied {
    /// The first value of each trait.
    pub(super) entries: Vec<Entry>,
    /// Further values of the same traits, to be merged with the first.
    pub(super) again: Vec<Entry>,
    known: HashSet<Box<str>>,
}

impl Applied {
    pub(super) fn has(&self, id: &str) -> bool {
        self.known.contains(id)
    }

    pub(super) fn add(&mut self, new: Entry) {
        if self.known.insert(new.key.clone()) {
            self.entries.push(new);
        } else {
            self.again.push(new);
        }
    }
}

impl Lowering<'_, '_> {
    /// The documentation comments and traits in front of a shape or member.
    pub(super) fn applied(&mut self, statement: Element<'_>) -> Applied {
        let mut applied = Applied::default();
        if let Some(documentation) = self.documentation(statement) {
            applied.add(entry("smithy.api#documentation", documentation));
        }
        if let Some(traits) = statement.child(Kind::TraitStatements) {
            self.traits(traits, &mut applied);
        }
        applied
    }

    /// All traits directly inside.
    pub(super) fn traits(&mut self, parent: Element<'_>, applied: &mut Applied) {
        for one in parent.children().filter(|child| child.kind() == Kind::Trait) {
            if let Some(entry) = self.single_trait(one) {
                applied.add(entry);
            }
        }
    }

    /// Joins the documentation comments in front of everything else (Smithy 2.0, "Documentation comment").
    fn documentation(&self, statement: Element<'_>) -> Option<Node> {
        let mut text = String::new();
        let mut range = None;
        // `:=` stands in front of the comments of an inline structure.
        let children = statement.children().skip_while(|child| child.kind() == Kind::Walrus);
        for comment in children.take_while(|child| child.kind().is_trivia()) {
            if comment.kind() != Kind::DocComment {
                continue;
            }
            if range.is_some() {
                text.push('\n');
            }
            text.push_str(doc_line(comment.text()));
            let start = range.map_or(comment.range().start, |(start, _)| start);
            let end = comment.range().start + comment.text().trim_end().len();
            range = Some((start, end));
        }
        let (start, end) = range?;
        Some(text_node(Place::bytes(self.file.source, start..end), text))
    }

    pub(super) fn single_trait(&mut self, applied: Element<'_>) -> Option<Entry> {
        let name = applied.child(Kind::ShapeId)?;
        let id = self.id(name);
        if !self.has_trait(applied, &id) {
            return None;
        }
        let place = self.place(applied);
        let content = applied.child(Kind::TraitBody).and_then(|body| {
            let mut parts = body.children();
            parts.find(|part| part.kind() == Kind::TraitStructure || part.kind().is_node_value())
        });
        let value = match content {
            None => self.empty_value(&id),
            Some(content) if content.kind() == Kind::TraitStructure => Value::Object(self.entries(content)),
            Some(content) => self.value(content).value,
        };
        Some(Entry { key: id.into(), value: Node { place, value } })
    }

    /// What a trait without a value means: the empty value of its type, if that has one (Smithy 2.0, "Trait values").
    fn empty_value(&self, id: &str) -> Value {
        match self.known.kind(id) {
            None | Some("structure" | "map") => Value::Object(Vec::new()),
            Some("list" | "set") => Value::Array(Vec::new()),
            Some(_) => Value::Null,
        }
    }

    /// A node with traits, if there are any.
    pub(super) fn traits_entry(&self, place: Place, applied: Vec<Entry>) -> Option<Entry> {
        (!applied.is_empty()).then(|| entry("traits", object(place, applied)))
    }

    /// Applies further values of traits from outside, so that they are merged with the first.
    pub(super) fn apply_again(&mut self, id: &str, place: Place, again: Vec<Entry>) {
        for one in again {
            self.apply(id, place, vec![one]);
        }
    }

    pub(super) fn apply(&mut self, id: &str, place: Place, traits: Vec<Entry>) {
        let mut entries = vec![entry("type", text_node(place, "apply"))];
        entries.extend(self.traits_entry(place, traits));
        self.document.shapes.push(Entry { key: id.into(), value: object(place, entries) });
    }
}
