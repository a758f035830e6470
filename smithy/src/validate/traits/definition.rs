//! What the definition of a trait says (Smithy 2.0, "trait trait").

use crate::model::{Applied, Node, Shape, ShapeId};
use crate::validate::Context;

/// The trait that defines traits.
pub(super) const TRAIT: &str = "smithy.api#trait";

/// The definition of a trait: the shape of its values, and the trait that makes it one.
#[derive(Clone, Copy)]
pub(super) struct Definition<'m> {
    pub(super) shape: &'m Shape,
    /// The trait `smithy.api#trait` on it.
    pub(super) applied: &'m Applied,
}

/// Which members of a structure exclude each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exclusive {
    /// Those that have the trait.
    Member,
    /// Those whose target has the trait.
    Target,
}

impl<'m> Definition<'m> {
    /// What defines a shape as a trait, if that is what it is.
    pub(super) fn of(shape: &'m Shape) -> Option<Self> {
        Some(Self { shape, applied: shape.traits.get(TRAIT)? })
    }

    /// The selector of the shapes to which it may be applied: all, unless it has one.
    pub(super) fn selector(self) -> &'m str {
        self.get("selector").and_then(Node::as_str).unwrap_or("*")
    }

    /// The ids of the traits that exclude it.
    pub(super) fn conflicts(self) -> impl Iterator<Item = ShapeId> {
        let ids = self.get("conflicts").and_then(Node::as_array).unwrap_or_default();
        ids.iter().filter_map(Node::as_str).filter_map(|id| match id.contains('#') {
            true => ShapeId::parse(id),
            false => ShapeId::parse(&format!("smithy.api#{id}")),
        })
    }

    /// Which members of a structure exclude each other because of it.
    pub(super) fn exclusive(self) -> Option<Exclusive> {
        match self.get("structurallyExclusive")?.as_str()? {
            "member" => Some(Exclusive::Member),
            "target" => Some(Exclusive::Target),
            _ => None,
        }
    }

    /// A part of the definition.
    pub(super) fn get(self, key: &str) -> Option<&'m Node> {
        self.applied.node.get(key)
    }
}

impl<'m> Context<'m> {
    /// The definitions of the traits that the model applies, sorted by id; those that are not defined are left out.
    pub(super) fn definitions(&self) -> Vec<Definition<'m>> {
        let ids = self.trait_ids().into_iter();
        ids.filter_map(|id| Definition::of(self.model.shape(id)?)).collect()
    }
}
