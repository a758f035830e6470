//! Makes the graph of a model.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::edges::Edges;
use super::{Neighbors, Relationship, Vertex};
use crate::model::{Kind, Model, Operation, Reference, Resource, Service, Shape, ShapeId, Subject, UNIT};

pub(super) fn build(model: &Model) -> Neighbors<'_> {
    let mut subjects = Vec::new();
    let mut by_id = HashMap::new();
    for shape in model.shapes() {
        add(shape, &mut subjects, &mut by_id);
    }
    let own = subjects.len();
    for shape in model.shapes.builtin() {
        add(shape, &mut subjects, &mut by_id);
    }
    let (traits, id_refs) = (OnceLock::new(), OnceLock::new());
    let (forward, reverse) = (Edges::default(), Edges::default());
    let neighbors = Neighbors { model, subjects, own, by_id, forward, reverse, traits, id_refs };
    let mut found = Found { neighbors: &neighbors, edges: Vec::new() };
    for vertex in neighbors.vertices() {
        if let Some(subject) = neighbors.subject(vertex) {
            found.subject(vertex, subject);
        }
    }
    let [forward, reverse] = Edges::both(neighbors.len(), &found.edges);
    Neighbors { forward, reverse, ..neighbors }
}

fn add<'m>(shape: &'m Shape, subjects: &mut Vec<Subject<'m>>, by_id: &mut HashMap<&'m str, Vertex>) {
    by_id.insert(shape.id.as_str(), Vertex::new(subjects.len()));
    subjects.push(shape.subject());
    subjects.extend(shape.members.sorted().map(|member| Subject { shape, member: Some(member) }));
}

/// The edges that are known so far.
struct Found<'n, 'm> {
    neighbors: &'n Neighbors<'m>,
    edges: Vec<(Vertex, Relationship, Vertex)>,
}

impl Found<'_, '_> {
    /// Adds a relationship, unless the other shape does not exist.
    fn add(&mut self, from: Vertex, relationship: Relationship, to: &ShapeId) {
        if let Some(to) = self.neighbors.vertex(to) {
            self.edges.push((from, relationship, to));
        }
    }

    fn all<'r>(&mut self, from: Vertex, relationship: Relationship, to: impl IntoIterator<Item = &'r Reference>) {
        for reference in to {
            self.add(from, relationship, &reference.id);
        }
    }

    fn subject(&mut self, vertex: Vertex, subject: Subject<'_>) {
        let shape = subject.shape;
        let Some(member) = subject.member else {
            return self.shape(vertex, shape);
        };
        self.add(vertex, Relationship::MemberTarget, &member.target.id);
        for mixin in &shape.mixins {
            self.add(vertex, Relationship::Mixin, &mixin.id.with_member(member.name()));
        }
    }

    fn shape(&mut self, vertex: Vertex, shape: &Shape) {
        self.all(vertex, Relationship::Mixin, &shape.mixins);
        match &shape.kind {
            Kind::Operation(operation) => self.operation(vertex, operation),
            Kind::Service(service) => self.service(vertex, service),
            Kind::Resource(resource) => self.resource(vertex, resource),
            _ => {}
        }
        // The members have the numbers after that of their shape.
        let members = (1..=shape.members.len()).map(|at| Vertex::new(vertex.index() + at));
        self.edges.extend(members.map(|member| (vertex, Relationship::Member, member)));
    }

    fn operation(&mut self, vertex: Vertex, operation: &Operation) {
        let Operation { input, output, errors } = operation;
        for (relationship, reference) in [(Relationship::Input, input), (Relationship::Output, output)] {
            if reference.id != UNIT {
                self.add(vertex, relationship, &reference.id);
            }
        }
        self.all(vertex, Relationship::Error, errors);
    }

    fn service(&mut self, vertex: Vertex, service: &Service) {
        let Service { operations, resources, errors, .. } = service;
        self.all(vertex, Relationship::Operation, operations);
        self.all(vertex, Relationship::Resource, resources);
        self.all(vertex, Relationship::Error, errors);
    }

    fn resource(&mut self, vertex: Vertex, resource: &Resource) {
        self.all(vertex, Relationship::Identifier, resource.identifiers.iter().map(|(_, reference)| reference));
        self.all(vertex, Relationship::Property, resource.properties.iter().map(|(_, reference)| reference));
        self.all(vertex, Relationship::Resource, &resource.resources);
        self.all(vertex, Relationship::Operation, resource.all_operations());
        // Lifecycle operations belong to the collection or to one resource by what they do (Smithy 2.0, "Resource
        // lifecycle operations").
        let Resource { create, put, read, update, delete, list, .. } = resource;
        for (relationship, kind, operation) in [
            (Relationship::Create, Relationship::CollectionOperation, create),
            (Relationship::Put, Relationship::InstanceOperation, put),
            (Relationship::Read, Relationship::InstanceOperation, read),
            (Relationship::Update, Relationship::InstanceOperation, update),
            (Relationship::Delete, Relationship::InstanceOperation, delete),
            (Relationship::List, Relationship::CollectionOperation, list),
        ] {
            self.all(vertex, relationship, operation);
            self.all(vertex, kind, operation);
        }
        self.all(vertex, Relationship::CollectionOperation, &resource.collection_operations);
        self.all(vertex, Relationship::InstanceOperation, &resource.operations);
    }
}

/// The edges from shapes to the definitions of their traits, in both directions.
pub(super) fn trait_edges(neighbors: &Neighbors<'_>) -> [Edges; 2] {
    let mut found = Found { neighbors, edges: Vec::new() };
    for vertex in neighbors.vertices() {
        let traits = neighbors.subject(vertex).into_iter().flat_map(|subject| subject.traits().iter());
        for applied in traits {
            found.add(vertex, Relationship::Trait, &applied.id);
        }
    }
    Edges::both(neighbors.len(), &found.edges)
}
