//! Shape closures: sets of shapes that the metadata names.

use std::collections::{HashMap, HashSet};

use super::rename::move_shapes;
use crate::model::{Model, Node, ShapeId};
use crate::neighbors::{Direction, Neighbors, Relationships, Vertex};
use crate::selector::Selector;

/// A set of shapes that the metadata `shapeClosures` defines (Smithy 2.0, "Shape closures").
#[derive(Clone, Debug, Default)]
pub struct ShapeClosure {
    /// The shapes, with what they are connected with.
    pub shapes: HashSet<ShapeId>,
    /// Other names of shapes.
    pub rename: HashMap<ShapeId, Box<str>>,
}

impl ShapeClosure {
    /// Moves the shapes of the closure into a namespace, under the names that the closure gives them.
    pub fn flatten_namespaces(&self, model: &mut Model, namespace: &str) {
        let own = self.shapes.iter().filter(|id| model.shapes.is_own(id.as_str())).cloned().collect();
        move_shapes(model, namespace, &own, &self.rename, &[]);
    }
}

/// Looks a closure up by its id; `None` if the metadata does not define it.
pub fn shape_closure(model: &Model, id: &str) -> Option<ShapeClosure> {
    let all = model.metadata("shapeClosures")?.as_array()?;
    let closure = all.iter().find(|closure| closure.get("id").and_then(Node::as_str) == Some(id))?;
    let namespaces = closure.get("includeNamespaces").and_then(Node::as_array).unwrap_or_default();
    let namespaces: HashSet<&str> = namespaces.iter().filter_map(Node::as_str).collect();
    let selector = closure.get("includeBySelector").and_then(Node::as_str);
    let selector = selector.and_then(|text| Selector::parse(text).ok());
    let neighbors = Neighbors::new(model);
    let mut roots: Vec<Vertex> = Vec::new();
    let named = model.shapes().filter(|shape| namespaces.contains(shape.id.namespace()));
    roots.extend(named.filter_map(|shape| neighbors.vertex(&shape.id)));
    let selected = selector.iter().flat_map(|selector| selector.select(&neighbors));
    roots.extend(selected.filter_map(|subject| neighbors.vertex(subject.id())));
    let reached = neighbors.closure(roots, Direction::Forward, Relationships::USUAL);
    let shapes = reached.into_iter().filter_map(|vertex| neighbors.subject(vertex));
    let rename = closure.get("rename").and_then(Node::as_object).unwrap_or_default();
    let rename = rename.iter().filter_map(|entry| Some((ShapeId::parse(&entry.key)?, entry.value.as_str()?.into())));
    Some(ShapeClosure { shapes: shapes.map(|subject| subject.shape.id.clone()).collect(), rename: rename.collect() })
}
