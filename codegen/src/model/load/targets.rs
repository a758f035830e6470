//! Checks that every mention of a shape finds one of the right kind.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::Diagnostic;
use crate::model::fields::Context;
use crate::model::{Kind, Reference, Shape, ShapeId, UNIT};

pub(super) fn check(
    context: &mut Context,
    shapes: &BTreeMap<ShapeId, Shape>,
    broken: &HashSet<ShapeId>,
) {
    let mut targets = Targets {
        context,
        shapes,
        broken,
    };
    for shape in shapes.values() {
        targets.shape(shape);
    }
}

struct Targets<'a> {
    context: &'a mut Context,
    shapes: &'a BTreeMap<ShapeId, Shape>,
    broken: &'a HashSet<ShapeId>,
}

/// What a mention may find: a name for it, and the test.
type Expected = (&'static str, fn(&Shape) -> bool);

const DATA: Expected = ("a shape with values", |shape| {
    shape.kind.is_data() && shape.id != UNIT
});
const UNIT_OR_DATA: Expected = ("a shape with values", |shape| shape.kind.is_data());
const STRING: Expected = ("a string", |shape| shape.kind.is_string());
const ONLY_UNIT: Expected = ("`smithy.api#Unit`", |shape| shape.id == UNIT);
const STRUCTURE: Expected = ("a structure", |shape| matches!(shape.kind, Kind::Structure));
const ERROR: Expected = ("a structure with the trait `smithy.api#error`", |shape| {
    matches!(shape.kind, Kind::Structure) && shape.traits.has("smithy.api#error")
});
const OPERATION: Expected = ("an operation", |shape| {
    matches!(shape.kind, Kind::Operation(_))
});
const RESOURCE: Expected = ("a resource", |shape| {
    matches!(shape.kind, Kind::Resource(_))
});
const ANY: Expected = ("a shape", |_| true);

impl Targets<'_> {
    fn shape(&mut self, shape: &Shape) {
        self.all("mixin", &shape.mixins, ANY);
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
            self.one(
                &format!("target of `{}`", member.id),
                &member.target,
                expected,
            );
        }
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
                let renamed = service.rename.iter().map(|rename| &rename.shape);
                self.all("renamed shape", renamed, DATA);
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

    fn all<'r>(
        &mut self,
        role: &str,
        references: impl IntoIterator<Item = &'r Reference>,
        expected: Expected,
    ) {
        for reference in references {
            self.one(role, reference, expected);
        }
    }

    fn one(&mut self, role: &str, reference: &Reference, (expected, is_expected): Expected) {
        let id = &reference.id;
        match self.shapes.get(id) {
            Some(shape) if is_expected(shape) => {}
            Some(shape) => {
                let found = if shape.id == UNIT {
                    "the unit type"
                } else {
                    shape.kind.name()
                };
                let message = format!("the {role} must be {expected}, but `{id}` is not");
                let label = format!("this is {} {found}", article(found));
                self.context.report.push(
                    Diagnostic::error(reference.place, message).label(label.replace("  ", " ")),
                );
            }
            // The shape is there, but was too broken to be understood; that is reported already.
            None if self.broken.contains(id) => {}
            None => {
                let diagnostic =
                    Diagnostic::error(reference.place, format!("`{id}` does not exist"))
                        .label(format!("the {role}"));
                let help = self.context.similar(id, self.shapes);
                self.context.report.push(match help {
                    Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
                    None => diagnostic,
                });
            }
        }
    }
}

fn article(noun: &str) -> &'static str {
    match noun.as_bytes().first() {
        Some(b'a' | b'e' | b'i' | b'o') => "an",
        _ if noun.starts_with("the ") => "",
        _ => "a",
    }
}
