//! Constraints on values: of a shape, or of a member that targets it (Smithy 2.0, "Constraint traits").

use std::collections::HashSet;

use super::id_ref;
use super::visit::Visit;
use crate::diagnostics::{Severity, clip};
use crate::model::traits::{EnumValue, Length, Range, Traits};
use crate::model::{Decimal, Kind, Node, Number, Shape, ShapeId, Value};

/// Checks the constraints among the traits of `id`, which is the shape itself or a member that targets it.
pub(super) fn check(visit: &mut Visit<'_, '_>, id: &ShapeId, traits: &Traits, shape: &Shape, node: &Node) {
    if let Some(length) = traits.length() {
        self::length(visit, id, length, shape, node);
    }
    if let (Some(range), true) = (traits.range(), shape.kind.is_number()) {
        self::range(visit, id, range, node);
    }
    if let (Some(pattern), true, Some(text)) = (traits.pattern(), shape.kind.is_string(), node.as_str())
        && visit.context.matches(pattern, text) == Some(false)
    {
        let message = format!("the value of `{id}` must match the pattern `{}`", clip(pattern));
        visit.broken(node, message);
    }
    if let (true, Kind::List, Value::Array(elements)) = (traits.unique_items(), &shape.kind, &node.value) {
        unique(visit, id, elements);
    }
    if let (Some(applied), true, Some(text)) = (traits.get("smithy.api#idRef"), shape.kind.is_string(), node.as_str()) {
        id_ref::check(visit, applied, node, text);
    }
}

fn length(visit: &mut Visit<'_, '_>, id: &ShapeId, length: &Length, shape: &Shape, node: &Node) {
    let (found, unit) = match (&shape.kind, &node.value) {
        (Kind::String | Kind::Enum, Value::String(text)) => (text.chars().count(), "characters"),
        (Kind::Blob, Value::String(text)) => {
            let bytes = if visit.check.needs_base64 { node.as_base64() } else { None };
            (bytes.map_or(text.len(), |bytes| bytes.len()), "bytes")
        }
        (Kind::List, Value::Array(elements)) => (elements.len(), "elements"),
        (Kind::Map, Value::Object(entries)) => (entries.len(), "entries"),
        _ => return,
    };
    let found = found as u64;
    if let Some(min) = length.min.filter(|min| found < *min) {
        visit.broken(node, format!("the value of `{id}` must have at least {min} {unit} and has {found}"));
    }
    if let Some(max) = length.max.filter(|max| found > *max) {
        visit.broken(node, format!("the value of `{id}` must have at most {max} {unit} and has {found}"));
    }
}

fn range(visit: &mut Visit<'_, '_>, id: &ShapeId, range: &Range, node: &Node) {
    let faults = match &node.value {
        Value::Number(number) => {
            let value = Decimal::from(number);
            [
                range.min.as_ref().filter(|min| value < **min).map(|min| ("at least", min)),
                range.max.as_ref().filter(|max| value > **max).map(|max| ("at most", max)),
            ]
        }
        Value::String(text) if &**text == "NaN" => {
            return visit.fault(node, format!("the value of `{id}` must be a number, since it has a range"));
        }
        Value::String(text) if &**text == "-Infinity" => [range.min.as_ref().map(|min| ("at least", min)), None],
        Value::String(text) if &**text == "Infinity" => [None, range.max.as_ref().map(|max| ("at most", max))],
        _ => return,
    };
    let is_zero = node.as_number().is_some_and(|number| Decimal::from(number) == Decimal::from(&Number::Unsigned(0)));
    let severity = if is_zero && visit.check.zero_warns { Severity::Warning } else { visit.severity() };
    let holder = if id.member().is_some() { "Member" } else { "Target" };
    for (bound, limit) in faults.into_iter().flatten() {
        let diagnostic = visit.diagnostic(node, &format!("the value of `{id}` must be {bound} {limit}"));
        let diagnostic = diagnostic.with_severity(severity);
        visit.context.push(diagnostic.with_event_suffix(format_args!("{holder}.InvalidRange")));
    }
}

fn unique(visit: &mut Visit<'_, '_>, id: &ShapeId, elements: &[Node]) {
    let mut seen = HashSet::new();
    let again = elements.iter().find(|element| {
        let mut text = String::new();
        canonical(element, &mut text);
        !seen.insert(text)
    });
    if let Some(again) = again {
        visit.broken(again, format!("the elements of `{id}` must be unique, and this one occurs twice"));
    }
}

/// A text that is the same for equal values.
fn canonical(node: &Node, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(value) => text.push_str(&format!("{value:?}")),
        Value::Array(elements) => {
            text.push('[');
            for element in elements {
                canonical(element, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_unstable_by(|a, b| a.key.cmp(&b.key));
            text.push('{');
            for entry in sorted {
                text.push_str(&format!("{:?}:", entry.key));
                canonical(&entry.value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

/// Checks that a value is one of those of an enum, of an intEnum, or of the trait `enum`.
pub(super) fn enumeration(visit: &mut Visit<'_, '_>, shape: &Shape, node: &Node) {
    let values: Vec<String> = match (&shape.kind, &node.value) {
        (Kind::String, Value::String(text)) => {
            let Some(definitions) = shape.traits.enum_definitions() else { return };
            if definitions.iter().any(|definition| definition.value == *text) {
                return;
            }
            definitions.iter().map(|definition| definition.value.to_string()).collect()
        }
        (Kind::Enum, Value::String(text)) => {
            let known = || {
                shape.members.iter().filter_map(|member| match member.traits.enum_value() {
                    Some(EnumValue::Text(value)) => Some(&**value),
                    Some(EnumValue::Integer(_)) => None,
                    None => Some(member.name()),
                })
            };
            if known().any(|value| *value == **text) {
                return;
            }
            known().map(str::to_owned).collect()
        }
        (Kind::IntEnum, Value::Number(number)) => {
            let known = || {
                shape.members.iter().filter_map(|member| match member.traits.enum_value() {
                    Some(EnumValue::Integer(value)) => Some(i64::from(*value)),
                    _ => None,
                })
            };
            if known().any(|value| Some(value) == number.as_i64()) {
                return;
            }
            known().map(|value| value.to_string()).collect()
        }
        _ => return,
    };
    let found = match &node.value {
        Value::Number(number) => number.to_string(),
        _ => node.as_str().unwrap_or_default().to_owned(),
    };
    let diagnostic = visit.diagnostic(node, &format!("`{}` is none of the values of `{}`", clip(&found), shape.id));
    visit.context.push(diagnostic.did_you_mean(&found, values.iter().map(String::as_str)));
}
