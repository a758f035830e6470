//! Default values: whether they fit their shapes.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::{EnumValue, Traits};
use crate::model::{Decimal, Kind, Member, Node, Number, Shape, ShapeId, Value};

impl<'m> Checker<'m> {
    /// (Smithy 2.0, "default trait", "Default value constraints".)
    pub(super) fn defaults(&mut self, shape: &'m Shape) {
        if let Some(value) = shape.traits.default_value() {
            self.default(value, &shape.id, shape, &shape.traits);
        }
        for member in &shape.members {
            let Some(target) = self.target(member) else {
                continue;
            };
            if let Some(value) = member.traits.default_value() {
                self.default(value, &member.id, target, &member.traits);
            }
            if matches!(shape.kind, Kind::Structure) {
                self.agreement(member, target);
            }
        }
    }

    /// A default on a shape must be repeated by the members that target it, or be taken back by
    /// `null`: the reader of a structure is to see what its members do.
    fn agreement(&mut self, member: &Member, target: &Shape) {
        let Some(of_target) = target.traits.default_value().filter(|value| !value.is_null()) else {
            return;
        };
        let agrees = match member.traits.default_value() {
            Some(value) => value.is_null() || value == of_target,
            None => member.traits.added_default(),
        };
        if !agrees {
            let message = format!("`{}` must repeat the default of its target `{}`", member.id, target.id);
            let help = "apply the trait `smithy.api#default` to the member, with the same value or with `null`";
            self.report.push(Diagnostic::new(Code::DEFAULT, member.place, message).about(&member.id).help(help));
        }
    }

    /// Checks a default that is applied, with other traits, to this shape or to a member that targets it.
    fn default(&mut self, value: &Node, id: &ShapeId, shape: &Shape, own: &Traits) {
        let inherited = &shape.traits;
        if let Some(expected) = mismatch(value, shape) {
            let message = format!("the default does not fit `{}`", shape.id);
            let label = format!("expected {expected}");
            self.report.push(Diagnostic::new(Code::DEFAULT, value.place, message).about(id).label(label));
            return;
        }
        self.odd(value, id, shape);
        let range = own.range().or(inherited.range());
        if let (Some(range), Some(number)) = (range, value.as_number()) {
            let number = Decimal::from(number);
            let is_below = range.min.as_ref().is_some_and(|min| number < *min);
            if is_below || range.max.as_ref().is_some_and(|max| number > *max) {
                let message = format!("the default is outside of the range of `{id}`");
                self.find(Code::DEFAULT_BREAKS_CONSTRAINT, id, value.place, message);
            }
        }
        let length = own.length().or(inherited.length());
        if let (Some(length), Some(found)) = (length, size(value, shape)) {
            let is_below = length.min.is_some_and(|min| found < min);
            if is_below || length.max.is_some_and(|max| found > max) {
                let message = format!("the default is shorter or longer than `{id}` allows");
                self.find(Code::DEFAULT_BREAKS_CONSTRAINT, id, value.place, message);
            }
        }
    }
}

impl Checker<'_> {
    /// Warns of a default that Smithy accepts but that means something else than it seems to.
    fn odd(&mut self, value: &Node, id: &ShapeId, shape: &Shape) {
        let message = match (&shape.kind, &value.value) {
            (Kind::Blob, Value::String(_)) if value.as_base64().is_none() => {
                "the default is not base64; its text in UTF-8 becomes the bytes of the blob"
            }
            (Kind::Float | Kind::Double, Value::Number(number)) if is_infinite(number, &shape.kind) => {
                "the default is beyond the range of the type and becomes infinity"
            }
            _ => return,
        };
        self.find(Code::ODD_DEFAULT, id, value.place, message);
    }
}

/// Whether a number is beyond the range of a float or of a double.
fn is_infinite(number: &Number, kind: &Kind) -> bool {
    let value = number.as_f64();
    if matches!(kind, Kind::Float) { (value as f32).is_infinite() } else { value.is_infinite() }
}

fn size(value: &Node, shape: &Shape) -> Option<u64> {
    match &value.value {
        Value::String(text) if shape.kind.is_string() => Some(text.chars().count() as u64),
        Value::Array(elements) => Some(elements.len() as u64),
        Value::Object(entries) => Some(entries.len() as u64),
        _ => None,
    }
}

