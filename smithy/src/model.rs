//! What the model files say: shapes, members and traits, each with its place.

mod decimal;
mod members;
mod node;
pub(crate) mod prelude;
mod shape;
pub(crate) mod suppressions;
pub mod traits;
mod walk;

pub use decimal::Decimal;
pub use members::Members;
pub use node::{Entry, Node, Number, Value};
pub use prelude::UNIT;
pub use shape::{Kind, Member, Operation, Reference, Rename, Resource, Service, Shape};
pub use traits::{Applied, Trait, Traits};

use std::collections::BTreeMap;

pub use crate::shape_id::ShapeId;

use crate::diagnostics::Place;

/// A model: all shapes of one or more files, and those of the prelude.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(crate) shapes: BTreeMap<ShapeId, Shape>,
    pub(crate) metadata: BTreeMap<Box<str>, Node>,
    /// The elements of the metadata `suppressions`.
    pub(crate) suppressions: Vec<suppressions::Suppression>,
}

impl Model {
    /// The shape of that id.
    pub fn shape(&self, id: impl AsRef<str>) -> Option<&Shape> {
        self.shapes.get(id.as_ref())
    }

    /// All shapes, those of the prelude among them, sorted by id.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    /// All services, sorted by id.
    pub fn services(&self) -> impl Iterator<Item = (&Shape, &Service)> {
        self.shapes().filter_map(|shape| Some((shape, shape.as_service()?)))
    }

    /// The shape that a member targets; `None` only in a model whose report has errors.
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.shapes.get(&member.target.id)
    }

    /// The value of a metadata key.
    pub fn metadata(&self, key: &str) -> Option<&Node> {
        self.metadata.get(key)
    }

    /// All operations of a service, those of its resources included, sorted by id.
    ///
    /// (Smithy 2.0, "Service closure".)
    pub fn operations<'m>(&'m self, service: &'m Service) -> Vec<(&'m Shape, &'m Operation)> {
        walk::operations(self, service)
    }

    /// All shapes that a service reaches, itself included, sorted by id.
    ///
    /// (Smithy 2.0, "Service closure".)
    pub fn closure<'m>(&'m self, service: &'m Shape) -> Vec<&'m Shape> {
        walk::closure(self, service)
    }

    /// Where a shape or a member is defined; [`Place::NOWHERE`] if it is not or is the prelude's.
    pub fn place_of(&self, id: &ShapeId) -> Place {
        let shape = self.shapes.get(id.shape());
        let place = shape.and_then(|shape| match id.member() {
            Some(name) => Some(shape.member(name)?.place),
            None => Some(shape.place),
        });
        place.unwrap_or(Place::NOWHERE)
    }

    /// The traits of a shape or a member; `None` if it does not exist.
    pub fn traits_of(&self, id: &ShapeId) -> Option<&Traits> {
        let shape = self.shapes.get(id.shape())?;
        match id.member() {
            Some(name) => Some(&shape.member(name)?.traits),
            None => Some(&shape.traits),
        }
    }

    /// Where the value of a trait of a shape or a member stands, be it on the shape, in an `apply`
    /// statement or in a mixin; where the shape is defined if it has no such trait.
    pub fn place_of_trait(&self, id: &ShapeId, of: &str) -> Place {
        let place = self.place_of(id);
        self.traits_of(id).map_or(place, |traits| traits.place_of(of, place))
    }
}
