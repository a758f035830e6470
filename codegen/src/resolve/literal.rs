//! Values that the model writes down, as Rust values of the types of their shapes.

use crate::codes;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::closure::content;
use super::presence::{Absence, hides_default};
use super::types::{Facts, enum_entries};
use crate::ir::{DocumentLiteral, Literal, Reach};
use shapewright_smithy::diagnostics::Diagnostic;
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Decimal, Entry, Kind, Member, Node, Number, Shape, UNIT, Value};

/// Where a value stands, which decides how its blobs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// The value of a default: blobs are base64 (Smithy 2.0, "Trait node values"), or plain text where that cannot be,
    /// as models have them that Smithy accepts; a float beyond the range of its type is infinite.
    Default,
    /// In an example: blobs as in defaults.
    Example,
    /// In the parameters of a protocol test: blobs are plain text (Smithy 2.0, "HTTP protocol compliance tests").
    Parameters,
}

impl Dialect {
    /// The bytes of a blob; `None` if the node is not a string.
    pub(super) fn bytes(self, node: &Node) -> Option<Vec<u8>> {
        let plain = || node.as_str().map(|text| text.as_bytes().to_vec());
        match self {
            Self::Parameters => plain(),
            Self::Default | Self::Example => node.as_base64().or_else(plain),
        }
    }
}

/// Which defaults of optional members are in a value, besides what its node mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Defaults {
    /// None, as where callers write a value.
    None,
    /// All, as in an input that a handler gets.
    Received,
    /// Those that a server sends or a client puts in, as in an output that a caller gets.
    Answered,
}

type Result<T> = std::result::Result<T, Diagnostic>;

/// The value of a shape of the closure that a node stands for.
///
/// Numbers may be written as `NaN`, `Infinity` and `-Infinity`; timestamps as seconds since the epoch or in RFC 3339.
/// What a structure does not mention is left to the structure's own defaults.
///
/// # Errors
///
/// The node does not fit the shape; the diagnostic stands at the value that does not.
pub(super) fn literal(facts: &Facts<'_>, shape: &Shape, node: &Node, dialect: Dialect) -> Result<Literal> {
    literal_with(facts, shape, node, dialect, Defaults::None)
}

/// The same with defaults.
///
/// # Errors
///
/// See [`literal`].
pub(super) fn literal_with(
    facts: &Facts<'_>,
    shape: &Shape,
    node: &Node,
    dialect: Dialect,
    defaults: Defaults,
) -> Result<Literal> {
    // The depth of the recursion is that of the node, which the parser bounds.
    Literals { facts, dialect, defaults }.value(shape, node)
}

struct Literals<'f, 'm> {
    facts: &'f Facts<'m>,
    dialect: Dialect,
    defaults: Defaults,
}

fn no_member(shape: &Shape, entry: &Entry) -> Diagnostic {
    let message = format!("`{}` has no member `{}`", shape.id, entry.key);
    Diagnostic::new(codes::VALUE, entry.place(), message)
        .did_you_mean(&entry.key, shape.members.iter().map(Member::name))
}

fn mismatch<T>(node: &Node, expected: &str) -> Result<T> {
    let message = format!("expected {expected}, found {}", node.describe());
    Err(Diagnostic::new(codes::VALUE, node.place, message))
}

