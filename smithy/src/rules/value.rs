//! The values that rules have when they are evaluated.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use crate::model::{Node, Number, Value as NodeValue};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'m> {
    /// No value.
    Empty,
    Boolean(bool),
    Integer(i64),
    String(Cow<'m, str>),
    Array(Rc<[Self]>),
    Record(Rc<BTreeMap<Cow<'m, str>, Self>>),
    Endpoint(Rc<EndpointValue<'m>>),
}

/// An endpoint that rules have chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EndpointValue<'m> {
    pub(crate) url: Cow<'m, str>,
    pub(crate) headers: BTreeMap<&'m str, Vec<Cow<'m, str>>>,
    pub(crate) properties: BTreeMap<&'m str, Value<'m>>,
}

impl<'m> Value<'m> {
    /// The value that a test writes down.
    pub(crate) fn of(node: &'m Node) -> Self {
        match &node.value {
            NodeValue::Null => Self::Empty,
            NodeValue::Bool(value) => Self::Boolean(*value),
            NodeValue::Number(number) => Self::Integer(number.as_i64().unwrap_or(truncated(number))),
            NodeValue::String(text) => Self::String(Cow::Borrowed(text)),
            NodeValue::Array(elements) => Self::Array(elements.iter().map(Self::of).collect()),
            NodeValue::Object(entries) => {
                Self::record(entries.iter().map(|entry| (Cow::Borrowed(&*entry.key), Self::of(&entry.value))))
            }
        }
    }

    pub(super) fn record(entries: impl IntoIterator<Item = (Cow<'m, str>, Self)>) -> Self {
        Self::Record(Rc::new(entries.into_iter().collect()))
    }

    pub(super) fn text(text: impl Into<Cow<'m, str>>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    pub(super) fn into_string(self) -> Result<Cow<'m, str>, String> {
        match self {
            Self::String(text) => Ok(text),
            other => Err(format!("a string is expected, but it is {other}")),
        }
    }

    pub(super) fn into_boolean(self) -> Result<bool, String> {
        match self {
            Self::Boolean(value) => Ok(value),
            other => Err(format!("a boolean is expected, but it is {other}")),
        }
    }

    pub(super) fn into_integer(self) -> Result<i64, String> {
        match self {
            Self::Integer(value) => Ok(value),
            other => Err(format!("an integer is expected, but it is {other}")),
        }
    }
}

impl<'m> EndpointValue<'m> {
    /// How an endpoint differs from the one that is expected: what it has, and what it should have.
    pub(crate) fn difference(&self, expected: &Self) -> Option<(String, String)> {
        if self.url != expected.url {
            return Some((format!("the URL {:?}", self.url), format!("{:?}", expected.url)));
        }
        if self.headers != expected.headers {
            return Some((format!("the headers {:?}", self.headers), format!("{:?}", expected.headers)));
        }
        let shown = |endpoint: &Self| {
            let properties = endpoint.properties.iter().map(|(key, value)| (Cow::Borrowed(*key), value.clone()));
            Value::record(properties).to_string()
        };
        (self != expected).then(|| (format!("the properties {}", shown(self)), shown(expected)))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rules know no fractions")]
fn truncated(number: &Number) -> i64 {
    number.as_f64() as i64
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("not set"),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::String(text) => write!(f, "{text:?}"),
            Self::Array(elements) => f.debug_list().entries(elements.iter().map(Shown)).finish(),
            Self::Record(entries) => {
                f.debug_map().entries(entries.iter().map(|(key, value)| (key, Shown(value)))).finish()
            }
            Self::Endpoint(endpoint) => write!(f, "the endpoint {:?}", endpoint.url),
        }
    }
}

/// Shows a value within another one.
struct Shown<'a, 'm>(&'a Value<'m>);

impl fmt::Debug for Shown<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)
    }
}
