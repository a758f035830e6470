//! The identifiers of everything that is generated for a service.

use crate::codes;
use std::collections::{BTreeMap, HashMap};

use super::closure::{Closure, members};
use super::presence::{self, Absence};
use super::types::enum_entries;
use super::waiters;
use crate::config::ServiceConfig;
use crate::name::{Ident, Name, Scope};
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::{Kind, Member, Service, Shape, ShapeId, UNIT};

/// The identifiers of a service.
pub(super) struct Names<'m> {
    pub(super) module: Ident,
    pub(super) service: Name,
    types: HashMap<&'m ShapeId, Ident>,
    /// Fields or variants by their container, in the order of the model.
    members: HashMap<&'m ShapeId, Vec<Ident>>,
    /// Setters by their structure, in the order of the model.
    setters: HashMap<&'m ShapeId, Vec<Ident>>,
    /// The types that take the required members of a structure by name.
    named: HashMap<&'m ShapeId, Ident>,
    /// In the order of the operations.
    pub(super) operations: Vec<OperationNames>,
}

/// The identifiers of an operation.
pub(super) struct OperationNames {
    pub(super) marker: Ident,
    pub(super) method: Ident,
    /// The names of the waiters with their methods.
    pub(super) waiters: Vec<(String, Ident)>,
    /// The structures that are made for the unit type.
    pub(super) made_input: Option<Ident>,
    pub(super) made_output: Option<Ident>,
    pub(super) error_enum: Ident,
}

/// Names everything (see [`crate::name`] for how).
pub(super) fn names<'m>(
    closure: &Closure<'m>,
    shape: &'m Shape,
    service: &'m Service,
    module: &str,
    config: &ServiceConfig,
    report: &mut Report,
) -> Names<'m> {
    let module = config.module.as_ref().map_or(module, |module| &module.value);
    let mut type_scope = Scope::types();
    let types = types(closure, service, &mut type_scope);
    let mut members = HashMap::new();
    let mut setters = HashMap::new();
    for shape in closure.shapes.values().copied().filter(|shape| is_type(shape)) {
        let idents = member_idents(shape);
        if matches!(shape.kind, Kind::Structure) {
            let mut methods = Scope::setters();
            let named = idents.iter().map(|field| methods.claim_affixed(field, "with_", "")).collect();
            setters.insert(&shape.id, named);
        }
        members.insert(&shape.id, idents);
    }
    let operations = operations(closure, &mut type_scope);
    Names {
        module: Scope::modules().claim(module),
        service: service_name(shape, config, report),
        operations,
        // Last, so that these names yield to all others.
        named: named(closure, &types, &mut type_scope),
        types,
        members,
        setters,
    }
}

/// Names the trait: as the configuration says, or as SDKs call the service (`sdkId` of `aws.api#service`), which people
/// know, or else as its shape is called. Messages and `user-agent` show the same name.
fn service_name(shape: &Shape, config: &ServiceConfig, report: &mut Report) -> Name {
    let sdk_id = shape.traits.aws_service().and_then(|service| service.sdk_id.as_deref());
    let sdk_id = sdk_id.filter(|id| id.contains(|c: char| c.is_ascii_alphanumeric()));
    let chosen = config.name.as_ref();
    let wire = chosen.map_or(sdk_id.unwrap_or(shape.id.name()), |name| &name.value);
    let ident = Scope::services().claim(wire);
    if let Some(name) = chosen.filter(|name| ident.as_str() != name.value) {
        let message = format!("`{}` is not a valid trait name", name.value);
        let help = format!("try `{}`", ident.as_str());
        report.push(Diagnostic::new(codes::CONFIG_VALUE, name.place, message).help(help));
    }
    Name { wire: ident.as_str().to_owned(), ident }
}

/// Names the shapes that become types, under the names that the service gives them (Smithy 2.0, "Service", "rename").
fn types<'m>(closure: &Closure<'m>, service: &'m Service, scope: &mut Scope) -> HashMap<&'m ShapeId, Ident> {
    let renamed: HashMap<&ShapeId, &str> =
        service.rename.iter().map(|rename| (&rename.shape.id, &*rename.name)).collect();
    let shapes: Vec<&Shape> = closure.shapes.values().copied().filter(|shape| is_type(shape)).collect();
    let wires: Vec<&str> =
        shapes.iter().map(|shape| renamed.get(&shape.id).copied().unwrap_or(shape.id.name())).collect();
    let idents = scope.claim_all(&wires);
    shapes.iter().map(|shape| &shape.id).zip(idents).collect()
}

