//! Members.

use std::collections::HashMap;

use super::shapes::Definition;
use super::traits::Applied;
use super::{Elided, Lowering, entry, object, text_node};
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::idl::{Element, Kind};
use crate::model::{Entry, ShapeId, UNIT};

impl Lowering<'_, '_> {
    /// The members of an enum (Smithy 2.0, "Enum shapes").
    pub(super) fn enum_members(&mut self, definition: &mut Definition<'_>, shape: Element<'_>) -> bool {
        let Some(body) = shape.child(Kind::EnumShapeMembers) else {
            return false;
        };
        let mut members = Vec::new();
        for (name, member) in self.unique_members(definition, body) {
            let place = self.place(name);
            self.enter(definition, name);
            let mut applied = self.applied(member);
            if let Some(value) = assigned(member) {
                applied.add(entry("smithy.api#enumValue", self.value(value)));
            }
            let target = entry("target", text_node(place, UNIT));
            members.push(self.member(definition, name, vec![target], applied));
        }
        self.leave(definition);
        let place = self.place(body);
        definition.entries.push(entry("members", object(place, members)));
        true
    }

    /// The members of a list, map, structure or union.
    pub(super) fn aggregate(&mut self, definition: &mut Definition<'_>, shape: Element<'_>, kind: &str) -> bool {
        let resource = match shape.child(Kind::ForResource) {
            Some(resource) if !self.is_version_2(resource, "structures that are bound to a resource with `for`") => {
                return false;
            }
            resource => resource.and_then(|resource| resource.child(Kind::ShapeId)),
        };
        let Some(body) = shape.child(Kind::ShapeMembers) else {
            return false;
        };
        let resource = resource.map(|id| (self.id(id), self.place(id)));
        let mut elided = Vec::new();
        let allowed: &[&str] = match kind {
            "list" | "set" => &["member"],
            "map" => &["key", "value"],
            _ => &[],
        };
        let mut members = Vec::new();
        let mut is_fine = true;
        for (name, member) in self.unique_members(definition, body) {
            if !allowed.is_empty() && !allowed.contains(&name.text()) {
                self.leave(definition);
                self.unexpected_member(name, kind, allowed);
                continue;
            }
            match self.shape_member(definition, name, member) {
                Some(entry) => {
                    if member.child(Kind::ElidedShapeMember).is_some() {
                        elided.push((entry.key.clone(), self.place(name)));
                    }
                    members.push(entry);
                }
                None => is_fine = false,
            }
        }
        self.leave(definition);
        if let Some(shape) = ShapeId::parse(&definition.id).filter(|_| resource.is_some() || !elided.is_empty()) {
            self.document.elided.push(Elided { shape, resource, members: elided });
        }
        if allowed.is_empty() {
            let place = self.place(body);
            definition.entries.push(entry("members", object(place, members)));
        } else {
            definition.entries.extend(members);
        }
        is_fine
    }

    /// Reports a member that a list or map cannot have; the shape is fine without it.
    fn unexpected_member(&mut self, name: Element<'_>, kind: &str, allowed: &[&str]) {
        let message = format!("a {kind} has no member `{}`", clip(name.text()));
        let help = match allowed {
            [one] => format!("its only member is `{one}`"),
            _ => format!("its members are {}", super::super::fields::list(allowed)),
        };
        self.error(Code::MEMBER_NAME, name, message, &help);
    }

    fn shape_member(&mut self, definition: &Definition<'_>, name: Element<'_>, member: Element<'_>) -> Option<Entry> {
        self.enter(definition, name);
        let mut entries = Vec::new();
        match member.child(Kind::ExplicitShapeMember) {
            Some(explicit) => {
                let target = explicit.child(Kind::ShapeId)?;
                let place = self.place(target);
                entries.push(entry("target", text_node(place, self.id(target))));
            }
            None if !self.is_version_2(member, "members whose targets are elided") => return None,
            None => {}
        }
        let mut applied = self.applied(member);
        if let Some(value) = assigned(member) {
            if !self.is_version_2(value, "default values of members") {
                return None;
            }
            applied.add(entry("smithy.api#default", self.value(value)));
        }
        Some(self.member(definition, name, entries, applied))
    }

    /// The entry of a member, with its traits.
    fn member(
        &mut self,
        definition: &Definition<'_>,
        name: Element<'_>,
        mut entries: Vec<Entry>,
        applied: Applied,
    ) -> Entry {
        let place = self.place(name);
        entries.extend(self.traits_entry(place, applied.entries));
        let id = format!("{}${}", definition.id, name.text());
        self.apply_again(&id, place, applied.again);
        Entry { key: name.text().into(), value: object(place, entries) }
    }

    /// The members with their names; reports names that occur twice.
    fn unique_members<'e>(
        &mut self,
        definition: &Definition<'_>,
        body: Element<'e>,
    ) -> Vec<(Element<'e>, Element<'e>)> {
        self.leave(definition);
        let mut known: HashMap<&str, Place> = HashMap::new();
        let mut members = Vec::new();
        for member in body.parts() {
            let Some(name) = name(member) else {
                continue;
            };
            let place = self.place(name);
            if let Some(first) = known.get(name.text()) {
                let message = format!("the member `{}` occurs twice", clip(name.text()));
                let diagnostic = Diagnostic::new(Code::DUPLICATE_KEY, place, message);
                let diagnostic = diagnostic.label("second definition").related(*first, "first definition");
                self.context.push(diagnostic.help("rename or remove one of them"));
                continue;
            }
            known.insert(name.text(), place);
            members.push((name, member));
        }
        members
    }

    /// What is reported from now on is about a member.
    fn enter(&mut self, definition: &Definition<'_>, name: Element<'_>) {
        self.context.shape = ShapeId::parse(&format!("{}${}", definition.id, name.text()));
    }

    /// What is reported from now on is about the shape.
    pub(super) fn leave(&mut self, definition: &Definition<'_>) {
        self.context.shape = ShapeId::parse(&definition.id);
    }
}

/// The name of a member.
fn name(member: Element<'_>) -> Option<Element<'_>> {
    let inner = member.child(Kind::ExplicitShapeMember).or_else(|| member.child(Kind::ElidedShapeMember));
    inner.unwrap_or(member).child(Kind::Identifier)
}

/// The value that is assigned to a member.
fn assigned(member: Element<'_>) -> Option<Element<'_>> {
    member.child(Kind::ValueAssignment)?.children().find(|child| child.kind().is_node_value())
}
