//! Which operations are generated, and which shapes they reach.

use crate::codes;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::config::ServiceConfig;
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::traits::Http;
use shapewright_smithy::model::{Kind, Member, Model, Operation, Reference, Service, Shape, ShapeId, UNIT};
use shapewright_smithy::protocol::{AWS_QUERY, Family, Protocol};

/// The operations of a service, and the shapes of their values.
pub(super) struct Closure<'m> {
    pub(super) model: &'m Model,
    /// The protocols that the service speaks, those that clients prefer first.
    pub(super) protocols: Vec<&'static Protocol>,
    /// The one that decides where members travel: one with HTTP bindings if there is one.
    pub(super) protocol: &'static Protocol,
    /// Whether errors have names of the Query family, since the service speaks it or comes from it.
    pub(super) keeps_query_codes: bool,
    /// Sorted by name.
    pub(super) operations: Vec<OperationShapes<'m>>,
    /// All shapes with values that the operations reach, the unit type among them where a union uses it. Each target
    /// of a member of these shapes is one of these shapes.
    pub(super) shapes: BTreeMap<&'m ShapeId, &'m Shape>,
    /// The same shapes, found faster: ids have long prefixes in common.
    by_id: HashMap<&'m ShapeId, &'m Shape>,
    inputs: HashSet<&'m ShapeId>,
    /// All shapes that inputs reach.
    requested: HashSet<&'m ShapeId>,
    /// Outputs and errors.
    answers: HashSet<&'m ShapeId>,
}

/// An operation and the structures that are its messages.
pub(super) struct OperationShapes<'m> {
    pub(super) shape: &'m Shape,
    /// `None` if the service speaks no protocol with HTTP bindings.
    pub(super) http: Option<&'m Http>,
    /// `None` for the unit type.
    pub(super) input: Option<&'m Shape>,
    /// `None` for the unit type.
    pub(super) output: Option<&'m Shape>,
    /// The errors of the operation and of the service, sorted by id.
    pub(super) errors: Vec<&'m Shape>,
}

/// Collects the closure (Smithy 2.0, "Service closure") of the operations that the configuration keeps.
///
/// `None` if the model lacks something that is mentioned, which was reported when it was loaded.
pub(super) fn collect<'m>(
    model: &'m Model,
    (shape, service): (&'m Shape, &'m Service),
    protocols: Vec<&'static Protocol>,
    config: &ServiceConfig,
    report: &mut Report,
) -> Option<Closure<'m>> {
    let protocol = *protocols.iter().find(|protocol| protocol.family == Family::Rest).or(protocols.first())?;
    let mut collector = Collector { model, protocol, missing: false };
    let mut operations: Vec<OperationShapes<'m>> = kept(model, service, config, report)
        .into_iter()
        .filter_map(|(shape, operation)| collector.operation(shape, operation, service))
        .collect();
    operations.sort_by_key(|operation| (operation.shape.id.name(), &operation.shape.id));
    let inputs: Vec<&Shape> = operations.iter().filter_map(|operation| operation.input).collect();
    let outputs = operations.iter().filter_map(|operation| operation.output);
    let errors = operations.iter().flat_map(|operation| operation.errors.iter().copied());
    let answers: Vec<&Shape> = outputs.chain(errors).collect();
    let shapes = collector.shapes(inputs.iter().chain(&answers).copied().collect());
    let requested = collector.shapes(inputs.clone()).into_keys().collect();
    let missing = collector.missing;
    (!missing).then(|| Closure {
        model,
        protocols,
        protocol,
        keeps_query_codes: shape.traits.aws_query_compatible() || shape.traits.has(AWS_QUERY.id),
        operations,
        by_id: shapes.iter().map(|(id, shape)| (*id, *shape)).collect(),
        shapes,
        inputs: inputs.iter().map(|shape| &shape.id).collect(),
        requested,
        answers: answers.iter().map(|shape| &shape.id).collect(),
    })
}

/// The operations that the configuration keeps, which are all unless it lists some.
fn kept<'m>(
    model: &'m Model,
    service: &'m Service,
    config: &ServiceConfig,
    report: &mut Report,
) -> Vec<(&'m Shape, &'m Operation)> {
    let mut operations = model.operations(service);
    let Some(wanted) = &config.operations else {
        return operations;
    };
    let is_meant = |shape: &Shape, text: &str| shape.id.name() == text || shape.id == *text;
    for name in wanted {
        if !operations.iter().any(|(shape, _)| is_meant(shape, &name.value)) {
            let message = format!("the service has no operation `{}`", name.value);
            // Whoever writes whole ids is answered with one.
            let known = |(shape, _): &(&'m Shape, _)| match name.value.contains('#') {
                true => shape.id.as_str(),
                false => shape.id.name(),
            };
            report.push(
                Diagnostic::new(codes::UNKNOWN_NAME, name.place, message)
                    .did_you_mean(&name.value, operations.iter().map(known)),
            );
        }
    }
    operations.retain(|(shape, _)| wanted.iter().any(|name| is_meant(shape, &name.value)));
    operations
}

