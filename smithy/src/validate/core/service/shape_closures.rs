//! `ShapeClosure`: the named sets of shapes in the metadata `shapeClosures` (Smithy 2.0, "Shape closures").
//!
//! That its values have the right types is checked against their definition in the prelude.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Node, ShapeId};
use crate::neighbors::{Direction, Neighbors, Relationships, Vertex};
use crate::selector::Selector;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let Some(closures) = context.model.metadata("shapeClosures").and_then(Node::as_array) else { return };
    let neighbors = context.neighbors();
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for node in closures {
        let Some((id_node, id)) = node.get("id").and_then(|node| Some((node, node.as_str()?))) else { continue };
        if let Some(first) = seen.get(id) {
            let diagnostic = Diagnostic::new(
                Code::SHAPE_CLOSURE,
                id_node.place,
                format!("shape closure `{id}` is declared more than once"),
            );
            context.push(diagnostic.related(*first, "first declaration").help("give each closure an id of its own"));
            continue;
        }
        seen.insert(id, id_node.place);
        if let Some(shape) = context.model.shape(id) {
            let message = format!("shape closure `{id}` has the id of a shape");
            let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE, id_node.place, message);
            context.push(diagnostic.related(shape.place, "the shape").help("give the closure an id of its own"));
        }
        Closure { id, node, neighbors: &neighbors }.check(context);
    }
}

/// An element of the metadata.
struct Closure<'a, 'm> {
    id: &'a str,
    node: &'a Node,
    neighbors: &'a Neighbors<'m>,
}

impl<'m> Closure<'_, 'm> {
    fn check(&self, context: &mut Context<'_>) {
        let namespaces = self.node.get("includeNamespaces").and_then(Node::as_array).unwrap_or_default();
        let selector = self.node.get("includeBySelector");
        if namespaces.is_empty() && selector.is_none() {
            let message = format!("shape closure `{}` includes no shapes", self.id);
            let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE, self.node.place, message);
            context.push(diagnostic.help("give it `includeNamespaces`, `includeBySelector`, or both"));
            return;
        }
        let namespaces: HashSet<&str> = namespaces.iter().filter_map(Node::as_str).collect();
        let neighbors = self.neighbors;
        let is_included = |vertex: &Vertex| {
            neighbors.subject(*vertex).is_some_and(|subject| namespaces.contains(subject.shape.id.namespace()))
        };
        let mut from: Vec<Vertex> = neighbors.vertices().filter(is_included).collect();
        if let Some((place, text)) = selector.and_then(|node| Some((node.place, node.as_str()?)))
            && !text.is_empty()
        {
            match Selector::parse(text) {
                Err(error) => {
                    let message = format!("`includeBySelector` of shape closure `{}` is not valid: {error}", self.id);
                    context.push(Diagnostic::new(Code::SHAPE_CLOSURE, place, message).help("correct the selector"));
                    return;
                }
                Ok(selector) => {
                    let selected = selector.select(neighbors);
                    let mut new = selected.iter().filter_map(|subject| neighbors.vertex(subject.id()));
                    let new: Vec<Vertex> = new.by_ref().filter(|vertex| !is_included(vertex)).collect();
                    if new.is_empty() {
                        self.empty(context, place, !namespaces.is_empty());
                    }
                    from.extend(new);
                }
            }
        }
        let reached = neighbors.closure(from, Direction::Forward, Relationships::USUAL);
        let shapes = reached.into_iter().filter_map(|vertex| neighbors.subject(vertex));
        let shapes = shapes.filter(|subject| subject.member.is_none()).map(|subject| &subject.shape.id);
        self.names(context, shapes.collect());
    }

    fn empty(&self, context: &mut Context<'_>, place: Place, has_namespaces: bool) {
        let what = if has_namespaces { "no shapes outside `includeNamespaces`" } else { "no shapes" };
        let message = format!("`includeBySelector` of shape closure `{}` matches {what}", self.id);
        let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE_EMPTY, place, message);
        context.push(diagnostic.with_event_suffix(self.id).help("correct or remove the selector"));
    }

    /// Checks that names are distinct whatever their case, those that `rename` gives and the others.
    fn names(&self, context: &mut Context<'_>, shapes: Vec<&'m ShapeId>) {
        let renames: Vec<_> = self.node.get("rename").and_then(Node::as_object).unwrap_or_default().iter().collect();
        let renamed: HashSet<&str> = renames.iter().map(|entry| &*entry.key).collect();
        let mut by_name: BTreeMap<String, Vec<&ShapeId>> = BTreeMap::new();
        for id in shapes.iter().filter(|id| !renamed.contains(id.as_str())) {
            by_name.entry(id.name().to_ascii_lowercase()).or_default().push(id);
        }
        let reached: HashSet<&str> = shapes.iter().map(|id| id.as_str()).collect();
        let mut new: HashMap<String, &str> = HashMap::new();
        for entry in renames {
            let Some(name) = entry.value.as_str() else { continue };
            let Some(id) = ShapeId::parse(&entry.key) else { continue };
            let at = entry.place();
            if !reached.contains(id.as_str()) {
                // Ids of members and of what does not exist are reported as such.
                if context.model.shape(&id).is_some() {
                    let message = format!("shape closure `{}` renames `{id}`, which is not in it", self.id);
                    self.rename(context, at, message, "remove the entry");
                }
                continue;
            }
            let lower = name.to_ascii_lowercase();
            if *name == *id.name() {
                let message = format!("shape closure `{}` renames `{id}` to the name that it has", self.id);
                self.rename(context, at, message, "remove the entry, or write another name");
            } else if let Some(others) = by_name.get(&lower) {
                let others: Vec<String> = others.iter().map(|other| format!("`{other}`")).collect();
                let message =
                    format!("shape closure `{}` gives `{id}` the name of {}: `{name}`", self.id, others.join(", "));
                self.rename(context, at, message, "choose another name");
            }
            if let Some(other) = new.get(&lower) {
                let message = format!("shape closure `{}` gives `{id}` the same name as `{other}`: `{name}`", self.id);
                self.rename(context, at, message, "choose another name");
            } else {
                new.insert(lower, &entry.key);
            }
        }
        for ids in by_name.values().filter(|ids| ids.len() > 1) {
            let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            let message = format!("shape closure `{}` has shapes of the same name: {}", self.id, names.join(", "));
            let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE_NAMES, self.node.place, message);
            context.push(diagnostic.with_event_suffix(self.id).help("give one of them another name with `rename`"));
        }
    }

    fn rename(&self, context: &mut Context<'_>, place: Place, message: String, help: &str) {
        context.push(Diagnostic::new(Code::SHAPE_CLOSURE, place, message).help(help));
    }
}
