//! The shapes of a model by id, with those of the built-in packages behind them.

use std::collections::{BTreeMap, btree_map};

use super::{Shape, ShapeId};

/// Shapes by id: those that the files of a model define, and behind them those that every model may name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shapes {
    own: BTreeMap<ShapeId, Shape>,
    builtin: Option<&'static BTreeMap<ShapeId, Shape>>,
}

impl Shapes {
    /// No shapes of files, in front of these.
    pub(crate) fn new(builtin: Option<&'static BTreeMap<ShapeId, Shape>>) -> Self {
        Self { own: BTreeMap::new(), builtin }
    }

    /// The shape of that id: of the files, or else built in.
    pub(crate) fn get(&self, id: &str) -> Option<&Shape> {
        self.own.get(id).or_else(|| self.builtin?.get(id))
    }

    /// Whether the files define it.
    pub(crate) fn is_own(&self, id: &str) -> bool {
        self.own.contains_key(id)
    }

    /// The shapes of the files, sorted by id.
    pub(crate) fn own(&self) -> btree_map::Values<'_, ShapeId, Shape> {
        self.own.values()
    }

    /// The shapes of the files, sorted by id, to be changed in anything but their ids.
    pub(crate) fn own_mut(&mut self) -> btree_map::ValuesMut<'_, ShapeId, Shape> {
        self.own.values_mut()
    }

    /// The shapes that are built in, without those that the files define too, sorted by id.
    pub(crate) fn builtin(&self) -> impl Iterator<Item = &Shape> {
        let builtin = self.builtin.into_iter().flatten().map(|(_, shape)| shape);
        builtin.filter(|shape| !self.is_own(shape.id.as_str()))
    }

    /// All shapes: those of the files, then those that are built in.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Shape> {
        self.own.values().chain(self.builtin.into_iter().flatten().map(|(_, shape)| shape))
    }

    /// Takes all shapes of the files.
    pub(crate) fn take_own(&mut self) -> impl Iterator<Item = Shape> + use<> {
        std::mem::take(&mut self.own).into_values()
    }

    /// Adds a shape to those of the files.
    pub(crate) fn insert(&mut self, shape: Shape) {
        self.own.insert(shape.id.clone(), shape);
    }

    /// Takes a shape from those of the files.
    pub(crate) fn remove(&mut self, id: &str) -> Option<Shape> {
        self.own.remove(id)
    }

    /// The shapes of the files.
    pub(crate) fn into_own(self) -> BTreeMap<ShapeId, Shape> {
        self.own
    }
}