impl<'m> Literals<'_, 'm> {
    fn value(&self, shape: &Shape, node: &Node) -> Result<Literal> {
        // The closure's own reference to the shape lives as long as the model.
        let Some(shape) = self.facts.closure.shape(&shape.id) else {
            let message = format!("`{}` is not used by the service", shape.id);
            return Err(Diagnostic::new(codes::VALUE, node.place, message));
        };
        match shape.kind {
            Kind::Boolean => match node.as_bool() {
                Some(value) => Ok(Literal::Bool(value)),
                None => mismatch(node, "a boolean"),
            },
            Kind::Byte => integer(node, i8::MIN.into(), i8::MAX.into()).map(Literal::Integer),
            Kind::Short => integer(node, i16::MIN.into(), i16::MAX.into()).map(Literal::Integer),
            Kind::Integer => integer(node, i32::MIN.into(), i32::MAX.into()).map(Literal::Integer),
            Kind::Long => integer(node, i64::MIN, i64::MAX).map(Literal::Integer),
            Kind::Float => self.float(node, true),
            Kind::Double => self.float(node, false),
            Kind::BigInteger => {
                big(node, "an integer", |number| number.to_digits(Decimal::LONGEST)).map(Literal::BigInteger)
            }
            Kind::BigDecimal => {
                let text = |number: &Decimal| number.has_small_exponent().then(|| number.to_string());
                big(node, "a number whose exponent fits into 32 bits", text).map(Literal::BigDecimal)
            }
            Kind::Timestamp => timestamp(node),
            Kind::Document => Ok(Literal::Document(document(node))),
            Kind::Blob => {
                let Some(bytes) = self.dialect.bytes(node) else { return mismatch(node, "a string") };
                Ok(if shape.traits.streaming() { Literal::ByteStream(bytes) } else { Literal::Blob(bytes) })
            }
            Kind::String | Kind::Enum => self.text(shape, string(node)?),
            Kind::IntEnum => self.int_enum(shape, node),
            Kind::List => match node.as_array() {
                Some([]) => Ok(Literal::Empty(self.facts.ty(shape))),
                Some(items) => {
                    let items = items.iter().map(|item| self.content(shape, item));
                    items.collect::<Result<_>>().map(Literal::List)
                }
                None => mismatch(node, "an array"),
            },
            Kind::Map => self.map(shape, node),
            Kind::Structure => self.structure(shape, node),
            Kind::Union if shape.traits.streaming() => match node.as_array() {
                Some(events) => {
                    let events = events.iter().map(|event| self.union(shape, event));
                    events.collect::<Result<_>>().map(Literal::EventStream)
                }
                None => mismatch(node, "an array of events"),
            },
            Kind::Union => self.union(shape, node),
            Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_) => {
                mismatch(node, "nothing: the shape has no values")
            }
        }
    }

    fn float(&self, node: &Node, single: bool) -> Result<Literal> {
        let special = |value| Ok(Literal::SpecialFloat { single, value });
        match &node.value {
            Value::String(text) => match &**text {
                "NaN" => special(f64::NAN),
                "Infinity" => special(f64::INFINITY),
                "-Infinity" => special(f64::NEG_INFINITY),
                _ => mismatch(node, "a number, `NaN`, `Infinity` or `-Infinity`"),
            },
            Value::Number(number) => {
                let value = number.as_f64();
                let fits = if single { (value as f32).is_finite() } else { value.is_finite() };
                match self.dialect {
                    _ if fits => Ok(Literal::Float(if single { shortest(value) } else { value })),
                    Dialect::Default => special(f64::INFINITY.copysign(value)),
                    _ => mismatch(node, "a number within the range of the type"),
                }
            }
            _ => mismatch(node, "a number"),
        }
    }

    /// A string, or a variant of an enum.
    fn text(&self, shape: &'m Shape, text: &str) -> Result<Literal> {
        let Some(entries) = enum_entries(shape) else {
            return Ok(Literal::String(text.to_owned()));
        };
        let ty = self.facts.names.ty(shape).clone();
        let mut variants = entries.iter().zip(self.facts.names.variants(shape));
        Ok(match variants.find(|(entry, _)| entry.value == text) {
            Some((_, variant)) => Literal::Variant { ty, variant: variant.clone() },
            None => Literal::UnknownText { ty, text: text.to_owned() },
        })
    }

    fn int_enum(&self, shape: &'m Shape, node: &Node) -> Result<Literal> {
        let value = integer(node, i32::MIN.into(), i32::MAX.into())? as i32;
        let ty = self.facts.names.ty(shape).clone();
        let mut variants = shape.members.iter().zip(self.facts.names.variants(shape));
        Ok(match variants.find(|(member, _)| member.traits.enum_value() == Some(&EnumValue::Integer(value))) {
            Some((_, variant)) => Literal::Variant { ty, variant: variant.clone() },
            None => Literal::UnknownInteger { ty, value },
        })
    }

    /// An item of a list or a value of a map, which may be null in sparse ones.
    fn content(&self, collection: &'m Shape, node: &Node) -> Result<Literal> {
        let is_sparse = collection.traits.sparse();
        if is_sparse && node.is_null() {
            return Ok(Literal::None);
        }
        let Some(member) = content(collection) else {
            return mismatch(node, "nothing: the shape has no values");
        };
        let value = self.value(self.facts.closure.target(member), node)?;
        Ok(if is_sparse { Literal::Some(Box::new(value)) } else { value })
    }

    fn map(&self, shape: &'m Shape, node: &Node) -> Result<Literal> {
        let (Some(entries), Some(key)) = (node.as_object(), shape.member("key")) else {
            return mismatch(node, "an object");
        };
        if entries.is_empty() {
            return Ok(Literal::Empty(self.facts.ty(shape)));
        }
        let key = self.facts.closure.target(key);
        let entries = entries.iter().map(|entry| Ok((self.text(key, &entry.key)?, self.content(shape, &entry.value)?)));
        entries.collect::<Result<_>>().map(Literal::Map)
    }

    fn structure(&self, shape: &'m Shape, node: &Node) -> Result<Literal> {
        let Some(entries) = node.as_object() else {
            return mismatch(node, "an object");
        };
        if let Some(entry) = entries.iter().find(|entry| shape.member(&entry.key).is_none()) {
            return Err(no_member(shape, entry));
        }
        let names = &self.facts.names;
        let mut required = Vec::new();
        let mut with = Vec::new();
        let mut types = Vec::new();
        for ((member, field), setter) in names.members(shape).zip(names.setters(shape)) {
            let value = node.get(member.name()).filter(|value| !value.is_null());
            let value = value.map(|value| self.value(self.facts.closure.target(member), value)).transpose()?;
            let absence = self.facts.plan(shape, member).absence;
            let is_required = matches!(absence, Absence::Impossible);
            let value = match (value, absence) {
                (None, Absence::OptionalDefault(default, reach)) if self.has_default(member, reach) => {
                    Some(literal(self.facts, self.facts.closure.target(member), default, Dialect::Default)?)
                }
                (value, _) => value,
            };
            match value {
                Some(value) if is_required => {
                    types.push(self.facts.ty(self.facts.closure.target(member)));
                    required.push((field.clone(), value));
                }
                Some(value) => with.push((setter.clone(), value)),
                None if is_required => {
                    let message = format!("the required member `{}` is missing", member.name());
                    return Err(Diagnostic::new(codes::VALUE, node.place, message));
                }
                None => {}
            }
        }
        let could_be_swapped = types.iter().enumerate().any(|(index, ty)| types[..index].contains(ty));
        let named = names.named(shape).filter(|_| could_be_swapped).cloned();
        Ok(Literal::Structure { ty: names.ty(shape).clone(), named, required, with })
    }

    /// Whether the default of an optional member that is not mentioned is in the value.
    fn has_default(&self, member: &Member, reach: Reach) -> bool {
        match self.defaults {
            Defaults::None => false,
            Defaults::Received => true,
            // A server leaves out what is internal, and then only some clients know it.
            Defaults::Answered => reach != Reach::Servers || !hides_default(member, self.facts.closure.target(member)),
        }
    }

    fn union(&self, shape: &'m Shape, node: &Node) -> Result<Literal> {
        let entries = node.as_object().unwrap_or_default();
        let mut present = entries.iter().filter(|entry| !entry.value.is_null());
        let (Some(entry), None) = (present.next(), present.next()) else {
            return mismatch(node, "an object with one member");
        };
        let mut variants = self.facts.names.members(shape);
        let Some((member, variant)) = variants.find(|(member, _)| member.name() == &*entry.key) else {
            return Err(no_member(shape, entry));
        };
        let target = self.facts.closure.target(member);
        let value = match target.id == UNIT {
            true => None,
            false => Some(Box::new(self.value(target, &entry.value)?)),
        };
        let is_boxed = self.facts.sizes.is_boxed(member);
        let value = if is_boxed { value.map(|value| Box::new(Literal::Boxed(value))) } else { value };
        Ok(Literal::Union { ty: self.facts.names.ty(shape).clone(), variant: variant.clone(), value })
    }
}

