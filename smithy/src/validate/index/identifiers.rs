//! Which members of an operation's input or output identify the resource that the operation is bound to (Smithy 2.0,
//! "Implicit identifier bindings", "Explicit identifier bindings").

use std::collections::BTreeMap;

use crate::model::{Member, Reference, Resource, Shape, ShapeId};

/// The trait of explicit bindings.
pub(crate) const RESOURCE_IDENTIFIER: &str = "smithy.api#resourceIdentifier";

/// How an operation is bound to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    /// It concerns one instance.
    Instance,
    /// It concerns all instances, or one that does not exist yet.
    Collection,
}

impl Binding {
    /// How an operation of a resource is bound to it.
    pub(crate) fn of(resource: &Resource, operation: &ShapeId) -> Self {
        let mut collection = resource.create.iter().chain(&resource.list).chain(&resource.collection_operations);
        if collection.any(|reference| reference.id == *operation) { Self::Collection } else { Self::Instance }
    }
}

/// The members that identify a resource, by the name of the identifier.
pub(crate) type Bindings<'m> = BTreeMap<&'m str, &'m Member>;

/// The members of an input or output that identify a resource.
pub(crate) fn bindings<'m>(resource: &Resource, ends: Option<&'m Shape>) -> Bindings<'m> {
    let mut found = Bindings::new();
    for member in ends.into_iter().flat_map(|shape| &shape.members) {
        match explicit(member) {
            Some(identifier) => drop(found.insert(identifier, member)),
            None if is_implicit(resource, member) => drop(found.entry(member.name()).or_insert(member)),
            None => {}
        }
    }
    found
}

/// The identifier that a member names.
pub(crate) fn explicit(member: &Member) -> Option<&str> {
    member.traits.get(RESOURCE_IDENTIFIER)?.node.as_str()
}

/// Whether a member has the name and the target of an identifier, and is required.
pub(crate) fn is_implicit(resource: &Resource, member: &Member) -> bool {
    let is_same = |(name, target): &(Box<str>, Reference)| **name == *member.name() && target.id == member.target.id;
    member.traits.required() && resource.identifiers.iter().any(is_same)
}
