//! Examples of values, on which expressions are run.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use ::jmespath::Variable;

use crate::model::{Kind, Model, Shape};

/// The type of a value (JMESPath, "Data Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Any type: nothing is known of the value.
    Any,
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    /// An expression that a function evaluates.
    Expression,
}

/// An example of a value, cheap to clone.
#[derive(Clone, Debug)]
pub(crate) enum Value<'m> {
    Any,
    Null,
    Boolean(bool),
    Number(f64),
    String(Box<str>),
    Array(Rc<[Self]>),
    Object(Rc<BTreeMap<Box<str>, Self>>),
    Expression,
    /// A value of a shape: each list has an element, each structure and union all members.
    Shape(&'m Shape),
}

impl<'m> Value<'m> {
    pub(crate) fn ty(&self) -> Type {
        match self {
            Self::Any => Type::Any,
            Self::Null => Type::Null,
            Self::Boolean(_) => Type::Boolean,
            Self::Number(_) => Type::Number,
            Self::String(_) => Type::String,
            Self::Array(_) => Type::Array,
            Self::Object(_) => Type::Object,
            Self::Expression => Type::Expression,
            Self::Shape(shape) => match shape.kind {
                Kind::Boolean => Type::Boolean,
                Kind::String | Kind::Enum | Kind::Blob => Type::String,
                Kind::Timestamp => Type::Number,
                Kind::List => Type::Array,
                Kind::Map | Kind::Structure | Kind::Union => Type::Object,
                Kind::Document | Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_) => Type::Any,
                _ => Type::Number,
            },
        }
    }

    /// An object of named values.
    pub(crate) fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let entries: BTreeMap<_, _> = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
        Self::Object(entries.into())
    }

    /// Whether a condition takes it as true.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Self::Any | Self::Number(_) | Self::Expression => true,
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::String(text) => !text.is_empty(),
            Self::Array(items) => !items.is_empty(),
            Self::Object(entries) => !entries.is_empty(),
            Self::Shape(shape) => !matches!(shape.kind, Kind::Structure | Kind::Union) || !shape.members.is_empty(),
        }
    }

    /// The items of an array.
    pub(crate) fn items(&self, model: &'m Model) -> Option<Rc<[Self]>> {
        match self {
            Self::Array(items) => Some(items.clone()),
            Self::Shape(shape) if matches!(shape.kind, Kind::List) => Some([member(model, shape, "member")].into()),
            _ => None,
        }
    }

    /// The values of an object.
    pub(crate) fn values(&self, model: &'m Model) -> Option<Rc<[Self]>> {
        match self {
            Self::Object(entries) => Some(entries.values().cloned().collect()),
            Self::Shape(shape) => match shape.kind {
                Kind::Map => Some([member(model, shape, "value")].into()),
                Kind::Structure | Kind::Union => {
                    Some(shape.members.iter().map(|one| member(model, shape, one.name())).collect())
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The value of a key, if the object has it; a map has any.
    pub(crate) fn field(&self, model: &'m Model, name: &str) -> Option<Self> {
        match self {
            Self::Object(entries) => entries.get(name).cloned(),
            Self::Shape(shape) => match shape.kind {
                Kind::Map => Some(member(model, shape, "value")),
                Kind::Structure | Kind::Union => shape.member(name).map(|_| member(model, shape, name)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys of an object.
    pub(crate) fn keys(&self) -> Vec<&str> {
        match self {
            Self::Object(entries) => entries.keys().map(|key| &**key).collect(),
            Self::Shape(shape) => shape.members.iter().map(|member| member.name()).collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a literal.
    pub(crate) fn literal(variable: &Variable) -> Self {
        match variable {
            Variable::Null => Self::Null,
            Variable::String(text) => Self::String(text.as_str().into()),
            Variable::Bool(value) => Self::Boolean(*value),
            Variable::Number(number) => Self::Number(number.as_f64().unwrap_or_default()),
            Variable::Array(items) => Self::Array(items.iter().map(|item| Self::literal(item)).collect()),
            Variable::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.as_str().into(), Self::literal(value)));
                Self::Object(entries.collect::<BTreeMap<_, _>>().into())
            }
            Variable::Expref(_) => Self::Expression,
        }
    }

    /// The number, if it is one.
    pub(crate) fn as_number(&self) -> Option<f64> {
        const EXAMPLE: f64 = 8.0;
        match self {
            Self::Number(number) => Some(*number),
            _ => (self.ty() == Type::Number).then_some(EXAMPLE),
        }
    }

    /// Whether two values are equal, as far as it matters. Examples of shapes equal each other, and no literal.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Boolean(value), Self::Shape(_)) | (Self::Shape(_), Self::Boolean(value)) => *value,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a.len() == b.len(),
            (Self::Shape(a), Self::Shape(b)) => a.id == b.id || a.kind.is_simple() && b.kind.is_simple(),
            _ => false,
        }
    }
}

/// The value of a member; nothing is known of it if the target does not exist.
fn member<'m>(model: &'m Model, shape: &'m Shape, name: &str) -> Value<'m> {
    let target = shape.member(name).and_then(|member| model.target(member));
    match target {
        Some(target) if matches!(target.kind, Kind::Boolean) => Value::Boolean(true),
        Some(target) => Value::Shape(target),
        None => Value::Any,
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "any",
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::Expression => "expression",
        })
    }
}
