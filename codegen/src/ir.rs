//! What will be generated, fully decided.
//!
//! Nothing here refers to the model: names are identifiers, bindings are variants, and what an emitter needs is a
//! field of the thing it emits. Collections keep the order in which things are emitted.

mod binding;
mod check;
mod element;
mod event;
mod example;
mod literal;
mod operation;
mod types;

pub(crate) use binding::{Binding, Bound, Format, MessageBody, PathPart};
pub(crate) use check::{Check, CheckFn, Checked, Constraint, LengthOf, Limit, LimitValue, MemberCheck, PatternItem};
pub(crate) use element::{Element, Namespace};
pub(crate) use event::{EventBody, EventHeader, EventMessage};
pub(crate) use example::{Example, ExampleAnswer, ShownExample};
pub(crate) use literal::{DocumentLiteral, Literal};
pub(crate) use operation::{
    Acceptor, Auth, ChecksumMember, Checksums, Comparator, ErrorEnum, HostPart, Message, Operation, OperationError,
    PageItems, Pages, PathStep, Payload, PayloadMember, RequestChecksum, ResponseChecksum, Retry, RouteEndpoint,
    RouteNode, SensitiveHeader, State, Waiter, WaiterMatcher,
};
pub(crate) use types::{
    Enumeration, ErrorFacts, ErrorMessage, IntEnumeration, IntVariant, Member, Presence, Reach, Structure,
    TimestampFormat, Type, Union, UnionVariant, Variant,
};

use std::collections::BTreeMap;

use crate::name::{Ident, Name};

/// The root of the generated modules, as documentation names it. Code does not: it goes by `super`.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// The path: the crate's name, or that of a module, such as `crate::api`.
    pub path: String,
    /// Whether it is a crate, whose examples of documentation are tested.
    pub is_crate: bool,
    /// Whether parts are left to Cargo's features.
    pub has_features: bool,
}

impl Root {
    /// The root of a crate, by the name of its package.
    pub(crate) fn of_crate(package: &str) -> Self {
        Self { path: package.replace('-', "_"), is_crate: true, has_features: true }
    }
}

/// One service: one module and one feature of the generated crate.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// The root that the module is in.
    pub root: Root,
    /// The module and the feature.
    pub module: Ident,
    /// The trait.
    pub name: Name,
    /// The service shape's id, for documentation.
    pub shape_id: String,
    /// The version, which may be empty.
    pub version: String,
    /// The protocols that the service speaks, by the runtime's constants, those that clients prefer first.
    pub protocols: Vec<Ident>,
    /// The namespace of elements that begin none of their own.
    pub namespace: Option<Namespace>,
    /// Whether errors keep their names of the Query family in other protocols.
    pub is_query_compatible: bool,
    /// Whether errors are not wrapped in another element.
    pub has_bare_errors: bool,
    /// The features of the runtime that types, messages and formats need, sorted.
    pub runtime_features: Vec<&'static str>,
    /// The model file as people call it, such as `models/panorama.json`.
    pub source: String,
    /// The trait's documentation, a line each.
    pub docs: Vec<String>,
    /// A deprecation's note (empty where the model has none).
    pub deprecated: Option<String>,
    /// What the module is, in a line.
    pub title: String,
    /// The name under which requests are signed (`aws.auth#sigv4`).
    pub signing_name: Option<String>,
    /// Structures, messages and errors included, sorted by name.
    pub structures: Vec<Structure>,
    /// The ids of the shapes that types are made of, by the type; without those that are made for the unit type.
    pub origins: BTreeMap<Ident, String>,
    /// The paths of derive macros beyond those that every type has, by the type.
    pub derives: BTreeMap<Ident, Vec<String>>,
    /// Unions, sorted by name.
    pub unions: Vec<Union>,
    /// Enums of strings, sorted by name.
    pub enumerations: Vec<Enumeration>,
    /// Enums of integers, sorted by name.
    pub int_enumerations: Vec<IntEnumeration>,
    /// Operations, sorted by name; their position is the number that routes carry.
    pub operations: Vec<Operation>,
    /// Error enums, one for each operation, in the order of the operations.
    pub error_enums: Vec<ErrorEnum>,
    /// What checks lists, maps, strings and numbers; sorted by identifier.
    pub check_fns: Vec<CheckFn>,
    /// The patterns that check functions call; sorted by identifier.
    pub patterns: Vec<PatternItem>,
    /// How a path finds its operation.
    pub routes: RouteNode,
}
