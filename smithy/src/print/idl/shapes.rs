//! Shapes, members and traits in the IDL (Smithy 2.0, "Defining shapes", "Traits").

use std::fmt::Write as _;

use super::names::Names;
use super::values;
use crate::model::{
    Applied, Kind, Member, Model, Node, Operation, Reference, Resource, Service, Shape, ShapeId, Traits, UNIT, Value,
};
use crate::print::tree::quote;

/// Writes shapes, each after an empty line.
pub(super) fn print(out: &mut String, model: &Model, names: &Names<'_>, shapes: &[&Shape]) {
    let mut printer = Printer { out, model, names };
    for shape in shapes {
        printer.out.push('\n');
        printer.shape(shape);
        for member in shape.members.iter().filter(|member| !is_written(member)) {
            printer.apply(member);
        }
    }
}

struct Printer<'a, 'm> {
    out: &'a mut String,
    model: &'m Model,
    names: &'a Names<'m>,
}

impl Printer<'_, '_> {
    fn shape(&mut self, shape: &Shape) {
        self.traits("", &shape.traits, |_| false);
        let _ = write!(self.out, "{} {}", shape.kind.name(), shape.id.name());
        if !shape.mixins.is_empty() {
            self.out.push_str(" with [");
            for (at, mixin) in shape.mixins.iter().enumerate() {
                let comma = if at > 0 { ", " } else { "" };
                let _ = write!(self.out, "{comma}{}", self.names.of(&mixin.id));
            }
            self.out.push(']');
        }
        match shape.own.as_deref().unwrap_or(&shape.kind) {
            Kind::Enum | Kind::IntEnum => self.block(|printer| {
                for member in introduced(shape) {
                    printer.enum_member(member);
                }
            }),
            Kind::List | Kind::Map | Kind::Structure | Kind::Union => self.block(|printer| {
                for member in introduced(shape) {
                    printer.member(member, matches!(shape.kind, Kind::Structure));
                }
            }),
            Kind::Operation(own) => self.block(|printer| printer.operation(own)),
            Kind::Service(own) => self.block(|printer| printer.service(own)),
            Kind::Resource(own) => self.block(|printer| printer.resource(own)),
            _ => {}
        }
        self.out.push('\n');
    }

    /// Braces around lines, or only braces.
    fn block(&mut self, lines: impl FnOnce(&mut Self)) {
        self.out.push_str(" {");
        let before = self.out.len();
        self.out.push('\n');
        lines(self);
        if self.out.len() == before + 1 {
            self.out.truncate(before);
        }
        self.out.push('}');
    }

    fn member(&mut self, member: &Member, has_defaults: bool) {
        let default = member.traits.get("smithy.api#default").filter(|default| has_defaults && !default.is_inherited);
        self.traits("    ", &member.traits, |applied| default.is_some_and(|default| default.id == applied.id));
        let _ = write!(self.out, "    {}: {}", member.name(), self.names.of(&member.target.id));
        if let Some(default) = default {
            self.out.push_str(" = ");
            values::node(self.out, &default.node);
        }
        self.out.push('\n');
    }

    fn enum_member(&mut self, member: &Member) {
        let assigned = member.traits.get("smithy.api#enumValue").filter(|applied| is_assignable(&applied.node));
        self.traits("    ", &member.traits, |applied| assigned.is_some_and(|assigned| assigned.id == applied.id));
        let _ = write!(self.out, "    {}", member.name());
        if let Some(assigned) = assigned.filter(|assigned| assigned.node.as_str() != Some(member.name())) {
            self.out.push_str(" = ");
            values::node(self.out, &assigned.node);
        }
        self.out.push('\n');
    }

    /// The statement with the traits that a shape adds to a member of a mixin.
    fn apply(&mut self, member: &Member) {
        let added: Vec<&Applied> = member.traits.introduced().collect();
        let name = self.names.of(&member.id);
        match added.as_slice() {
            [] => {}
            [one] => {
                let _ = write!(self.out, "\napply {name} ");
                self.applied(one);
                self.out.push('\n');
            }
            several => {
                let _ = writeln!(self.out, "\napply {name} {{");
                for applied in several {
                    self.out.push_str("    ");
                    self.applied(applied);
                    self.out.push('\n');
                }
                self.out.push_str("}\n");
            }
        }
    }

