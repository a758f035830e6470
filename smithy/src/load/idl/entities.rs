//! Services, resources and operations.

use super::shapes::Definition;
use super::{Lowering, entry, object, reference, text_node};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::idl::{Element, Kind};
use crate::model::{Entry, Node, ShapeId, Value};

/// How a property of a service or resource refers to shapes.
enum Refers {
    /// `key: Name`
    Once,
    /// `key: [Name]`
    List,
    /// `key: { name: Name }`
    Map,
    /// Not at all.
    Never,
}

fn refers(kind: &str, key: &str) -> Refers {
    match (kind, key) {
        ("service", "operations" | "resources" | "errors") => Refers::List,
        ("resource", "operations" | "collectionOperations" | "resources") => Refers::List,
        ("resource", "create" | "put" | "read" | "update" | "delete" | "list") => Refers::Once,
        ("resource", "identifiers" | "properties") => Refers::Map,
        _ => Refers::Never,
    }
}

impl Lowering<'_, '_> {
    /// The properties of a service or resource.
    pub(super) fn entity(&mut self, definition: &mut Definition<'_>, shape: Element<'_>, kind: &str) -> bool {
        let Some(body) = shape.child(Kind::NodeObject) else {
            return false;
        };
        for (key, value) in self.unique_entries(body) {
            // The JSON AST has these keys next to the others; in the IDL they stand elsewhere.
            if matches!(key.as_str(), "type" | "traits" | "mixins") {
                let message = format!("{kind} `{}` has no key `{key}`", definition.id);
                self.error(Code::UNKNOWN_KEY, value, message, "remove it");
                continue;
            }
            if kind == "resource" && key == "properties" && !self.is_version_2(value, "properties of resources") {
                return false;
            }
            let node = match refers(kind, &key) {
                Refers::Once => self.refer(value),
                Refers::List => self.refer_list(value),
                Refers::Map => self.refer_map(value),
                Refers::Never => self.value(value),
            };
            definition.entries.push(Entry { key: key.into(), value: node });
        }
        true
    }

    fn refer(&mut self, value: Element<'_>) -> Node {
        match self.id_or_string(value) {
            Some(Node { place, value: Value::String(id) }) => reference(place, id),
            _ => self.value(value),
        }
    }

    fn refer_list(&mut self, value: Element<'_>) -> Node {
        if value.kind() != Kind::NodeArray {
            return self.value(value);
        }
        let mut references = Vec::new();
        for element in value.children().filter(|child| child.kind().is_node_value()) {
            references.push(self.refer(element));
        }
        Node { place: self.place(value), value: Value::Array(references) }
    }

    fn refer_map(&mut self, value: Element<'_>) -> Node {
        if value.kind() != Kind::NodeObject {
            return self.value(value);
        }
        let mut entries = Vec::new();
        for (key, value) in self.unique_entries(value) {
            let value = self.refer(value);
            entries.push(Entry { key: key.into(), value });
        }
        object(self.place(value), entries)
    }

    /// The properties of an operation (Smithy 2.0, "Operation shape").
    pub(super) fn operation(&mut self, definition: &mut Definition<'_>, shape: Element<'_>) -> bool {
        let Some(body) = shape.child(Kind::OperationBody) else {
            return false;
        };
        let mut is_fine = true;
        for (key, property) in self.unique_properties(body) {
            let node = match (property.kind(), property.child(Kind::InlineAggregateShape)) {
                (Kind::OperationErrors, _) => self.references(property),
                (_, Some(inline)) => match self.inline(definition, key, inline) {
                    Some(node) => node,
                    None => {
                        is_fine = false;
                        continue;
                    }
                },
                _ => match property.child(Kind::ShapeId) {
                    Some(id) => self.reference(id),
                    None => continue,
                },
            };
            definition.entries.push(entry(key, node));
        }
        is_fine
    }

    /// The properties by name; reports those that occur twice.
    fn unique_properties<'e>(&mut self, body: Element<'e>) -> Vec<(&'static str, Element<'e>)> {
        let mut properties: Vec<(&str, Element<'_>)> = Vec::new();
        for property in body.parts() {
            let key = match property.kind() {
                Kind::OperationInput => "input",
                Kind::OperationOutput => "output",
                Kind::OperationErrors => "errors",
                _ => continue,
            };
            if let Some((_, first)) = properties.iter().find(|(known, _)| *known == key) {
                let message = format!("an operation has `{key}` once only");
                let place = property.first_token().map_or(Place::NOWHERE, |token| self.place(token));
                let diagnostic = Diagnostic::new(Code::DUPLICATE_KEY, place, message).label("second occurrence");
                let diagnostic = diagnostic.related(self.place(*first), "first occurrence");
                self.context.push(diagnostic.help("keep one of them"));
                continue;
            }
            properties.push((key, property));
        }
        properties
    }

    /// A structure in place of the id of one; `None` if the version of the file has none (Smithy 2.0, "Inline
    /// input / output shapes").
    fn inline(&mut self, operation: &Definition<'_>, key: &str, inline: Element<'_>) -> Option<Node> {
        if !self.is_version_2(inline, "inline inputs and outputs") {
            return None;
        }
        let (suffix, mark) = match key {
            "input" => (&self.file.input_suffix, "smithy.api#input"),
            _ => (&self.file.output_suffix, "smithy.api#output"),
        };
        let id = format!("{}{suffix}", operation.id);
        let name = inline.first_token()?;
        let place = self.place(name);
        let kind = entry("type", text_node(place, "structure"));
        let mut definition = Definition { id, name, entries: vec![kind] };
        self.leave(&definition);
        let mut applied = self.applied(inline);
        if !applied.has(mark) {
            applied.add(entry(mark, object(place, Vec::new())));
        }
        let is_fine = self.mixins(&mut definition, inline) && self.aggregate(&mut definition, inline, "structure");
        let id = definition.id.clone();
        if is_fine {
            self.define(definition, applied);
        } else {
            self.document.broken.extend(ShapeId::parse(&id));
        }
        self.leave(operation);
        Some(reference(place, id))
    }
}