fn string(node: &Node) -> Result<&str> {
    node.as_str().map_or_else(|| mismatch(node, "a string"), Ok)
}

fn integer(node: &Node, min: i64, max: i64) -> Result<i64> {
    match node.as_number().and_then(Number::as_i64) {
        Some(value) if (min..=max).contains(&value) => Ok(value),
        Some(_) => mismatch(node, &format!("an integer from {min} to {max}")),
        None => mismatch(node, "an integer"),
    }
}

/// The number with the fewest digits that is the same `f32`: more would promise a precision that the type does not have.
fn shortest(value: f64) -> f64 {
    (value as f32).to_string().parse().unwrap_or(value)
}

fn big(node: &Node, expected: &str, read: impl Fn(&Decimal) -> Option<String>) -> Result<String> {
    match node.as_number().map(Decimal::from).and_then(|number| read(&number)) {
        Some(text) => Ok(text),
        None => mismatch(node, expected),
    }
}

fn timestamp(node: &Node) -> Result<Literal> {
    let found = match &node.value {
        Value::Number(number) => seconds(&number.to_string()),
        Value::String(text) => {
            OffsetDateTime::parse(text, &Rfc3339).ok().map(|moment| (moment.unix_timestamp(), moment.nanosecond()))
        }
        _ => None,
    };
    match found {
        Some((secs, nanos)) => Ok(Literal::Timestamp { secs, nanos }),
        None => mismatch(node, "seconds since the epoch or a date and time as in RFC 3339"),
    }
}

