//! What differs between two models, as far as all evaluators need it.

use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::traits::Known;
use crate::model::{Applied, Model, Node, Shape, ShapeId, Subject, Trait, Traits};
use crate::print;

/// Two versions of a model.
pub(super) struct Comparison<'m> {
    pub(super) old: &'m Model,
    pub(super) new: &'m Model,
    /// What both have, changed or not: each shape, with its members after it.
    pub(super) changes: Vec<Change<'m>>,
    /// Shapes and members that only the new model has.
    pub(super) added: Vec<Subject<'m>>,
    /// Shapes and members that only the old model has.
    pub(super) removed: Vec<Subject<'m>>,
}

/// A shape or a member in both versions.
pub(super) struct Change<'m> {
    pub(super) old: Subject<'m>,
    pub(super) new: Subject<'m>,
    /// The traits that differ, sorted by id.
    pub(super) traits: Vec<TraitChange<'m>>,
}

/// A trait that was added, removed or changed; at least one of the two is there.
#[derive(Clone, Copy)]
pub(super) struct TraitChange<'m> {
    pub(super) id: &'m ShapeId,
    pub(super) old: Option<&'m Applied>,
    pub(super) new: Option<&'m Applied>,
}

impl<'m> Comparison<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model) -> Self {
        let mut comparison = Self { old, new, changes: Vec::new(), added: Vec::new(), removed: Vec::new() };
        for shape in new.shapes() {
            match old.shape(&shape.id) {
                Some(before) => comparison.add(before, shape),
                None => comparison.added.extend(shape.subjects()),
            }
        }
        for shape in old.shapes().filter(|shape| new.shape(&shape.id).is_none()) {
            comparison.removed.extend(shape.subjects());
        }
        comparison
    }

    fn add(&mut self, old: &'m Shape, new: &'m Shape) {
        self.changes.push(Change::new(old.subject(), new.subject()));
        for subject in new.subjects().skip(1) {
            match subject.member.and_then(|member| old.member(member.name())) {
                Some(member) => {
                    self.changes.push(Change::new(Subject { shape: old, member: Some(member) }, subject));
                }
                None => self.added.push(subject),
            }
        }
        let is_gone = |subject: &Subject<'_>| subject.member.is_some_and(|one| new.member(one.name()).is_none());
        self.removed.extend(old.subjects().filter(is_gone));
    }

    /// The shapes that both models have, without their members.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Change<'m>> {
        self.changes.iter().filter(|change| change.new.member.is_none())
    }

    /// The definition of a trait: the new one, unless there is none any more.
    pub(super) fn definition(&self, id: &ShapeId) -> Option<&'m Shape> {
        self.new.shape(id).or_else(|| self.old.shape(id))
    }
}

impl<'m> Change<'m> {
    fn new(old: Subject<'m>, new: Subject<'m>) -> Self {
        Self { old, new, traits: differences(old.traits(), new.traits()) }
    }

    /// The change of a trait, if it is another one or was added or removed.
    pub(super) fn of(&self, id: &str) -> Option<&TraitChange<'m>> {
        self.traits.iter().find(|change| *change.id == *id)
    }

    /// Whether a trait was added.
    pub(super) fn adds(&self, id: &str) -> bool {
        self.of(id).is_some_and(|change| change.old.is_none())
    }

    /// Whether a trait was removed.
    pub(super) fn removes(&self, id: &str) -> bool {
        self.of(id).is_some_and(|change| change.new.is_none())
    }

    /// A finding about the shape or the member, at its definition.
    pub(super) fn find(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        moved(code, self.new.place(), self.old.place(), message).about(self.new.id())
    }

    /// A finding about a trait of the shape or the member, at the trait.
    pub(super) fn find_in_trait(&self, code: Code, change: &TraitChange<'_>, message: impl Into<String>) -> Diagnostic {
        let place = |applied: Option<&Applied>, subject: Subject<'_>| {
            let place = applied.map_or(Place::NOWHERE, |applied| applied.place().to_key());
            if place.source().is_some() { place } else { subject.place() }
        };
        let (new, old) = (place(change.new, self.new), place(change.old, self.old));
        moved(code, new, old, message).about(self.new.id())
    }
}

/// A finding at a place in the new model, with the place in the old one.
pub(super) fn moved(code: Code, new: Place, old: Place, message: impl Into<String>) -> Diagnostic {
    match (new.source(), old.source()) {
        (None, _) => Diagnostic::new(code, old, message),
        (_, None) => Diagnostic::new(code, new, message),
        _ => Diagnostic::new(code, new, message).related(old, "before"),
    }
}

/// A value in a message: on one line, and not too long.
pub(super) fn shown(node: &Node) -> String {
    let text = print::node(node);
    format!("`{}`", clip(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The traits that differ; both lists are sorted by id.
pub(super) fn differences<'m>(old: &'m Traits, new: &'m Traits) -> Vec<TraitChange<'m>> {
    let mut found = Vec::new();
    // `box` is a matter of version 1.0: loading says the same by `default`.
    let relevant = |applied: &&Applied| !matches!(applied.value, Trait::Box);
    let mut olds = old.iter().filter(relevant).peekable();
    let mut news = new.iter().filter(relevant).peekable();
    loop {
        let order = match (olds.peek(), news.peek()) {
            (Some(old), Some(new)) => old.id.cmp(&new.id),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return found,
        };
        let old = if order.is_le() { olds.next() } else { None };
        let new = if order.is_ge() { news.next() } else { None };
        let is_same = matches!((old, new), (Some(old), Some(new)) if is_same(old, new));
        if let Some(applied) = new.or(old).filter(|_| !is_same) {
            found.push(TraitChange { id: &applied.id, old, new });
        }
    }
}

/// Whether values say the same, be it in different words.
fn is_same(old: &Applied, new: &Applied) -> bool {
    if old.node == new.node {
        return true;
    }
    // Version 1.0 allows `true` for traits without members.
    matches!(Known::find(old.id.as_str()), Some(Known::Flag(_)))
}
