//! What traits are applied to and selectors choose: a shape, or a member of one.

use super::{Member, Model, Shape, ShapeId, Traits};
use crate::diagnostics::Place;

/// A shape or a member of a shape; in Smithy's terms both are shapes (Smithy 2.0, "Member").
#[derive(Clone, Copy, Debug)]
pub struct Subject<'m> {
    /// The shape itself, or the one that has the member.
    pub shape: &'m Shape,
    /// The member, if it is meant.
    pub member: Option<&'m Member>,
}

impl<'m> Subject<'m> {
    /// The id of the shape or the member.
    pub fn id(self) -> &'m ShapeId {
        self.member.map_or(&self.shape.id, |member| &member.id)
    }

    /// The traits of the shape or the member.
    pub fn traits(self) -> &'m Traits {
        self.member.map_or(&self.shape.traits, |member| &member.traits)
    }

    /// Where it is defined.
    pub fn place(self) -> Place {
        self.member.map_or(self.shape.place, |member| member.place)
    }

    /// The name of its type: `member`, or that of the shape.
    pub fn type_name(self) -> &'static str {
        if self.member.is_some() { "member" } else { self.shape.kind.name() }
    }

    /// The shape whose values it has: the target of a member, or the shape itself; `None` for a member whose target does
    /// not exist.
    pub fn target(self, model: &'m Model) -> Option<&'m Shape> {
        match self.member {
            Some(member) => model.target(member),
            None => Some(self.shape),
        }
    }
}

impl Shape {
    /// The shape as a subject.
    pub fn subject(&self) -> Subject<'_> {
        Subject { shape: self, member: None }
    }

    /// The shape and its members as subjects.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let members = self.members.iter().map(|member| Subject { shape: self, member: Some(member) });
        std::iter::once(self.subject()).chain(members)
    }
}
