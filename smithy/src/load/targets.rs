//! Checks that every mention of a shape finds one of the right kind.

use std::collections::HashSet;

use super::fields::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Kind, Reference, Shape, ShapeId, Shapes, Traits, UNIT};

pub(super) fn check(context: &mut Context, shapes: &Shapes, broken: &HashSet<ShapeId>) {
    let mut targets = Targets { context, shapes, broken, not_traits: HashSet::new() };
    for shape in shapes.own() {
        targets.shape(shape);
    }
}

struct Targets<'a> {
    context: &'a mut Context,
    shapes: &'a Shapes,
    broken: &'a HashSet<ShapeId>,
    /// Shapes of which it is reported that they are not traits.
    not_traits: HashSet<ShapeId>,
}

/// What a mention may find: a name for it, and the test.
type Expected = (&'static str, fn(&Shape) -> bool);

const DATA: Expected = ("a shape with values", |shape| shape.kind.is_data() && shape.id != UNIT);
const UNIT_OR_DATA: Expected = ("a shape with values", |shape| shape.kind.is_data());
const STRING: Expected = ("a string", |shape| shape.kind.is_string());
const ONLY_UNIT: Expected = ("`smithy.api#Unit`", |shape| shape.id == UNIT);
const STRUCTURE: Expected = ("a structure", |shape| matches!(shape.kind, Kind::Structure));
const ERROR: Expected = ("a structure with the trait `smithy.api#error`", |shape| {
    matches!(shape.kind, Kind::Structure) && shape.traits.has("smithy.api#error")
});
const OPERATION: Expected = ("an operation", |shape| matches!(shape.kind, Kind::Operation(_)));
const RESOURCE: Expected = ("a resource", |shape| matches!(shape.kind, Kind::Resource(_)));
const ANY: Expected = ("a shape", |_| true);

impl Targets<'_> {
    fn shape(&mut self, shape: &Shape) {
        self.context.shape = Some(shape.id.clone());
        self.all("mixin", &shape.mixins, ANY);
        self.traits(&shape.traits);
        let expected = match &shape.kind {
            Kind::Enum | Kind::IntEnum => ONLY_UNIT,
            Kind::Union => UNIT_OR_DATA,
            _ => DATA,
        };
        for member in &shape.members {
            let expected = match shape.kind {
                Kind::Map if member.name() == "key" => STRING,
                _ => expected,
            };
            self.context.shape = Some(member.id.clone());
            self.traits(&member.traits);
            self.one(&format!("target of `{}`", member.id), &member.target, expected);
        }
        self.context.shape = Some(shape.id.clone());
        match &shape.kind {
            Kind::Operation(operation) => {
                self.one("input", &operation.input, STRUCTURE);
                self.one("output", &operation.output, STRUCTURE);
                self.all("error", &operation.errors, ERROR);
            }
            Kind::Service(service) => {
                self.all("operation", &service.operations, OPERATION);
                self.all("resource", &service.resources, RESOURCE);
                self.all("error", &service.errors, ERROR);
            }
            Kind::Resource(resource) => {
                let identifiers = resource.identifiers.iter().map(|(_, target)| target);
                self.all("identifier", identifiers, STRING);
                let properties = resource.properties.iter().map(|(_, target)| target);
                self.all("property", properties, DATA);
                self.all("operation", resource.all_operations(), OPERATION);
                self.all("resource", &resource.resources, RESOURCE);
            }
            _ => {}
        }
    }

    fn traits(&mut self, traits: &Traits) {
        for applied in traits.iter() {
            self.is_trait(applied);
        }
    }

    /// Warns of a trait that is not known: it has no effect, be it misspelt or newer than this generator.
    fn is_trait(&mut self, applied: &Applied) {
        let id = &applied.id;
        let (namespace, name) = (id.namespace(), id.name());
        let is_defined = |shape: &Shape| shape.traits.has("smithy.api#trait");
        let definition = self.shapes.get(id.as_str());
        if definition.is_some_and(is_defined) || self.broken.contains(id) {
            return;
        }
        if let Some(shape) = definition.filter(|shape| self.shapes.is_own(shape.id.as_str())) {
            return self.is_not_a_trait(applied, shape);
        }
        let traits = || self.shapes.all().filter(|shape| is_defined(shape)).map(|shape| &shape.id);
        let neighbors = || traits().filter(|other| other.namespace() == namespace);
        let similar = self.context.similar(name, neighbors().map(ShapeId::name)).map(|name| (namespace, name));
        let elsewhere = similar.or_else(|| {
            let namespaces = traits().filter(|other| other.name() == name).map(ShapeId::namespace);
            self.context.similar(namespace, namespaces).map(|namespace| (namespace, name))
        });
        let what = if neighbors().next().is_some() { "known" } else { "defined" };
        let message = format!("trait `{id}` is not {what} and has no effect");
        let diagnostic = Diagnostic::new(Code::UNKNOWN_TRAIT, applied.place().to_key(), message);
        self.context.push(match elsewhere {
            Some((namespace, name)) => diagnostic.help(format!("did you mean `{namespace}#{name}`?")),
            None => diagnostic,
        });
    }

    /// Reports, once, a shape that is applied as a trait.
    fn is_not_a_trait(&mut self, applied: &Applied, shape: &Shape) {
        if !self.not_traits.insert(shape.id.clone()) {
            return;
        }
        let message = format!("`{}` is applied as a trait, but is not one", shape.id);
        let diagnostic = Diagnostic::new(Code::NOT_A_TRAIT, applied.place().to_key(), message).about(&shape.id);
        let diagnostic = diagnostic.related(shape.place, "defined here");
        self.context.push(diagnostic.help("apply the trait `smithy.api#trait` to it"));
    }

    fn all<'r>(&mut self, role: &str, references: impl IntoIterator<Item = &'r Reference>, expected: Expected) {
        for reference in references {
            self.one(role, reference, expected);
        }
    }

    fn one(&mut self, role: &str, reference: &Reference, (expected, is_expected): Expected) {
        let id = &reference.id;
        match self.shapes.get(id.as_str()) {
            Some(shape) if is_expected(shape) => {}
            Some(shape) => {
                let found = match shape.kind.name() {
                    _ if shape.id == UNIT => "the unit type".to_owned(),
                    name if name.starts_with(['e', 'i', 'o']) => format!("an {name}"),
                    name => format!("a {name}"),
                };
                let message = format!("`{id}` is {found}, but {expected} is expected here");
                let diagnostic = Diagnostic::new(Code::WRONG_TARGET, reference.place, message);
                self.context.push(diagnostic.label(format!("the {role}")));
            }
            // The shape is there, but was too broken to be understood, or its id was; that is reported already.
            None if self.broken.contains(id) || id.member().is_some() => {}
            None => {
                let diagnostic =
                    Diagnostic::new(Code::MISSING_TARGET, reference.place, format!("`{id}` does not exist"))
                        .label(format!("the {role}"));
                let namespace = id.namespace();
                let neighbours =
                    self.shapes.all().map(|shape| &shape.id).filter(|other| other.namespace() == namespace);
                let similar = self.context.similar(id.name(), neighbours.map(ShapeId::name));
                let similar = similar.map(|name| format!("{namespace}#{name}"));
                let elsewhere = || {
                    self.shapes
                        .all()
                        .map(|shape| &shape.id)
                        .find(|other| other.name() == id.name())
                        .map(ToString::to_string)
                };
                self.context.push(match similar.or_else(elsewhere) {
                    Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
                    None => diagnostic,
                });
            }
        }
    }
}