/// Names the types that take required members by name, for the structures with two or more of them.
fn named<'m>(
    closure: &Closure<'m>,
    types: &HashMap<&'m ShapeId, Ident>,
    scope: &mut Scope,
) -> HashMap<&'m ShapeId, Ident> {
    let structures = closure.shapes.values().copied().filter(|shape| matches!(shape.kind, Kind::Structure));
    let is_required =
        |shape: &Shape, member| matches!(presence::plan(closure, shape, member).absence, Absence::Impossible);
    let several =
        structures.filter(|shape| members(shape).filter(|member| is_required(shape, member)).nth(1).is_some());
    let named =
        several.filter_map(|shape| Some((&shape.id, scope.claim_affixed(types.get(&shape.id)?, "", "Required"))));
    named.collect()
}

/// Whether a type of its own is made for the shape.
fn is_type(shape: &Shape) -> bool {
    match shape.kind {
        Kind::Structure => shape.id != UNIT,
        Kind::Union | Kind::Enum | Kind::IntEnum => true,
        Kind::String => shape.traits.enum_definitions().is_some(),
        _ => false,
    }
}

/// The fields or variants of a type.
fn member_idents(shape: &Shape) -> Vec<Ident> {
    if let Some(entries) = enum_entries(shape) {
        let wires: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        return Scope::variants().claim_all(&wires);
    }
    let wires: Vec<&str> = shape.members.iter().map(Member::name).collect();
    let mut scope = match shape.kind {
        Kind::Structure => Scope::fields(),
        _ => Scope::variants(),
    };
    scope.claim_all(&wires)
}

fn operations(closure: &Closure<'_>, types: &mut Scope) -> Vec<OperationNames> {
    let wires: Vec<&str> = closure.operations.iter().map(|operation| operation.shape.id.name()).collect();
    let markers = Scope::markers().claim_all(&wires);
    let mut method_scope = Scope::methods();
    let methods = method_scope.claim_all(&wires);
    let operations = closure.operations.iter().zip(markers.into_iter().zip(methods));
    let named = operations.map(|(operation, (marker, method))| {
        let wire = operation.shape.id.name();
        let mut make = |suffix| types.claim_derived(wire, "", suffix);
        OperationNames {
            marker,
            method,
            waiters: waiters::names(&operation.shape.traits)
                .map(|name| (name.to_owned(), method_scope.claim_derived(name, "wait_until_", "")))
                .collect(),
            made_input: operation.input.is_none().then(|| make("Input")),
            made_output: operation.output.is_none().then(|| make("Output")),
            error_enum: make("Error"),
        }
    });
    named.collect()
}

impl<'m> Names<'m> {
    /// The ids of the shapes that types are made of.
    pub(super) fn origins(&self) -> BTreeMap<Ident, String> {
        self.types.iter().map(|(id, ident)| (ident.clone(), id.to_string())).collect()
    }

    /// The type that is made for a structure, union or enum of the closure.
    pub(super) fn ty(&self, shape: &Shape) -> &Ident {
        &self.types[&shape.id]
    }

    /// Whether a type is made for a shape of the closure.
    pub(super) fn has_type(&self, shape: &Shape) -> bool {
        self.types.contains_key(&shape.id)
    }

    /// The variants of an enum of the closure, in the order of the model.
    pub(super) fn variants(&self, shape: &Shape) -> &[Ident] {
        &self.members[&shape.id]
    }

    /// The members of a structure or union of the closure, in the order of the model, with their fields or variants.
    pub(super) fn members(&self, shape: &'m Shape) -> impl Iterator<Item = (&'m Member, &Ident)> {
        members(shape).zip(&self.members[&shape.id])
    }

    /// The setters of a structure of the closure, in the order of the model.
    pub(super) fn setters(&self, shape: &Shape) -> &[Ident] {
        &self.setters[&shape.id]
    }

    /// The type that takes the required members of a structure of the closure by name, if it has two or more.
    pub(super) fn named(&self, shape: &Shape) -> Option<&Ident> {
        self.named.get(&shape.id)
    }
}
