//! Which members of inputs and outputs are properties of resources (Smithy 2.0, "Resource properties").

use std::collections::HashSet;

use crate::model::{Member, Model, Shape};

const NOT_PROPERTY: &str = "smithy.api#notProperty";

/// Knows which members are properties.
pub(crate) struct Properties<'m> {
    model: &'m Model,
    /// The traits whose members are no properties.
    excluding: HashSet<&'m str>,
}

impl<'m> Properties<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let is_excluding = |shape: &&Shape| shape.traits.has(NOT_PROPERTY) && shape.traits.has("smithy.api#trait");
        let excluding = model.shapes.all().filter(is_excluding).map(|shape| shape.id.as_str()).collect();
        Self { model, excluding }
    }

    /// The structure whose members are properties: that of the member with `nestedProperties`, or the input or output
    /// itself.
    pub(crate) fn structure(&self, end: &'m Shape) -> &'m Shape {
        let nested = end.members.iter().find(|member| member.traits.has("smithy.api#nestedProperties"));
        nested.and_then(|member| self.model.target(member)).unwrap_or(end)
    }

    /// The members of a structure that are properties, with the names of these.
    pub(crate) fn of(&self, structure: &'m Shape) -> impl Iterator<Item = (&'m str, &'m Member)> {
        let members = structure.members.iter().filter(|member| self.is_property(member));
        members.map(|member| (name(member), member))
    }

    /// Whether a member of a structure is this property.
    pub(crate) fn has(&self, structure: &Shape, property: &str) -> bool {
        structure.members.iter().any(|member| self.is_property(member) && name(member) == property)
    }

    fn is_property(&self, member: &Member) -> bool {
        !member.traits.iter().any(|applied| {
            let id = applied.id.as_str();
            id == NOT_PROPERTY || self.excluding.contains(id)
        })
    }
}

/// The name of the property that a member stands for.
fn name(member: &Member) -> &str {
    let property = member.traits.get("smithy.api#property");
    property.and_then(|applied| applied.node.get("name")?.as_str()).unwrap_or_else(|| member.name())
}
