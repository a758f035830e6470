//! `Target`: every mention of a shape finds one of the right kind (Smithy 2.0, "Shapes", "Service types").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Model, Operation, Reference, Resource, Service, Shape, ShapeId, Subject, UNIT};
use crate::validate::Context;

/// Checks all mentions. What other validators find of a model with such faults would only hide them.
pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let mut targets = Targets { context, searches: 0 };
    for shape in model.shapes() {
        targets.members(shape);
        let subject = shape.subject();
        match &shape.kind {
            Kind::Operation(operation) => targets.operation(subject, operation),
            Kind::Service(service) => targets.service(subject, service),
            Kind::Resource(resource) => targets.resource(subject, resource),
            _ => {}
        }
    }
}

struct Targets<'c, 'm> {
    context: &'c mut Context<'m>,
    /// How many times a similar name was looked for.
    searches: usize,
}

/// What a mention may find: a name for it, and the test.
type Expected = (&'static str, fn(&Shape) -> bool);

const DATA: Expected = ("a shape with values", |shape| shape.kind.is_data());
const STRING: Expected = ("a string", |shape| shape.kind.is_string());
const UNIT_TYPE: Expected = ("`smithy.api#Unit`", |shape| shape.id == UNIT);
const MESSAGE: Expected = ("a structure that is not an error", |shape| {
    matches!(shape.kind, Kind::Structure) && !shape.traits.has("smithy.api#error")
});
const ERROR: Expected = ("a structure with the trait `smithy.api#error`", |shape| {
    matches!(shape.kind, Kind::Structure) && shape.traits.has("smithy.api#error")
});
const OPERATION: Expected = ("an operation", |shape| matches!(shape.kind, Kind::Operation(_)));
const RESOURCE: Expected = ("a resource", |shape| matches!(shape.kind, Kind::Resource(_)));

impl<'m> Targets<'_, 'm> {
    fn members(&mut self, shape: &'m Shape) {
        let is_enum = matches!(shape.kind, Kind::Enum | Kind::IntEnum);
        for member in &shape.members {
            let subject = Subject { shape, member: Some(member) };
            let role = format!("target of `{}`", member.id);
            let found = self.one(subject, &role, &member.target, if is_enum { UNIT_TYPE } else { DATA });
            let is_key = matches!(shape.kind, Kind::Map) && member.name() == "key";
            if let Some(target) = found.filter(|target| is_key && target.kind.is_data() && !target.kind.is_string()) {
                self.wrong(shape.subject(), "type of the keys", &member.target, target, STRING.0);
            }
        }
    }

    fn operation(&mut self, subject: Subject<'_>, operation: &'m Operation) {
        self.one(subject, "input", &operation.input, MESSAGE);
        self.one(subject, "output", &operation.output, MESSAGE);
        self.all(subject, "error", &operation.errors, ERROR);
    }

    fn service(&mut self, subject: Subject<'_>, service: &'m Service) {
        self.all(subject, "operation", &service.operations, OPERATION);
        self.all(subject, "resource", &service.resources, RESOURCE);
        self.all(subject, "error", &service.errors, ERROR);
    }

    fn resource(&mut self, subject: Subject<'_>, resource: &'m Resource) {
        self.all(subject, "identifier", resource.identifiers.iter().map(|(_, target)| target), STRING);
        self.all(subject, "property", resource.properties.iter().map(|(_, target)| target), DATA);
        self.all(subject, "operation", resource.all_operations(), OPERATION);
        self.all(subject, "resource", &resource.resources, RESOURCE);
    }

    fn all(
        &mut self,
        subject: Subject<'_>,
        role: &str,
        references: impl IntoIterator<Item = &'m Reference>,
        expected: Expected,
    ) {
        for reference in references {
            self.one(subject, role, reference, expected);
        }
    }

    /// Checks one mention; what it finds.
    fn one(
        &mut self,
        subject: Subject<'_>,
        role: &str,
        reference: &'m Reference,
        (expected, is_expected): Expected,
    ) -> Option<&'m Shape> {
        let id = &reference.id;
        let Some(shape) = self.context.model.shape(id) else {
            self.missing(subject, role, reference);
            return None;
        };
        for (of, what) in [("smithy.api#trait", "the definition of a trait"), ("smithy.api#mixin", "a mixin")] {
            if shape.traits.has(of) {
                let message = format!("`{id}` is {what}, which cannot be the {role}");
                let diagnostic = Diagnostic::new(Code::WRONG_TARGET, reference.place, message).about(subject.id());
                self.context.push(diagnostic.help("define a shape of its own for this"));
            }
        }
        if !is_expected(shape) {
            self.wrong(subject, role, reference, shape, expected);
        }
        Some(shape)
    }

    fn wrong(&mut self, subject: Subject<'_>, role: &str, reference: &Reference, shape: &Shape, expected: &str) {
        let found = match shape.kind.name() {
            _ if shape.id == UNIT => "the unit type".to_owned(),
            "structure" if shape.traits.has("smithy.api#error") => "an error".to_owned(),
            name if name.starts_with(['e', 'i', 'o']) => format!("an {name}"),
            name => format!("a {name}"),
        };
        // What matters about a structure is named only where there is one.
        let expected = if matches!(shape.kind, Kind::Structure) { expected } else { short(expected) };
        let message = format!("`{}` is {found}, but {expected} is expected here", reference.id);
        let diagnostic = Diagnostic::new(Code::WRONG_TARGET, reference.place, message).about(subject.id());
        self.context.push(diagnostic.label(format!("the {role}")));
    }

    fn missing(&mut self, subject: Subject<'_>, role: &str, reference: &Reference) {
        // The search is slow, and the first few faults are the ones that people read.
        const SEARCHES: usize = 20;
        let id = &reference.id;
        // The shape is there, but was too broken to be understood, or its id was; that is reported already.
        if self.context.model.broken.contains(id) || id.member().is_some() {
            return;
        }
        let message = format!("`{id}` does not exist");
        let diagnostic = Diagnostic::new(Code::MISSING_TARGET, reference.place, message).about(subject.id());
        self.searches += 1;
        let similar = if self.searches > SEARCHES { None } else { similar(self.context.model, id) };
        let diagnostic = diagnostic.label(format!("the {role}"));
        self.context.push(match similar {
            Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
            None => diagnostic,
        });
    }
}

fn short(expected: &str) -> &str {
    if expected.starts_with(MESSAGE.0) { "a structure" } else { expected }
}

/// The shape that may be meant by an id of none.
fn similar(model: &Model, id: &ShapeId) -> Option<String> {
    let namespace = id.namespace();
    let ids = || model.shapes.all().map(|shape| &shape.id);
    let neighbours = ids().filter(|other| other.namespace() == namespace);
    let similar = crate::diagnostics::similar(id.name(), neighbours.map(ShapeId::name));
    let elsewhere = || ids().find(|other| other.name() == id.name()).map(ToString::to_string);
    similar.map(|name| format!("{namespace}#{name}")).or_else(elsewhere)
}
