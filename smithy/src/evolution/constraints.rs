//! Constraints: whether a server accepts all values that are valid for a client.

use std::collections::BTreeSet;

use super::services::Pair;
use super::values::listed;
use crate::diagnostics::Place;
use crate::model::traits::Traits;
use crate::model::{Kind, Member, Shape};

/// A member, and the shape of its values; the member's constraints come first.
type Bearer<'m> = (&'m Member, &'m Shape);

/// Compares the constraints on a value of a request.
pub(super) fn compare_constraints(pair: &mut Pair<'_>, writer: Bearer<'_>, reader: Bearer<'_>) {
    values_of_enums(pair, writer, reader);
    lengths(pair, writer, reader);
    ranges(pair, writer, reader);
    patterns(pair, writer, reader);
    let is_unique = |(member, target): Bearer<'_>| member.traits.unique_items() || target.traits.unique_items();
    if is_unique(reader) && !is_unique(writer) {
        let message = format!("{} refuse duplicate items", pair.flow.readers());
        refuse(pair, "smithy.api#uniqueItems", writer, reader, message);
    }
}

/// The effective value of a constraint.
fn effective<'m, T: ?Sized>((member, target): Bearer<'m>, of: impl Fn(&'m Traits) -> Option<&'m T>) -> Option<&'m T> {
    of(&member.traits).or_else(|| of(&target.traits))
}

/// Some values that the writer may send are refused.
fn refuse(pair: &mut Pair<'_>, id: &str, writer: Bearer<'_>, reader: Bearer<'_>, message: String) {
    // The constraint is shown where it is, on the member or on its target.
    let place = |(member, target): Bearer<'_>| -> Place {
        match member.traits.has(id) {
            true => member.traits.place_of(id, member.place),
            false => target.traits.place_of(id, member.place),
        }
    };
    let is_on_target = !reader.0.traits.has(id) && reader.1.traits.has(id);
    let shape = if is_on_target { &reader.1.id } else { &reader.0.id };
    pair.push(pair.wider(), shape, (place(writer), place(reader)), message);
}

/// The values that an enum lists.
pub(super) fn values(shape: &Shape) -> Option<BTreeSet<Box<str>>> {
    if let Some(definitions) = shape.traits.enum_definitions() {
        return Some(definitions.iter().map(|one| one.value.clone()).collect());
    }
    if !matches!(shape.kind, Kind::Enum | Kind::IntEnum) {
        return None;
    }
    Some(shape.members.iter().map(Member::enum_text).collect())
}

fn values_of_enums(pair: &mut Pair<'_>, writer: Bearer<'_>, reader: Bearer<'_>) {
    let Some(accepted) = values(reader.1) else { return };
    let readers = pair.flow.readers();
    let message = match values(writer.1) {
        None => format!("{readers} accept the values of the enum only"),
        Some(sent) => {
            let refused: Vec<&str> =
                sent.iter().filter(|value| !accepted.contains(*value)).map(|value| &**value).collect();
            if refused.is_empty() {
                return;
            }
            format!("{readers} refuse {}", listed(&refused))
        }
    };
    let places = (writer.1.place, reader.1.place);
    pair.push(pair.wider(), &reader.1.id, places, message);
}

fn lengths(pair: &mut Pair<'_>, writer: Bearer<'_>, reader: Bearer<'_>) {
    let Some(accepted) = effective(reader, Traits::length) else { return };
    let sent = effective(writer, Traits::length);
    let (mut sent_min, mut sent_max) = (sent.and_then(|sent| sent.min).unwrap_or(0), sent.and_then(|sent| sent.max));
    if let Some(values) = values(writer.1).filter(|_| !matches!(writer.1.kind, Kind::IntEnum)) {
        // The values of an enum have the lengths that they have.
        let lengths = || values.iter().map(|value| value.chars().count() as u64);
        (sent_min, sent_max) = (lengths().min().unwrap_or(0), Some(lengths().max().unwrap_or(0)));
    }
    let readers = pair.flow.readers();
    let message = match (accepted.min, accepted.max) {
        (Some(min), _) if sent_min < min => format!("{readers} refuse lengths below {min}"),
        (_, Some(max)) if sent_max.is_none_or(|sent| sent > max) => format!("{readers} refuse lengths above {max}"),
        _ => return,
    };
    refuse(pair, "smithy.api#length", writer, reader, message);
}

fn ranges(pair: &mut Pair<'_>, writer: Bearer<'_>, reader: Bearer<'_>) {
    let Some(accepted) = effective(reader, Traits::range) else { return };
    let sent = effective(writer, Traits::range);
    let sent_min = sent.and_then(|sent| sent.min.as_ref());
    let sent_max = sent.and_then(|sent| sent.max.as_ref());
    let readers = pair.flow.readers();
    let message = match (&accepted.min, &accepted.max) {
        (Some(min), _) if sent_min.is_none_or(|sent| sent < min) => {
            format!("{readers} refuse numbers below {}", min.as_str())
        }
        (_, Some(max)) if sent_max.is_none_or(|sent| sent > max) => {
            format!("{readers} refuse numbers above {}", max.as_str())
        }
        _ => return,
    };
    refuse(pair, "smithy.api#range", writer, reader, message);
}

fn patterns(pair: &mut Pair<'_>, writer: Bearer<'_>, reader: Bearer<'_>) {
    let Some(accepted) = effective(reader, Traits::pattern) else { return };
    if effective(writer, Traits::pattern) == Some(accepted) {
        return;
    }
    let message = format!("{} refuse values that do not match the pattern `{accepted}`", pair.flow.readers());
    refuse(pair, "smithy.api#pattern", writer, reader, message);
}