    /// The traits that do not come from a mixin, but for those that are written otherwise; documentation comes first.
    fn traits(&mut self, indentation: &str, traits: &Traits, is_left_out: impl Fn(&Applied) -> bool) {
        let docs = traits.get("smithy.api#documentation").filter(|docs| !docs.is_inherited);
        let lines = docs.and_then(|docs| comment(&docs.node));
        for line in lines.iter().flatten() {
            let space = if line.is_empty() { "" } else { " " };
            let _ = writeln!(self.out, "{indentation}///{space}{line}");
        }
        for applied in traits.introduced() {
            let is_comment = lines.is_some() && applied.id == "smithy.api#documentation";
            if !is_comment && !is_left_out(applied) {
                self.out.push_str(indentation);
                self.applied(applied);
                self.out.push('\n');
            }
        }
    }

    fn applied(&mut self, applied: &Applied) {
        let _ = write!(self.out, "@{}", self.names.of(&applied.id));
        match &applied.node.value {
            Value::Object(entries) if entries.is_empty() && self.is_object(&applied.id) => {}
            Value::Object(entries) if !entries.is_empty() => {
                self.out.push('(');
                values::entries(self.out, entries);
                self.out.push(')');
            }
            _ => {
                self.out.push('(');
                values::node(self.out, &applied.node);
                self.out.push(')');
            }
        }
    }

    /// Whether a trait without a value means an object: its definition is a structure or a map.
    fn is_object(&self, id: &ShapeId) -> bool {
        self.model.shape(id).is_some_and(|shape| matches!(shape.kind, Kind::Structure | Kind::Map))
    }

    fn operation(&mut self, own: &Operation) {
        for (key, reference) in [("input", &own.input), ("output", &own.output)] {
            if reference.id != UNIT {
                self.reference(key, reference);
            }
        }
        self.list("errors", &own.errors);
    }

    fn service(&mut self, own: &Service) {
        if !own.version.is_empty() {
            self.out.push_str("    version: ");
            quote(self.out, &own.version);
            self.out.push('\n');
        }
        self.list("operations", &own.operations);
        self.list("resources", &own.resources);
        self.list("errors", &own.errors);
        if !own.rename.is_empty() {
            self.out.push_str("    rename: {\n");
            for rename in &own.rename {
                self.out.push_str("        ");
                quote(self.out, rename.shape.id.as_str());
                self.out.push_str(": ");
                quote(self.out, &rename.name);
                self.out.push('\n');
            }
            self.out.push_str("    }\n");
        }
    }

    fn resource(&mut self, own: &Resource) {
        for (key, named) in [("identifiers", &own.identifiers), ("properties", &own.properties)] {
            if !named.is_empty() {
                let _ = writeln!(self.out, "    {key}: {{");
                for (name, target) in named {
                    let _ = writeln!(self.out, "        {name}: {}", self.names.of(&target.id));
                }
                self.out.push_str("    }\n");
            }
        }
        for (key, operation) in own.lifecycle() {
            if let Some(operation) = operation {
                self.reference(key, operation);
            }
        }
        self.list("operations", &own.operations);
        self.list("collectionOperations", &own.collection_operations);
        self.list("resources", &own.resources);
    }

    fn reference(&mut self, key: &str, reference: &Reference) {
        let _ = writeln!(self.out, "    {key}: {}", self.names.of(&reference.id));
    }

    fn list(&mut self, key: &str, references: &[Reference]) {
        if references.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "    {key}: [");
        for reference in references {
            let _ = writeln!(self.out, "        {}", self.names.of(&reference.id));
        }
        self.out.push_str("    ]\n");
    }
}

/// The members that a shape writes.
fn introduced(shape: &Shape) -> impl Iterator<Item = &Member> {
    shape.members.iter().filter(|member| is_written(member))
}

/// Whether a shape writes a member: those that come from one mixin are left to the mixin. If several mixins have it, the
/// shape must write it, lest it introduces what the others add.
pub(super) fn is_written(member: &Member) -> bool {
    member.mixins.len() != 1
}

fn is_assignable(value: &Node) -> bool {
    matches!(value.value, Value::String(_) | Value::Number(_))
}

/// The lines of documentation that a comment can hold: readers of comments drop white space at the end of lines.
fn comment(node: &Node) -> Option<Vec<&str>> {
    let text = node.as_str()?;
    let is_plain =
        |line: &str| line == line.trim_end() && !line.contains(|char: char| char.is_control() && char != '\t');
    let lines: Vec<&str> = text.split('\n').collect();
    lines.iter().all(|line| is_plain(line)).then_some(lines)
}
