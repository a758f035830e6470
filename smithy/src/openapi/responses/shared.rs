//! One schema for all errors of an operation, for generators of clients that have one type for them.

use super::super::object::{Object, texts};
use super::super::operation::Operations;
use super::super::paths::Route;
use super::super::refusals::ERROR_TYPE;
use crate::model::{Entry, Node, Value};

impl<'m> Operations<'m, '_> {
    /// The responses of an operation that are errors, all with the same schema.
    pub(super) fn shared(&mut self, route: &Route<'m>, responses: Object) -> Object {
        let mut variants: Vec<Node> = Vec::new();
        let mut responses = responses.into_entries();
        for schema in responses.iter_mut().filter_map(|response| self.schema_of(&mut response.value)) {
            let schemas = match schema.get("anyOf").and_then(Node::as_array) {
                Some(schemas) => schemas.to_vec(),
                None => vec![schema.clone()],
            };
            for schema in schemas {
                if !variants.contains(&schema) {
                    variants.push(schema);
                }
            }
        }
        let shared = match &variants[..] {
            [] => return Object::from_entries(responses),
            [schema] => schema.clone(),
            _ => {
                let schema = self.merged(&variants).unwrap_or_else(|| Object::new().with("anyOf", variants));
                let description = format!("Any error of the operation; the header `{ERROR_TYPE}` names it.");
                let name = self.schemas.names.claim(&format!("{}ErrorContent", route.shape.id.name()));
                self.schemas.component(&name, || schema.with("description", description)).into()
            }
        };
        for response in &mut responses {
            if let Some(schema) = self.schema_of(&mut response.value) {
                *schema = shared.clone();
            }
        }
        Object::from_entries(responses)
    }

    /// The schema of the document in the body of a response.
    fn schema_of<'n>(&self, response: &'n mut Node) -> Option<&'n mut Node> {
        ["content", self.schemas.protocol.media_types.document, "schema"].into_iter().try_fold(response, |node, key| {
            match &mut node.value {
                Value::Object(entries) => {
                    entries.iter_mut().find(|entry| &*entry.key == key).map(|entry| &mut entry.value)
                }
                _ => None,
            }
        })
    }

    /// An object with the members of several objects; `None` if not all of them are objects.
    fn merged(&self, variants: &[Node]) -> Option<Object> {
        let mut properties: Vec<(&str, Vec<Node>)> = Vec::new();
        let mut required: Option<Vec<&str>> = None;
        for variant in variants {
            let schema = self.schemas.written(variant).unwrap_or(variant);
            if schema.get("type").and_then(Node::as_str) != Some("object") {
                return None;
            }
            for Entry { key, value } in schema.get("properties").and_then(Node::as_object).unwrap_or_default() {
                let at = properties.iter().position(|(name, _)| *name == &**key).unwrap_or_else(|| {
                    properties.push((key, Vec::new()));
                    properties.len() - 1
                });
                let (_, schemas) = properties.get_mut(at)?;
                let schema = without_notes(value);
                if !schemas.contains(&schema) {
                    schemas.push(schema);
                }
            }
            let names = schema.get("required").and_then(Node::as_array).unwrap_or_default();
            let names: Vec<&str> = names.iter().filter_map(Node::as_str).collect();
            required = Some(match required {
                Some(required) => required.into_iter().filter(|name| names.contains(name)).collect(),
                None => names,
            });
        }
        let mut all = Object::new();
        for (name, mut schemas) in properties {
            match schemas.len() {
                1 => all.put_some(name, schemas.pop()),
                _ => all.put(name, Object::new().with("anyOf", schemas)),
            }
        }
        let mut schema = Object::new().with("type", "object");
        schema.put_full("properties", all);
        schema.put_list("required", texts(required.unwrap_or_default()));
        Some(schema)
    }
}

/// A schema without what makes no difference to values: the errors describe their members in different words.
fn without_notes(schema: &Node) -> Node {
    let mut object = Object::from_entries(schema.as_object().unwrap_or_default().to_vec());
    object.take("description");
    object.into()
}
