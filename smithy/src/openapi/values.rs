//! Values that a model writes down, as messages have them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use crate::bindings::{Format, Location, format};
use crate::model::traits::TimestampFormat;
use crate::model::{Entry, Kind, Member, Model, Node, Number, Shape, Value};
use crate::protocol::Protocol;

/// Writes values as a protocol does.
pub(super) struct Values<'m> {
    pub(super) model: &'m Model,
    pub(super) protocol: &'static Protocol,
}

impl Values<'_> {
    /// The value of a member where `location` carries it. What does not fit its shape stays as it is.
    pub(super) fn value(&self, target: &Shape, member: &Member, node: &Node, location: Location<'_>) -> Node {
        match target.kind {
            Kind::Blob => match (node.as_base64(), node.as_str()) {
                (None, Some(text)) => STANDARD.encode(text).into(),
                (Some(bytes), _) => STANDARD.encode(bytes).into(),
                _ => node.clone(),
            },
            Kind::Timestamp => match format(self.protocol, location, member, target) {
                Format::Timestamp(format) => timestamp(node, format).unwrap_or_else(|| node.clone()),
                _ => node.clone(),
            },
            Kind::String if format(self.protocol, location, member, target) == Format::Base64 => {
                node.as_str().map_or_else(|| node.clone(), |text| STANDARD.encode(text).into())
            }
            Kind::List => match (target.member("member"), node.as_array()) {
                (Some(item), Some(elements)) => {
                    let elements = elements.iter().map(|element| self.of_member(item, element, location));
                    Node::from(elements.collect::<Vec<_>>())
                }
                _ => node.clone(),
            },
            Kind::Map => match (target.member("value"), node.as_object()) {
                (Some(value), Some(entries)) => {
                    let entries = entries.iter();
                    object(entries.map(|entry| (entry.key.clone(), self.of_member(value, &entry.value, location))))
                }
                _ => node.clone(),
            },
            Kind::Structure | Kind::Union => node.as_object().map_or_else(
                || node.clone(),
                |entries| {
                    object(entries.iter().map(|entry| match target.member(&entry.key) {
                        Some(member) => {
                            let name = self.protocol.member_name(member);
                            (name.into(), self.of_member(member, &entry.value, Location::Document))
                        }
                        None => (entry.key.clone(), entry.value.clone()),
                    }))
                },
            ),
            _ => node.clone(),
        }
    }

    /// The same with the target looked up.
    pub(super) fn of_member(&self, member: &Member, node: &Node, location: Location<'_>) -> Node {
        match self.model.target(member) {
            Some(target) if !node.is_null() => self.value(target, member, node, location),
            _ => node.clone(),
        }
    }
}

fn object(entries: impl Iterator<Item = (Box<str>, Node)>) -> Node {
    Node::synthetic(Value::Object(entries.map(|(key, value)| Entry { key, value }).collect()))
}

/// A timestamp in a format; models write it as seconds since the epoch or in RFC 3339.
fn timestamp(node: &Node, format: TimestampFormat) -> Option<Node> {
    let time = match &node.value {
        Value::Number(_) if format == TimestampFormat::EpochSeconds => return Some(node.clone()),
        Value::Number(number) => {
            // Floats are exact to the millisecond.
            let milliseconds = (number.as_f64() * 1e3).round() as i64;
            OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000).ok()?
        }
        Value::String(text) => OffsetDateTime::parse(text, &Rfc3339).ok()?,
        _ => return None,
    };
    match format {
        TimestampFormat::DateTime => time.format(&Rfc3339).ok().map(Node::from),
        TimestampFormat::HttpDate => {
            let format = format_description!(
                "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
            );
            time.format(format).ok().map(Node::from)
        }
        TimestampFormat::EpochSeconds => {
            let seconds = time.unix_timestamp();
            let number = match time.nanosecond() {
                0 => u64::try_from(seconds).map_or(Number::Negative(seconds), Number::Unsigned),
                _ => Number::Decimal(format!("{}", time.unix_timestamp_nanos() as f64 / 1e9).into()),
            };
            Some(Node::synthetic(Value::Number(number)))
        }
    }
}
