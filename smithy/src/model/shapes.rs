//! The shapes of a model by id, with those of the built-in packages behind them.

use std::collections::{BTreeMap, HashMap, btree_map};

use super::{Shape, ShapeId};

/// The shapes that every model may name.
#[derive(Debug)]
pub(crate) struct Builtin {
    shapes: &'static BTreeMap<ShapeId, Shape>,
    /// The definitions of traits are looked up far more often than any other shape.
    by_id: HashMap<&'static str, &'static Shape>,
}

impl Builtin {
    pub(crate) fn new(shapes: &'static BTreeMap<ShapeId, Shape>) -> Self {
        Self { shapes, by_id: shapes.iter().map(|(id, shape)| (id.as_str(), shape)).collect() }
    }

    /// The shape of that id.
    pub(crate) fn get(&self, id: &str) -> Option<&'static Shape> {
        self.by_id.get(id).copied()
    }

    /// The shapes, sorted by id.
    fn iter(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }
}

/// Shapes by id: those that the files of a model define, and behind them those that every model may name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shapes {
    own: BTreeMap<ShapeId, Shape>,
    builtin: Option<&'static Builtin>,
}

impl Shapes {
    /// No shapes of files, in front of these.
    pub(crate) fn new(builtin: Option<&'static Builtin>) -> Self {
        Self { own: BTreeMap::new(), builtin }
    }

    /// The shape of that id: of the files, or else built in.
    pub(crate) fn get(&self, id: &str) -> Option<&Shape> {
        self.get_own(id).or_else(|| self.builtin?.get(id))
    }

    fn get_own(&self, id: &str) -> Option<&Shape> {
        // Most models have one namespace, and that of most traits is another: the ends tell both apart.
        let (first, last) = (self.own.first_key_value()?.0, self.own.last_key_value()?.0);
        if id < first.as_str() || id > last.as_str() {
            return None;
        }
        self.own.get(id)
    }

    /// Whether the files define it.
    pub(crate) fn is_own(&self, id: &str) -> bool {
        self.get_own(id).is_some()
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
        let builtin = self.builtin.into_iter().flat_map(Builtin::iter);
        builtin.filter(|shape| !self.is_own(shape.id.as_str()))
    }

    /// All shapes: those of the files, then those that are built in.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Shape> {
        self.own.values().chain(self.builtin.into_iter().flat_map(Builtin::iter))
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
