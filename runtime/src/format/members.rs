//! Which members of a structure are written, whatever the format.

use super::same;
use crate::wire::{Field, MemberShape, Members, Outside, Writer};

/// Hands over each member of a structure that is written, with its place in the table. Formats spell its name and its
/// value.
#[inline]
pub(super) fn each_written<E>(
    value: &dyn Members,
    outside: Outside,
    writer: Writer,
    mut write: impl FnMut(&'static MemberShape, Field<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let members = value.shape().members.iter().enumerate();
    for (index, member) in members.filter(|(index, member)| !outside.holds(*index, member)) {
        let field = value.member(index);
        match field {
            // The rest is for the few members whose table says so.
            Field::Absent if member.fresh.is_none() => {}
            Field::Absent => {
                member.with_default(index, writer, |default| write(member, default)).transpose()?;
            }
            _ if member.internal && hides_field(member, index, &field, writer) => {}
            _ => write(member, field)?,
        }
    }
    Ok(())
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