/// Decimal seconds as whole seconds and the nanoseconds after them, which count forward before the epoch too. Digits
/// beyond the ninth are cut off.
fn seconds(text: &str) -> Option<(i64, u32)> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    if digits.contains(['e', 'E']) {
        let value: f64 = text.parse().ok()?;
        let whole = value.floor();
        let is_in_range = whole.abs() < i64::MAX as f64;
        return is_in_range.then(|| (whole as i64, (((value - whole) * 1e9) as u32).min(999_999_999)));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let nanos: u32 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(match (negative, nanos) {
        (false, _) => (whole, nanos),
        (true, 0) => (-whole, 0),
        (true, _) => (-whole - 1, 1_000_000_000 - nanos),
    })
}

fn document(node: &Node) -> DocumentLiteral {
    match &node.value {
        Value::Null => DocumentLiteral::Null,
        Value::Bool(value) => DocumentLiteral::Bool(*value),
        Value::Number(Number::Unsigned(value)) => DocumentLiteral::PosInt(*value),
        Value::Number(Number::Negative(value)) => DocumentLiteral::NegInt(*value),
        // The shortest text of a float says the same; any other has digits to be kept.
        Value::Number(number) => match number.as_f64() {
            value if format!("{value:?}") == number.to_string() => DocumentLiteral::Float(value),
            _ => DocumentLiteral::Number(number.to_string()),
        },
        Value::String(text) => DocumentLiteral::String(text.to_string()),
        Value::Array(items) => DocumentLiteral::List(items.iter().map(document).collect()),
        Value::Object(entries) => {
            DocumentLiteral::Map(entries.iter().map(|entry| (entry.key.to_string(), document(&entry.value))).collect())
        }
    }
}

#[cfg(test)]
mod tests;