/// What would fit instead, if the value does not fit.
fn mismatch(node: &Node, shape: &Shape) -> Option<String> {
    let integer = |bits: u32| {
        let limit = 1_i128 << (bits - 1);
        let value = match node.as_number() {
            Some(Number::Unsigned(value)) => i128::from(*value),
            Some(Number::Negative(value)) => i128::from(*value),
            _ => return false,
        };
        (-limit..limit).contains(&value)
    };
    let (fits, expected) = match (&shape.kind, &node.value) {
        (_, Value::Null) => return None,
        (Kind::Boolean, value) => (matches!(value, Value::Bool(_)), "a boolean"),
        (Kind::Byte, _) => (integer(8), "an integer of 8 bits"),
        (Kind::Short, _) => (integer(16), "an integer of 16 bits"),
        (Kind::Integer, _) => (integer(32), "an integer of 32 bits"),
        (Kind::Long, _) => (integer(64), "an integer of 64 bits"),
        (Kind::BigInteger, Value::Number(number)) => {
            (Decimal::from(number).to_digits(Decimal::LONGEST).is_some(), "an integer of at most 10,000 digits")
        }
        (Kind::BigInteger, _) => (false, "an integer"),
        (Kind::BigDecimal, Value::Number(number)) => {
            (Decimal::from(number).has_small_exponent(), "a number whose exponent fits into 32 bits")
        }
        (Kind::Float | Kind::Double, Value::Number(_)) => return None,
        (Kind::Float | Kind::Double, Value::String(text)) => {
            (matches!(&**text, "NaN" | "Infinity" | "-Infinity"), "a number, `NaN`, `Infinity` or `-Infinity`")
        }
        (Kind::Float | Kind::Double | Kind::BigDecimal, _) => (false, "a number"),
        (Kind::String, Value::String(text)) => (is_listed(text, shape), "one of the values of the enum"),
        (Kind::Enum, Value::String(text)) => {
            (has_value(shape, &EnumValue::Text(text.clone())), "one of the values of the enum")
        }
        (Kind::String | Kind::Enum, _) => (false, "a string"),
        (Kind::IntEnum, value) => (is_int_value(value, shape), "one of the values of the intEnum"),
        (Kind::Blob, value) => (matches!(value, Value::String(_)), "a string with the bytes in base64"),
        (Kind::Timestamp, value) => (
            matches!(value, Value::String(_) | Value::Number(_)),
            "seconds since the epoch or a date and time as in RFC 3339",
        ),
        (Kind::List, value) => (matches!(value, Value::Array(list) if list.is_empty()), "an empty array"),
        (Kind::Map, value) => (matches!(value, Value::Object(map) if map.is_empty()), "an empty object"),
        (Kind::Document, Value::Array(list)) => (list.is_empty(), "an array without elements"),
        (Kind::Document, Value::Object(map)) => (map.is_empty(), "an object without entries"),
        (Kind::Document, _) => return None,
        (Kind::Structure | Kind::Union, _) => (false, "`null`: structures and unions have no defaults"),
        (Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_), _) => return None,
    };
    (!fits).then(|| format!("{expected}, found {}", node.describe()))
}

fn is_listed(text: &str, shape: &Shape) -> bool {
    let definitions = shape.traits.enum_definitions();
    definitions.is_none_or(|list| list.iter().any(|definition| &*definition.value == text))
}

fn is_int_value(value: &Value, shape: &Shape) -> bool {
    let Value::Number(number) = value else {
        return false;
    };
    let integer = number.as_i64().and_then(|value| i32::try_from(value).ok());
    integer.is_some_and(|integer| has_value(shape, &EnumValue::Integer(integer)))
}

fn has_value(shape: &Shape, value: &EnumValue) -> bool {
    shape.members.iter().any(|member| match (member.traits.enum_value(), value) {
        (Some(known), _) => known == value,
        (None, EnumValue::Text(text)) => member.name() == &**text,
        (None, EnumValue::Integer(_)) => false,
    })
}
