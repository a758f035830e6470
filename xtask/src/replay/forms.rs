//! From what the recorded client read to the serde form of the generated types.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use shapewright_smithy::model::traits::TimestampFormat;
use shapewright_smithy::model::{Kind, Member, Model, Shape};
use time::OffsetDateTime;
use time::format_description::FormatItem;
use time::macros::format_description;

/// The form of HTTP dates (RFC 9110, section 5.6.7).
const HTTP_DATE: &[FormatItem<'_>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second]");

/// The beginning of RFC 3339 dates.
const DATE_TIME: &[FormatItem<'_>] = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");

/// The key of a member in JSON (Smithy 2.0, "jsonName trait").
pub(crate) fn key(member: &Member) -> &str {
    member.traits.json_name().unwrap_or_else(|| member.name())
}

/// Converts values of an output.
pub(super) struct Converter<'m> {
    pub(super) model: &'m Model,
    /// The body of the response in base64, which is the content of streams.
    pub(super) body: String,
}

/// The earliest time that clients stand in for a missing one (Smithy 2.0, "Client error correction").
pub(super) fn epoch(member: &Member, shape: &Shape) -> Value {
    timestamp(member, shape, 0, 0)
}

impl Converter<'_> {
    /// The serde form of a structure's value.
    pub(super) fn structure(&self, shape: &Shape, value: &Value) -> Value {
        let Value::Object(entries) = value else {
            return value.clone();
        };
        let mut converted = Map::new();
        for (name, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
            let member = shape.member(name);
            match member.and_then(|member| Some((member, self.model.target(member)?))) {
                None => drop(converted.insert(name.clone(), value.clone())),
                // Streams are in no serde form.
                Some((_, target)) if target.traits.streaming() => {}
                Some((member, target)) => {
                    drop(converted.insert(key(member).to_owned(), self.value(member, target, value)));
                }
            }
        }
        Value::Object(converted)
    }

    fn value(&self, member: &Member, shape: &Shape, value: &Value) -> Value {
        if let Some(marked) = self.marked(member, shape, value) {
            return marked;
        }
        match (&shape.kind, value) {
            (Kind::Structure | Kind::Union, _) => self.structure(shape, value),
            (Kind::List, Value::Array(items)) => {
                Value::Array(items.iter().map(|item| self.content(shape, "member", item)).collect())
            }
            (Kind::Map, Value::Object(entries)) => {
                let entries = entries.iter().map(|(key, item)| (key.clone(), self.content(shape, "value", item)));
                Value::Object(entries.collect())
            }
            _ => as_declared(shape, value),
        }
    }

    fn content(&self, shape: &Shape, name: &str, value: &Value) -> Value {
        match shape.member(name).and_then(|member| Some((member, self.model.target(member)?))) {
            Some((member, target)) => self.value(member, target, value),
            None => value.clone(),
        }
    }

    /// A value that JSON has no form for: `{"$t": [seconds, microseconds]}`, `{"$b": bytes}`, `{"$s": stream}`.
    fn marked(&self, member: &Member, shape: &Shape, value: &Value) -> Option<Value> {
        let entries = value.as_object().filter(|entries| entries.len() == 1)?;
        match entries.iter().next().map(|(mark, value)| (mark.as_str(), value))? {
            ("$t", Value::Array(parts)) => {
                let part = |index: usize| parts.get(index).and_then(Value::as_i64);
                Some(timestamp(member, shape, part(0)?, part(1).unwrap_or(0)))
            }
            ("$b", Value::String(text)) => {
                // Some recordings have the bytes as text.
                let is_base64 = STANDARD.decode(text).is_ok();
                Some(Value::String(if is_base64 { text.clone() } else { STANDARD.encode(text) }))
            }
            // What the recorded client takes for a stream may be a blob of the model.
            ("$s", _) => Some(Value::String(self.body.clone())),
            _ => None,
        }
    }
}

/// A scalar with the type that the model declares: the recorded client keeps whatever type the response has.
fn as_declared(shape: &Shape, value: &Value) -> Value {
    match (&shape.kind, value) {
        (kind, Value::Number(_) | Value::Bool(_)) if kind.is_string() => Value::String(value.to_string()),
        (kind, Value::String(text)) if kind.is_number() || matches!(kind, Kind::Boolean) => {
            let declared = serde_json::from_str(&text.to_lowercase()).ok();
            let declared = declared.filter(|value: &Value| value.is_number() || value.is_boolean());
            declared.unwrap_or_else(|| value.clone())
        }
        _ => value.clone(),
    }
}

/// The form of a timestamp in JSON.
fn timestamp(member: &Member, shape: &Shape, seconds: i64, micros: i64) -> Value {
    time(member.traits.timestamp_format().or(shape.traits.timestamp_format()), seconds, micros)
}

/// The form of a timestamp in JSON (AWS restJson1 protocol: epoch-seconds unless the model says otherwise).
pub(crate) fn time(format: Option<&TimestampFormat>, seconds: i64, micros: i64) -> Value {
    let fraction = format!("{micros:06}");
    let fraction = match fraction.trim_end_matches('0') {
        "" => String::new(),
        digits => format!(".{digits}"),
    };
    let date = |format: &[FormatItem<'_>]| {
        let date = OffsetDateTime::from_unix_timestamp(seconds).ok();
        date.and_then(|date| date.format(format).ok()).unwrap_or_default()
    };
    match format.copied().unwrap_or(TimestampFormat::EpochSeconds) {
        TimestampFormat::EpochSeconds => serde_json::from_str(&format!("{seconds}{fraction}")).unwrap_or_default(),
        TimestampFormat::DateTime => Value::String(format!("{}{fraction}Z", date(DATE_TIME))),
        TimestampFormat::HttpDate => Value::String(format!("{}{fraction} GMT", date(HTTP_DATE))),
    }
}
