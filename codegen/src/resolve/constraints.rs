//! Which constraint traits hold for a value.

use shapewright_smithy::model::traits::{Length, Range};
use shapewright_smithy::model::{Kind, Member, Shape, ShapeId};

/// A value that constraints hold for: of a shape, perhaps where a member targets it that constrains it further.
#[derive(Clone, Copy)]
pub(super) struct Subject<'m> {
    pub(super) shape: &'m Shape,
    /// The member, if it bears a constraint itself.
    pub(super) member: Option<&'m Member>,
}

impl<'m> Subject<'m> {
    /// The value of a shape wherever it occurs.
    pub(super) fn shape(shape: &'m Shape) -> Self {
        Self { shape, member: None }
    }

    /// The value of a member: the same as any value of its target, unless the member bears a constraint itself.
    pub(super) fn member(member: &'m Member, target: &'m Shape) -> Self {
        let own = Self { shape: target, member: Some(member) };
        let bears_some = member.traits.length().is_some()
            || member.traits.range().is_some()
            || member.traits.pattern().is_some()
            || member.traits.unique_items();
        if bears_some { own } else { Self::shape(target) }
    }

    /// The shape or member that is checked.
    pub(super) fn id(self) -> &'m ShapeId {
        self.member.map_or(&self.shape.id, |member| &member.id)
    }

    /// A member's trait, or else its target's: a member's constraint replaces one of the same kind (Smithy 2.0,
    /// "Constraint traits").
    fn first<T>(self, get: impl Fn(&'m shapewright_smithy::model::Traits) -> Option<T>) -> Option<T> {
        self.member.and_then(|member| get(&member.traits)).or_else(|| get(&self.shape.traits))
    }

    /// `smithy.api#length`.
    pub(super) fn length(self) -> Option<&'m Length> {
        let kind = &self.shape.kind;
        let applies = kind.is_string() || matches!(kind, Kind::Blob | Kind::List | Kind::Map);
        self.first(|traits| traits.length()).filter(|_| applies && !self.shape.traits.streaming())
    }

    /// `smithy.api#range`. The values of an intEnum are not held against it.
    pub(super) fn range(self) -> Option<&'m Range> {
        let applies = self.shape.kind.is_number() && !matches!(self.shape.kind, Kind::IntEnum);
        self.first(|traits| traits.range()).filter(|_| applies)
    }

    /// `smithy.api#pattern`, with the shape or member that bears it. The values of an enum are not held against it.
    pub(super) fn pattern(self) -> Option<(&'m ShapeId, &'m str)> {
        let applies = matches!(self.shape.kind, Kind::String);
        let of_member = self.member.and_then(|member| Some((&member.id, member.traits.pattern()?)));
        let of_shape = || Some((&self.shape.id, self.shape.traits.pattern()?));
        of_member.or_else(of_shape).filter(|_| applies)
    }

    /// `smithy.api#uniqueItems`.
    pub(super) fn unique_items(self) -> bool {
        matches!(self.shape.kind, Kind::List) && self.first(|traits| traits.unique_items().then_some(())).is_some()
    }

    /// Whether it must be one of an enum's values.
    pub(super) fn is_enumeration(self) -> bool {
        match self.shape.kind {
            Kind::Enum | Kind::IntEnum => true,
            Kind::String => self.shape.traits.enum_definitions().is_some(),
            _ => false,
        }
    }
}
