//! Makes up an input that can be sent and that a server accepts, as far as constraints can be met without search.

use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Entry, Kind, Member, Model, Node, Number, Shape, Value};

/// How deep values nest before unions stop being filled; a model whose required members need more has no finite value.
const DEPTH: usize = 32;

/// A value of a structure with what it requires.
pub(super) fn node(model: &Model, shape: &Shape) -> Node {
    value(model, shape, None, 0).unwrap_or_else(|| Node::synthetic(Value::Null))
}

/// A value of a shape; constraints of the member replace those of the shape.
fn value(model: &Model, shape: &Shape, member: Option<&Member>, depth: usize) -> Option<Node> {
    if depth > DEPTH {
        return None;
    }
    let length = member.and_then(|member| member.traits.length()).or(shape.traits.length());
    let least = length.and_then(|length| length.min).unwrap_or(0);
    let least = usize::try_from(least).ok()?;
    let value = match &shape.kind {
        Kind::Boolean => Value::Bool(false),
        Kind::Byte
        | Kind::Short
        | Kind::Integer
        | Kind::Long
        | Kind::Float
        | Kind::Double
        | Kind::BigInteger
        | Kind::BigDecimal => number(shape, member),
        Kind::Timestamp => Value::Number(Number::Unsigned(0)),
        Kind::Document => Value::Null,
        // A label must not be empty.
        Kind::String => match shape.traits.enum_definitions().and_then(|entries| entries.first()) {
            Some(entry) => Value::String(entry.value.clone()),
            None => Value::String("a".repeat(least.max(1)).into()),
        },
        Kind::Blob => Value::String("a".repeat(least).into()),
        Kind::Enum | Kind::IntEnum => match shape.members.iter().find_map(|member| member.traits.enum_value()) {
            Some(EnumValue::Text(text)) => Value::String(text.clone()),
            Some(EnumValue::Integer(value)) => Value::Number(integer((*value).into())),
            None => return None,
        },
        Kind::List => {
            let content = shape.member("member")?;
            let items = (0..least).map(|_| self::member(model, content, depth));
            Value::Array(items.collect::<Option<_>>()?)
        }
        Kind::Map => {
            let content = shape.member("value")?;
            let key = |index: usize| "a".repeat(index + 1).into();
            let entries =
                (0..least).map(|index| Some(Entry { key: key(index), value: self::member(model, content, depth)? }));
            Value::Object(entries.collect::<Option<_>>()?)
        }
        Kind::Structure => {
            let required = shape.members.iter().filter(|member| member.traits.required());
            Value::Object(required.map(|member| entry(model, member, depth)).collect::<Option<_>>()?)
        }
        Kind::Union if shape.traits.streaming() => Value::Array(Vec::new()),
        Kind::Union => Value::Object(vec![shape.members.iter().find_map(|member| entry(model, member, depth))?]),
        Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_) => return None,
    };
    Some(Node::synthetic(value))
}

fn entry(model: &Model, member: &Member, depth: usize) -> Option<Entry> {
    Some(Entry { key: member.name().into(), value: self::member(model, member, depth)? })
}

fn member(model: &Model, member: &Member, depth: usize) -> Option<Node> {
    value(model, model.target(member)?, Some(member), depth + 1)
}

fn number(shape: &Shape, member: Option<&Member>) -> Value {
    let range = member.and_then(|member| member.traits.range()).or(shape.traits.range());
    let bound = range.and_then(|range| range.min.as_ref().or(range.max.as_ref()));
    // The bounds of integers are integers.
    let text = bound.map_or_else(|| "0".to_owned(), ToString::to_string);
    Value::Number(match text.parse() {
        Ok(value) => integer(value),
        Err(_) => Number::Decimal(text.into()),
    })
}

fn integer(value: i64) -> Number {
    u64::try_from(value).map_or(Number::Negative(value), Number::Unsigned)
}
