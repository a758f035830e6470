//! Shape and `apply` statements.

use super::traits::Applied;
use super::{Lowering, entry, object, reference, text_node};
use crate::diagnostics::{Code, clip};
use crate::idl::{Element, Kind};
use crate::model::{Entry, Node, ShapeId, Value};

/// A definition that is being put together.
pub(super) struct Definition<'e> {
    pub(super) id: String,
    /// What stands for the shape in diagnostics: its name.
    pub(super) name: Element<'e>,
    pub(super) entries: Vec<Entry>,
}

impl Lowering<'_, '_> {
    pub(super) fn shape_section(&mut self) {
        let file = self.file;
        for statement in file.tree.root().children() {
            self.context.shape = None;
            match statement.kind() {
                Kind::ShapeStatement => self.shape_statement(statement),
                Kind::ApplyStatement if statement.child(Kind::Error).is_none() => self.apply_statement(statement),
                _ => {}
            }
        }
        self.context.shape = None;
    }

    fn apply_statement(&mut self, statement: Element<'_>) {
        let Some(target) = statement.child(Kind::ShapeId) else {
            return;
        };
        let id = self.id(target);
        self.context.shape = ShapeId::parse(&id);
        let mut applied = Applied::default();
        self.traits(statement, &mut applied);
        if let Some(traits) = statement.child(Kind::TraitStatements) {
            self.traits(traits, &mut applied);
        }
        let place = self.place(target);
        self.apply(&id, place, applied.entries);
        self.apply_again(&id, place, applied.again);
    }

    fn shape_statement(&mut self, statement: Element<'_>) {
        let Some(shape) = statement.children().find(|child| child.kind().is_shape()) else {
            return;
        };
        let mut words = shape.parts();
        let (Some(keyword), Some(name)) = (words.next(), words.next().filter(|name| name.kind() == Kind::Identifier))
        else {
            return;
        };
        let id = format!("{}#{}", self.file.namespace, name.text());
        let parsed = ShapeId::parse(&id);
        self.context.shape.clone_from(&parsed);
        let is_fine = statement.child(Kind::Error).is_none() && self.is_free(name) && self.has_type(keyword);
        let is_fine = is_fine && self.shape(&id, statement, shape, keyword, name);
        if !is_fine {
            let inline = super::ids::inline_names(self.file, shape, name.text());
            self.document.broken.extend(inline.filter_map(|id| ShapeId::parse(&id)));
            self.document.broken.extend(parsed);
        }
    }

    /// Whether a name is not taken by an import.
    fn is_free(&mut self, name: Element<'_>) -> bool {
        let Some(imported) = self.file.uses.get(name.text()) else {
            return true;
        };
        let message = format!("the shape `{}` has the name of the imported shape `{imported}`", clip(name.text()));
        let help = "rename the shape, or remove the `use` statement and write the absolute ID instead";
        self.error(Code::IMPORT_CONFLICT, name, message, help);
        false
    }

    /// Lowers a shape; whether that was possible.
    fn shape(
        &mut self,
        id: &str,
        statement: Element<'_>,
        shape: Element<'_>,
        keyword: Element<'_>,
        name: Element<'_>,
    ) -> bool {
        let applied = self.applied(statement);
        let kind = entry("type", text_node(self.place(keyword), keyword.text()));
        let mut definition = Definition { id: id.to_owned(), name, entries: vec![kind] };
        if !self.mixins(&mut definition, shape) {
            return false;
        }
        let is_fine = match shape.kind() {
            Kind::EnumShape => self.enum_members(&mut definition, shape),
            Kind::AggregateShape => self.aggregate(&mut definition, shape, keyword.text()),
            Kind::EntityShape => self.entity(&mut definition, shape, keyword.text()),
            Kind::OperationShape => self.operation(&mut definition, shape),
            _ => true,
        };
        if is_fine {
            self.define(definition, applied);
            self.context.shape = ShapeId::parse(id);
        }
        is_fine
    }

    /// Adds a definition with its traits.
    pub(super) fn define(&mut self, mut definition: Definition<'_>, applied: Applied) {
        let place = self.place(definition.name);
        definition.entries.extend(self.traits_entry(place, applied.entries));
        let value = object(place, definition.entries);
        self.document.shapes.push(Entry { key: definition.id.as_str().into(), value });
        self.apply_again(&definition.id, place, applied.again);
    }

    /// Adds the mixins; whether the version of the file has them.
    pub(super) fn mixins(&mut self, definition: &mut Definition<'_>, shape: Element<'_>) -> bool {
        let Some(mixins) = shape.child(Kind::Mixins) else {
            return true;
        };
        if !self.is_version_2(mixins, "mixins") {
            return false;
        }
        let list = self.references(mixins);
        definition.entries.push(entry("mixins", list));
        true
    }

    /// The shape ids directly inside, as an array of references.
    pub(super) fn references(&mut self, parent: Element<'_>) -> Node {
        let mut references = Vec::new();
        for id in parent.children().filter(|child| child.kind() == Kind::ShapeId) {
            references.push(self.reference(id));
        }
        Node { place: self.place(parent), value: Value::Array(references) }
    }

    pub(super) fn reference(&mut self, id: Element<'_>) -> Node {
        let place = self.place(id);
        reference(place, self.id(id))
    }
}
