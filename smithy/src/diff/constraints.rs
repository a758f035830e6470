//! `ChangedEnumTrait`, `ChangedLengthTrait` and `ChangedRangeTrait`: values that are not allowed any more, and enums whose
//! values have other names or another order (Smithy 2.0, "enum", "Constraint traits").

use std::collections::{HashMap, HashSet};

use super::comparison::{Comparison, moved};
use crate::diagnostics::{Code, Place, Report, Severity, clip};
use crate::model::{Decimal, Kind, Node, Shape};

/// A value of an enum.
struct Value<'m> {
    value: &'m str,
    name: Option<&'m str>,
    place: Place,
}

/// The values of an enum, or of a string with `@enum`.
fn values(shape: &Shape) -> Option<Vec<Value<'_>>> {
    if matches!(shape.kind, Kind::Enum) {
        let values = shape.members.iter().map(|member| {
            let written = member.traits.get("smithy.api#enumValue").and_then(|applied| applied.node.as_str());
            Value { value: written.unwrap_or(member.name()), name: Some(member.name()), place: member.place }
        });
        return Some(values.collect());
    }
    let applied = shape.traits.get("smithy.api#enum")?;
    let definitions = applied.node.as_array()?.iter();
    let values = definitions.filter_map(|node| {
        Some(Value {
            value: node.get("value")?.as_str()?,
            name: node.get("name").and_then(Node::as_str),
            place: node.place,
        })
    });
    Some(values.collect())
}

/// The values of enums.
pub(super) fn enums(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let (Some(old), Some(new)) = (values(change.old.shape), values(change.new.shape)) else { continue };
        let positions: HashMap<&str, &Value<'_>> = new.iter().map(|one| (one.value, one)).collect();
        let known: HashSet<&str> = old.iter().map(|one| one.value).collect();
        let shape = &change.new.shape;
        let mut kept = 0;
        for (index, before) in old.iter().enumerate() {
            let value = clip(before.value);
            let Some(now) = positions.get(before.value) else {
                let message = format!("value `{value}` of enum `{}` was removed", shape.id);
                let diagnostic = moved(Code::CHANGED_ENUM_TRAIT, shape.place, before.place, message).about(&shape.id);
                report.push(diagnostic.with_event_suffix(format!("Removed.{index}")).help("keep the value"));
                continue;
            };
            kept += 1;
            if before.name != now.name {
                let shown = |name: Option<&str>| name.map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
                let (was, is) = (shown(before.name), shown(now.name));
                let message = format!("the name of value `{value}` of enum `{}` was {was} and is {is} now", shape.id);
                let diagnostic = moved(Code::CHANGED_ENUM_TRAIT, now.place, before.place, message).about(&shape.id);
                report.push(diagnostic.with_event_suffix(format!("NameChanged.{index}")).help("keep the name"));
            }
        }
        for (index, now) in new.iter().enumerate().filter(|(_, now)| !known.contains(now.value)) {
            let value = clip(now.value);
            if index < kept {
                let message = format!("value `{value}` of enum `{}` was added before others", shape.id);
                let diagnostic = moved(Code::CHANGED_ENUM_TRAIT, now.place, change.old.place(), message);
                let diagnostic = diagnostic.about(&shape.id).with_event_suffix(format!("OrderChanged.{index}"));
                report.push(
                    diagnostic.help("add it at the end: in some languages, the order decides the number of a value"),
                );
            } else {
                let message = format!("value `{value}` was added to enum `{}`", shape.id);
                let diagnostic = moved(Code::CHANGED_ENUM_TRAIT, now.place, change.old.place(), message);
                let diagnostic = diagnostic.about(&shape.id).with_event_suffix(format!("Appended.{index}"));
                report.push(diagnostic.with_severity(Severity::Note));
            }
        }
    }
}

/// Lengths that are not allowed any more.
pub(super) fn length(comparison: &Comparison<'_>, report: &mut Report) {
    for change in &comparison.changes {
        let (Some(old), Some(new)) = (change.old.traits().length(), change.new.traits().length()) else { continue };
        let Some(traits) = change.of("smithy.api#length") else { continue };
        let bound = |bound: Option<u64>| bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
        let is_raised = new.min.unwrap_or(0) > old.min.unwrap_or(0);
        let is_lowered = new.max.unwrap_or(u64::MAX) < old.max.unwrap_or(u64::MAX);
        for (what, is_stricter, old, new) in
            [("smallest", is_raised, old.min, new.min), ("greatest", is_lowered, old.max, new.max)]
        {
            if is_stricter {
                let id = change.new.id();
                let message = format!("the {what} length of `{id}` was {} and is {} now", bound(old), bound(new));
                let diagnostic = change.find_in_trait(Code::CHANGED_LENGTH_TRAIT, traits, message);
                report.push(diagnostic.help("values that were allowed are not any more"));
            }
        }
    }
}

/// Numbers that are not allowed any more.
pub(super) fn range(comparison: &Comparison<'_>, report: &mut Report) {
    for change in &comparison.changes {
        let (Some(old), Some(new)) = (change.old.traits().range(), change.new.traits().range()) else { continue };
        let Some(traits) = change.of("smithy.api#range") else { continue };
        let is_raised = new.min.as_ref().is_some_and(|new| old.min.as_ref().is_none_or(|old| new > old));
        let is_lowered = new.max.as_ref().is_some_and(|new| old.max.as_ref().is_none_or(|old| new < old));
        for (what, is_stricter, old, new) in
            [("smallest", is_raised, &old.min, &new.min), ("greatest", is_lowered, &old.max, &new.max)]
        {
            if is_stricter {
                let bound = |bound: &Option<Decimal>| {
                    bound.as_ref().map_or_else(|| "none".to_owned(), |bound| clip(bound.as_str()))
                };
                let id = change.new.id();
                let message = format!("the {what} value of `{id}` was {} and is {} now", bound(old), bound(new));
                let diagnostic = change.find_in_trait(Code::CHANGED_RANGE_TRAIT, traits, message);
                report.push(diagnostic.help("values that were allowed are not any more"));
            }
        }
    }
}
