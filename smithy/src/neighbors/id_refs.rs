//! Shapes that the values of traits mention by their ids (Smithy 2.0, "idRef trait").

use std::collections::HashMap;

use super::edges::Edges;
use super::{Direction, Neighbors, Relationship, Relationships, Vertex};
use crate::model::{Kind, Node, Shape, ShapeId, Traits, Value};

const ID_REF: &str = "smithy.api#idRef";

/// The edges from shapes to those that the values of their traits mention, in both directions.
pub(super) fn edges(neighbors: &Neighbors<'_>) -> [Edges; 2] {
    let mut search = Search { neighbors, mentions: HashMap::new(), edges: Vec::new() };
    for vertex in neighbors.vertices() {
        let traits = neighbors.subject(vertex).into_iter().flat_map(|subject| subject.traits().iter());
        for applied in traits {
            if let Some(definition) = search.definition(&applied.id) {
                search.value(vertex, &definition.traits, definition, &applied.node);
            }
        }
    }
    Edges::both(neighbors.len(), &search.edges)
}

struct Search<'n, 'm> {
    neighbors: &'n Neighbors<'m>,
    /// For each trait whether its value can mention shapes.
    mentions: HashMap<&'m str, bool>,
    edges: Vec<(Vertex, Relationship, Vertex)>,
}

impl<'m> Search<'_, 'm> {
    /// The definition of a trait, if its value can mention shapes.
    fn definition(&mut self, id: &'m ShapeId) -> Option<&'m Shape> {
        let neighbors = self.neighbors;
        let definition = neighbors.model().shape(id)?;
        let mentions = self.mentions.entry(id.as_str()).or_insert_with(|| {
            let closure = neighbors.closure(neighbors.vertex(id), Direction::Forward, Relationships::USUAL);
            let subjects = closure.into_iter().filter_map(|vertex| neighbors.subject(vertex));
            subjects.into_iter().any(|subject| subject.traits().has(ID_REF))
        });
        mentions.then_some(definition)
    }

    /// Looks for ids in a value; its shape, or the member that it is the value of, has these traits. Values are nested no
    /// deeper than the loader allows.
    fn value(&mut self, vertex: Vertex, traits: &Traits, shape: &'m Shape, value: &Node) {
        match (&value.value, &shape.kind) {
            (Value::String(text), _) if traits.has(ID_REF) || shape.traits.has(ID_REF) => self.mention(vertex, text),
            (Value::Array(elements), Kind::List) => {
                for element in elements {
                    self.member(vertex, shape, "member", element);
                }
            }
            (Value::Object(entries), Kind::Map) => {
                for entry in entries {
                    let key = Node { place: entry.place(), value: Value::String(entry.key.clone()) };
                    self.member(vertex, shape, "key", &key);
                    self.member(vertex, shape, "value", &entry.value);
                }
            }
            (Value::Object(entries), Kind::Structure | Kind::Union) => {
                for entry in entries {
                    self.member(vertex, shape, &entry.key, &entry.value);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, vertex: Vertex, shape: &'m Shape, name: &str, value: &Node) {
        let Some(member) = shape.member(name) else { return };
        if let Some(target) = self.neighbors.model().target(member) {
            self.value(vertex, &member.traits, target, value);
        }
    }

    fn mention(&mut self, vertex: Vertex, text: &str) {
        if let Some(mentioned) = ShapeId::parse(text).and_then(|id| self.neighbors.vertex(&id)) {
            self.edges.push((vertex, Relationship::IdRef, mentioned));
        }
    }
}
