//! `ResourceOperationInputOutput`: the properties of resources in the inputs and outputs of their operations (Smithy 2.0,
//! "Resource properties").

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Member, Reference, Resource, Shape};
use crate::validate::Context;
use crate::validate::index::{Properties, bindings};

pub(super) fn validate(context: &mut Context<'_>) {
    let index = context.properties();
    for shape in context.model.shapes() {
        let Some(resource) = shape.as_resource().filter(|resource| !resource.properties.is_empty()) else { continue };
        let properties = resource.properties.iter().map(|(name, target)| (&**name, target)).collect();
        Checker { shape, resource, properties, index: &index, used: BTreeSet::new() }.check(context);
    }
}

struct Checker<'a, 'm> {
    shape: &'m Shape,
    resource: &'m Resource,
    properties: BTreeMap<&'m str, &'m Reference>,
    index: &'a Properties<'m>,
    /// The names of those that an operation uses.
    used: BTreeSet<&'m str>,
}

impl<'m> Checker<'_, 'm> {
    fn check(mut self, context: &mut Context<'m>) {
        let resource = self.resource;
        let lifecycle = [
            ("put", &resource.put),
            ("create", &resource.create),
            ("read", &resource.read),
            ("update", &resource.update),
            ("delete", &resource.delete),
        ];
        let lifecycle = lifecycle.into_iter().filter_map(|(name, reference)| Some((name, reference.as_ref()?)));
        let others = resource.operations.iter().map(|reference| (reference.id.name(), reference));
        for (name, reference) in lifecycle.chain(others) {
            let Some(operation) = context.model.shape(&reference.id).and_then(Shape::as_operation) else { continue };
            for end in [&operation.input, &operation.output] {
                if let Some(end) = context.model.shape(&end.id) {
                    self.end(context, name, end);
                }
            }
        }
        for (name, target) in self.properties.iter().filter(|(name, _)| !self.used.contains(*name)) {
            let message = format!(
                "property `{name}` of `{}` is in no input or output of `create` or of an operation on an instance",
                self.shape.id
            );
            let diagnostic = Diagnostic::new(Code::RESOURCE_PROPERTY, target.place, message).about(&self.shape.id);
            context.push(diagnostic.help("use it in an operation, or remove it"));
        }
    }

    /// Checks an input or output.
    fn end(&mut self, context: &mut Context<'m>, operation: &str, end: &'m Shape) {
        let identifiers: BTreeSet<&str> = bindings(self.resource, Some(end)).values().map(|one| one.name()).collect();
        let structure = self.index.structure(end);
        let mut by_property: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
        for (name, member) in self.index.of(structure) {
            self.used.insert(name);
            by_property.entry(name).or_default().push(member);
            match self.properties.get(name) {
                Some(target) if target.id != member.target.id => self.wrong_target(context, operation, member, name),
                None if !identifiers.contains(member.name()) => self.unknown(context, member),
                _ => {}
            }
        }
        for (name, members) in by_property.into_iter().filter(|(_, members)| members.len() > 1) {
            let names: Vec<String> = members.iter().map(|member| format!("`{}`", member.name())).collect();
            let message =
                format!("several members of `{}` stand for property `{name}`: {}", structure.id, names.join(", "));
            let place = members.last().map_or(structure.place, |member| member.place);
            let diagnostic = Diagnostic::new(Code::RESOURCE_PROPERTY, place, message).about(&structure.id);
            context.push(diagnostic.help("keep one, or apply `@notProperty` to the others"));
        }
    }

    fn wrong_target(&self, context: &mut Context<'_>, operation: &str, member: &Member, name: &str) {
        let Some(target) = self.properties.get(name) else { return };
        let message = format!(
            "`{}` stands for property `{name}` of `{}` in `{operation}`, but does not target `{}`",
            member.id, self.shape.id, target.id
        );
        let diagnostic = Diagnostic::new(Code::RESOURCE_PROPERTY, member.target.place, message).about(&member.id);
        context.push(diagnostic.related(target.place, "target of the property").help("use the same target"));
    }

    fn unknown(&self, context: &mut Context<'_>, member: &Member) {
        let message = format!("`{}` is not a property or an identifier of `{}`", member.id, self.shape.id);
        let diagnostic = Diagnostic::new(Code::RESOURCE_PROPERTY, member.place, message).about(&member.id);
        context.push(diagnostic.help(
            "apply `@resourceIdentifier` if it is an identifier, `@property` if it is a property of another name, or \
             else `@notProperty`",
        ));
    }
}
