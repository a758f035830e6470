//! `ShapeClosure`: the metadata `shapeClosures` (Smithy 2.0, "Shape closures").
//!
//! What is not of its type there is reported as for all typed metadata.

mod rename;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::{Node, Shape, ShapeId};
use crate::neighbors::{Direction, Relationships, Vertex};
use crate::selector::Selector;
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let Some(all) = context.model.metadata("shapeClosures").and_then(Node::as_array) else { return };
    let mut known: HashMap<&str, Place> = HashMap::new();
    for node in all {
        let Some(id) = node.get("id") else { continue };
        let Some(text) = id.as_str() else { continue };
        let mut closure = Closure { context, node, id: text };
        if let Some(first) = known.get(text) {
            let message = format!("the shape closure `{text}` is defined twice");
            let diagnostic =
                Diagnostic::new(Code::SHAPE_CLOSURE, id.place, message).related(*first, "first definition");
            closure.context.push(diagnostic.help("rename one of them"));
            continue;
        }
        known.insert(text, id.place);
        if closure.context.model.shape(text).is_some() {
            let message = format!("`{text}` is the id of a shape");
            closure.fault(id.place, message, "give the shape closure another id");
        }
        closure.check();
    }
}

struct Closure<'c, 'm> {
    context: &'c mut Context<'m>,
    node: &'m Node,
    id: &'m str,
}

impl<'m> Closure<'_, 'm> {
    fn fault(&mut self, place: Place, message: String, help: &str) {
        self.context.push(Diagnostic::new(Code::SHAPE_CLOSURE, place, message).help(help));
    }

    fn check(&mut self) {
        let namespaces = self.node.get("includeNamespaces");
        let selector = self.node.get("includeBySelector");
        if namespaces.is_none() && selector.is_none() {
            let message = format!("the shape closure `{}` says of no shapes that they are in it", self.id);
            return self.fault(self.node.place, message, "add `includeNamespaces` or `includeBySelector`");
        }
        let namespaces = namespaces.and_then(Node::as_array).unwrap_or_default();
        let namespaces: BTreeSet<&str> = namespaces.iter().filter_map(Node::as_str).collect();
        let neighbors = self.context.neighbors();
        let model = self.context.model;
        let named = model.shapes().filter(|shape| namespaces.contains(shape.id.namespace()));
        let mut roots: Vec<Vertex> = named.filter_map(|shape| neighbors.vertex(&shape.id)).collect();
        roots.extend(selector.map(|selector| self.select(selector, &namespaces)).unwrap_or_default());
        let reached = neighbors.closure(roots, Direction::Forward, Relationships::USUAL);
        let subjects = reached.into_iter().filter(|vertex| neighbors.is_own(*vertex));
        let subjects = subjects.filter_map(|vertex| neighbors.subject(vertex));
        let shapes: BTreeMap<&ShapeId, &Shape> = subjects
            .filter(|subject| subject.member.is_none())
            .map(|subject| (&subject.shape.id, subject.shape))
            .collect();
        let renamed = self.renames(&shapes);
        self.names(&shapes, &renamed);
    }

    /// What the selector adds to the namespaces.
    fn select(&mut self, node: &Node, namespaces: &BTreeSet<&str>) -> Vec<Vertex> {
        let Some(text) = node.as_str().filter(|text| !text.is_empty()) else { return Vec::new() };
        let selector = match Selector::parse(text) {
            Ok(selector) => selector,
            Err(error) => {
                let message = format!("the selector of the shape closure `{}` is not valid: {error}", self.id);
                self.fault(node.place, message, "correct it");
                return Vec::new();
            }
        };
        let neighbors = self.context.neighbors();
        let mut selected = selector.select(&neighbors);
        selected.retain(|subject| !namespaces.contains(subject.id().namespace()));
        if selected.is_empty() {
            let more = if namespaces.is_empty() { "" } else { " outside of its namespaces" };
            let message = format!("the selector of the shape closure `{}` selects no shape{more}", self.id);
            let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE, node.place, message).with_severity(Severity::Danger);
            let diagnostic = diagnostic.with_event_suffix(format_args!("EmptySelector.{}", self.id));
            self.context.push(diagnostic.help("correct or remove it"));
        }
        selected.iter().filter_map(|subject| neighbors.vertex(subject.id())).collect()
    }

    /// Warns of names that differ in case only, or not at all.
    fn names(&mut self, shapes: &BTreeMap<&ShapeId, &Shape>, renamed: &HashSet<&ShapeId>) {
        let mut by_name: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
        for shape in shapes.values().filter(|shape| !renamed.contains(&shape.id)) {
            by_name.entry(shape.id.name().to_ascii_lowercase()).or_default().push(shape);
        }
        for conflicting in by_name.values() {
            let [first, .., last] = &**conflicting else { continue };
            let message = format!("the shape closure `{}` has `{}` and `{}`", self.id, first.id, last.id);
            let diagnostic = Diagnostic::new(Code::SHAPE_CLOSURE, self.node.place, message);
            let diagnostic = diagnostic.with_severity(Severity::Warning).related(first.place, "one of them");
            let diagnostic = diagnostic.related(last.place, "another");
            let diagnostic = diagnostic.with_event_suffix(format_args!("NameConflicts.{}", self.id));
            self.context.push(diagnostic.help("give one of them another name with `rename`"));
        }
    }
}
