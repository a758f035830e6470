//! Which members of a structure are written, whatever the format.

use super::same;
use crate::wire::{Field, MemberShape, Members, Outside, Shape, Writer};

/// The rows of a structure's members that travel here, with their places in the table. What a format writes of a row with
/// a default, [`or_default`] says.
#[inline]
pub(super) fn rows(shape: &Shape, outside: Outside) -> impl Iterator<Item = (usize, &'static MemberShape)> {
    shape.members.iter().enumerate().filter(move |(index, member)| !outside.holds(*index, member))
}

/// What is written of a member whose row has a default: what there is, the default, which is kept in `held`, or nothing.
#[cold]
pub(super) fn or_default<'a>(
    value: &'a dyn Members,
    (index, member): (usize, &'static MemberShape),
    writer: Writer,
    held: &'a mut Option<Box<dyn Members>>,
) -> Field<'a> {
    match value.member(index) {
        Field::Absent => match member.default_for(index, writer) {
            Some(default) => held.insert(default).member(index),
            None => Field::Absent,
        },
        field if member.internal && hides_field(member, index, &field, writer) => Field::Absent,
        field => field,
    }
}

/// Whether this writer leaves a member out because it has its default.
#[cfg(feature = "bindings")]
pub(crate) fn hides(message: &dyn Members, index: usize, writer: Writer) -> bool {
    let member = message.shape().members.get(index);
    member.is_some_and(|member| hides_field(member, index, &message.member(index), writer))
}

#[cold]
fn hides_field(member: &MemberShape, index: usize, field: &Field<'_>, writer: Writer) -> bool {
    let Some(fresh) = member.fresh.filter(|_| member.is_hidden_by(writer)) else { return false };
    let mut value = fresh();
    value.fill(index);
    match (field, value.member(index)) {
        (Field::Text(text), Field::Text(default)) => *text == default,
        (Field::Value(value), Field::Value(default)) => same(*value, default),
        _ => false,
    }
}