struct Collector<'m> {
    model: &'m Model,
    protocol: &'static Protocol,
    missing: bool,
}

impl<'m> Collector<'m> {
    /// `None` for an operation without the HTTP binding that its protocol needs, of which the check of the model tells.
    fn operation(
        &mut self,
        shape: &'m Shape,
        operation: &'m Operation,
        service: &'m Service,
    ) -> Option<OperationShapes<'m>> {
        let errors = operation.errors.iter().chain(&service.errors);
        let errors: BTreeMap<_, _> =
            errors.filter_map(|error| self.structure(error)).map(|error| (&error.id, error)).collect();
        let http = match self.protocol.family {
            Family::Rest => Some(shape.traits.http()?),
            Family::Rpc => None,
        };
        Some(OperationShapes {
            shape,
            http,
            input: self.structure(&operation.input),
            output: self.structure(&operation.output),
            errors: errors.into_values().collect(),
        })
    }

    /// The structure that is meant; `None` for the unit type.
    fn structure(&mut self, reference: &Reference) -> Option<&'m Shape> {
        let shape = self.find(reference).filter(|shape| shape.id != UNIT)?;
        let is_structure = matches!(shape.kind, Kind::Structure);
        self.missing |= !is_structure;
        is_structure.then_some(shape)
    }

    fn find(&mut self, reference: &Reference) -> Option<&'m Shape> {
        let found = self.model.shape(&reference.id).filter(|shape| shape.kind.is_data());
        self.missing |= found.is_none();
        found
    }

    fn shapes(&mut self, mut open: Vec<&'m Shape>) -> BTreeMap<&'m ShapeId, &'m Shape> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        while let Some(shape) = open.pop() {
            if seen.insert(&shape.id) {
                found.push((&shape.id, shape));
                open.extend(members(shape).filter_map(|member| self.find(&member.target)));
            }
        }
        found.into_iter().collect()
    }
}

/// The members that hold values: those of enums are names for values, and target the unit type.
pub(super) fn members(shape: &Shape) -> impl Iterator<Item = &Member> {
    let holds_values = !matches!(shape.kind, Kind::Enum | Kind::IntEnum);
    shape.members.iter().filter(move |_| holds_values)
}

/// What a list or map contains: its item or its value.
pub(super) fn content(shape: &Shape) -> Option<&Member> {
    match shape.kind {
        Kind::List => shape.member("member"),
        Kind::Map => shape.member("value"),
        _ => None,
    }
}

impl OperationShapes<'_> {
    /// The method of requests.
    pub(super) fn method(&self) -> &str {
        self.http.map_or("POST", |http| &http.method)
    }

    /// The status of successful responses.
    pub(super) fn status(&self) -> u16 {
        self.http.map_or(200, |http| http.code)
    }
}

impl<'m> Closure<'m> {
    /// The first protocol of this family that the service speaks.
    pub(super) fn of_family(&self, family: Family) -> Option<&'static Protocol> {
        self.protocols.iter().copied().find(|protocol| protocol.family == family)
    }

    /// Whether the service speaks this protocol.
    pub(super) fn speaks(&self, protocol: &Protocol) -> bool {
        self.protocols.contains(&protocol)
    }

    /// The shape that a member of one of these shapes targets.
    pub(super) fn target(&self, member: &Member) -> &'m Shape {
        self.by_id[&member.target.id]
    }

    /// The shape of the closure of that id.
    pub(super) fn shape(&self, id: &ShapeId) -> Option<&'m Shape> {
        self.by_id.get(id).copied()
    }

    /// Whether the structure is the input of an operation.
    pub(super) fn is_input(&self, shape: &Shape) -> bool {
        self.inputs.contains(&shape.id)
    }

    /// Whether an input is or contains values of the shape.
    pub(super) fn is_requested(&self, shape: &Shape) -> bool {
        self.requested.contains(&shape.id)
    }

    /// Whether the structure is the output or an error of an operation.
    pub(super) fn is_answer(&self, shape: &Shape) -> bool {
        self.answers.contains(&shape.id)
    }

    /// The members of shapes that contain values, with the shapes.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'m Shape, &'m Member)> {
        self.shapes.values().flat_map(|shape| members(shape).map(|member| (*shape, member)))
    }

    /// The innermost values of a member: through lists and maps to what these contain, with the member that targets
    /// it.
    pub(super) fn leaf(&self, member: &'m Member) -> (&'m Member, &'m Shape) {
        let mut member = member;
        let mut shape = self.target(member);
        while let Some(inner) = content(shape) {
            member = inner;
            shape = self.target(member);
        }
        (member, shape)
    }
}
