//! What the model files say: shapes, members and traits, each with its place.

mod decimal;
mod members;
mod node;
pub(crate) mod prelude;
mod shape;
mod shapes;
mod subject;
pub(crate) mod suppressions;
pub mod traits;
mod walk;

pub use decimal::Decimal;
pub use members::Members;
pub use node::{Entry, Node, Number, Value};
pub use prelude::UNIT;
pub use shape::{Kind, Member, Operation, Reference, Rename, Resource, Service, Shape};
pub(crate) use shapes::{Builtin, Shapes};
pub use subject::Subject;
pub use traits::{Applied, Trait, Traits};

use std::collections::{BTreeMap, HashSet};

pub use crate::shape_id::ShapeId;

use crate::diagnostics::Place;

/// A model: all shapes of one or more files, in front of those that are built in (the prelude and Smithy's packages of
/// traits).
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub(crate) shapes: Shapes,
    pub(crate) metadata: BTreeMap<Box<str>, Node>,
    /// The elements of the metadata `suppressions`.
    pub(crate) suppressions: Vec<suppressions::Suppression>,
    /// Shapes whose definitions could not be read, which loading reports.
    pub(crate) broken: HashSet<ShapeId>,
    /// The elements of the metadata `severityOverrides`.
    pub(crate) severity_overrides: Vec<suppressions::SeverityOverride>,
}

impl Model {
    /// The shape of that id, be it of a file or built in.
    pub fn shape(&self, id: impl AsRef<str>) -> Option<&Shape> {
        self.shapes.get(id.as_ref())
    }

    /// The shapes of the files, sorted by id.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.own()
    }

    /// The shapes of the files and their members: each shape with its members after it, sorted by id.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        self.shapes().flat_map(Shape::subjects)
    }

    /// The shape or the member of that id.
    pub fn subject(&self, id: &ShapeId) -> Option<Subject<'_>> {
        let shape = self.shapes.get(id.shape())?;
        Some(match id.member() {
            Some(name) => Subject { shape, member: Some(shape.member(name)?) },
            None => shape.subject(),
        })
    }

    /// All services, sorted by id.
    pub fn services(&self) -> impl Iterator<Item = (&Shape, &Service)> {
        self.shapes().filter_map(|shape| Some((shape, shape.as_service()?)))
    }

    /// The shape that a member targets; `None` only in a model whose report has errors.
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.shapes.get(member.target.id.as_str())
    }

    /// The errors of an operation, those of its service included, sorted by id.
    pub fn errors(&self, service: &Service, operation: &Operation) -> Vec<&Shape> {
        let all = operation.errors.iter().chain(&service.errors);
        let mut errors: Vec<&Shape> = all.filter_map(|error| self.shape(&error.id)).collect();
        errors.sort_by(|a, b| a.id.cmp(&b.id));
        errors.dedup_by(|a, b| a.id == b.id);
        errors
    }

    /// The authentication schemes of a service or of one of its operations, the preferred ones first (Smithy 2.0, "auth
    /// trait").
    pub fn auth_schemes<'m>(&self, service: &'m Shape, operation: Option<&'m Shape>) -> Vec<&'m str> {
        let own = service.traits.iter().map(|applied| applied.id.as_str()).filter(|id| self.is_auth_scheme(id));
        let own: Vec<&str> = own.collect();
        let listed = operation.and_then(|operation| operation.traits.auth()).or_else(|| service.traits.auth());
        match listed {
            Some(listed) => listed.iter().map(ShapeId::as_str).filter(|id| own.contains(id)).collect(),
            None => own,
        }
    }

    /// Whether a trait is an authentication scheme (Smithy 2.0, "authDefinition trait").
    pub fn is_auth_scheme(&self, id: &str) -> bool {
        self.shape(id).is_some_and(|shape| shape.traits.has("smithy.api#authDefinition"))
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
        self.subject(id).map_or(Place::NOWHERE, Subject::place)
    }

    /// The traits of a shape or a member; `None` if it does not exist.
    pub fn traits_of(&self, id: &ShapeId) -> Option<&Traits> {
        self.subject(id).map(Subject::traits)
    }

    /// Where the value of a trait of a shape or a member stands, be it on the shape, in an `apply`
    /// statement or in a mixin; where the shape is defined if it has no such trait.
    pub fn place_of_trait(&self, id: &ShapeId, of: &str) -> Place {
        let place = self.place_of(id);
        self.traits_of(id).map_or(place, |traits| traits.place_of(of, place))
    }
}
