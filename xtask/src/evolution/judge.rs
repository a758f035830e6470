//! What came of exchanges, compared with what the client's own version makes of them.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::sample::key;

/// What came of an exchange.
#[derive(Deserialize, Clone, Debug)]
pub(super) struct Outcome {
    /// The operation and the input that the server got; null if it got none.
    pub(super) received: Value,
    /// The output that the client got, or the failure.
    pub(super) result: Value,
}

/// Why a message is not what it was; `None` if it is.
pub(super) type Fault = Option<String>;

/// A shape of a version of the model, with which a message is written or read.
#[derive(Clone, Copy)]
pub(super) struct Shaped<'m> {
    pub(super) model: &'m Value,
    pub(super) shape: &'m str,
}

impl<'m> Shaped<'m> {
    fn shape(self) -> &'m Value {
        &self.model["shapes"][self.shape]
    }
}

/// Whether a request arrives as it does within one version; `None` if it does not count, because it is no valid one.
pub(super) fn request(
    (writer, control): (Shaped<'_>, &Outcome),
    (reader, outcome): (Shaped<'_>, &Outcome),
) -> Option<Fault> {
    if control.received.is_null() || !control.result["unreadable"].is_null() {
        return None;
    }
    if outcome.received.is_null() {
        return Some(Some(format!("it does not arrive: {}", outcome.result["failure"])));
    }
    let (control, outcome) = (&control.received["input"], &outcome.received["input"]);
    Some(difference(control, outcome).or_else(|| lost(writer, reader, control, outcome)))
}

/// Whether a response is read as it is within one version; `None` if it does not count.
pub(super) fn response(
    (writer, control): (Shaped<'_>, &Outcome),
    (reader, outcome): (Shaped<'_>, &Outcome),
) -> Option<Fault> {
    // What the server could not send says nothing about the client.
    if control.result["output"].is_null() || outcome.received.is_null() || is_of_server(outcome) {
        return None;
    }
    if outcome.result["output"].is_null() {
        return Some(Some(format!("it cannot be read: {}", outcome.result["failure"])));
    }
    let (control, outcome) = (&control.result["output"], &outcome.result["output"]);
    let found = difference(control, outcome).or_else(|| made_up(reader, control, outcome));
    Some(found.or_else(|| lost(writer, reader, control, outcome)))
}

/// Whether the server had no output to send, which is a fault of the case.
fn is_of_server(outcome: &Outcome) -> bool {
    outcome.result["failure"].as_str().is_some_and(|failure| failure.contains("500"))
}

/// The first value that both have and that differs.
fn difference(control: &Value, outcome: &Value) -> Fault {
    match (control, outcome) {
        (Value::Object(control), Value::Object(outcome)) => objects(control, outcome),
        (Value::Array(control), Value::Array(outcome)) if control.len() == outcome.len() => {
            control.iter().zip(outcome).find_map(|(control, outcome)| difference(control, outcome))
        }
        (control, outcome) if control == outcome => None,
        (control, outcome) => Some(format!("{control} becomes {outcome}")),
    }
}

fn objects(control: &Map<String, Value>, outcome: &Map<String, Value>) -> Fault {
    // A token differs from call to call.
    let is_token =
        |value: &Value| value.as_str().is_some_and(|text| text.len() == 36 && text.matches('-').count() == 4);
    control.iter().find_map(|(key, value)| {
        let other = outcome.get(key).filter(|other| !(is_token(value) && is_token(other)))?;
        difference(value, other).map(|found| format!("`{key}`: {found}"))
    })
}

/// A member that the server did not send, and whose value is empty: the client made it up, unless that is its default.
fn made_up(reader: Shaped<'_>, control: &Value, outcome: &Value) -> Fault {
    for part in ["member", "value"] {
        let Some(shape) = reader.shape()[part]["target"].as_str() else { continue };
        let item = Shaped { shape, ..reader };
        return match (control, outcome) {
            (Value::Array(control), Value::Array(outcome)) => {
                control.iter().zip(outcome).find_map(|(control, outcome)| made_up(item, control, outcome))
            }
            (Value::Object(control), Value::Object(outcome)) => {
                control.iter().find_map(|(key, value)| made_up(item, value, outcome.get(key)?))
            }
            _ => None,
        };
    }
    let members = reader.shape()["members"].as_object().into_iter().flatten();
    members.into_iter().find_map(|(name, member)| {
        let key = key(name, member);
        let (sent, read) = (&control[key], &outcome[key]);
        if sent.is_null() {
            let has_default = !member["traits"]["smithy.api#default"].is_null();
            return (!read.is_null() && is_empty(read) && !has_default).then(|| format!("`{key}` is made up: {read}"));
        }
        made_up(Shaped { shape: member["target"].as_str()?, ..reader }, sent, read)
    })
}

/// Whether a value is what stands in for one that is missing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.values().all(is_empty),
        other => [json!(""), json!(0), json!(0.0), json!(false), json!([]), Value::Null].contains(other),
    }
}

/// A member that both versions know, and that is written but not read.
fn lost(writer: Shaped<'_>, reader: Shaped<'_>, control: &Value, outcome: &Value) -> Fault {
    for part in ["member", "value"] {
        let (from, to) = (&writer.shape()[part]["target"], &reader.shape()[part]["target"]);
        let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else { continue };
        let (from, to) = (Shaped { shape: from, ..writer }, Shaped { shape: to, ..reader });
        return match (control, outcome) {
            (Value::Array(control), Value::Array(outcome)) => {
                control.iter().zip(outcome).find_map(|(control, outcome)| lost(from, to, control, outcome))
            }
            (Value::Object(control), Value::Object(outcome)) => {
                control.iter().find_map(|(key, value)| outcome.get(key).and_then(|other| lost(from, to, value, other)))
            }
            _ => None,
        };
    }
    let members = writer.shape()["members"].as_object().into_iter().flatten();
    members.into_iter().find_map(|(name, member)| {
        let value = &control[key(name, member)];
        let other = &reader.shape()["members"][name];
        if value.is_null() || other.is_null() {
            return None;
        }
        let read = &outcome[key(name, other)];
        if read.is_null() || is_empty(read) && !is_empty(value) {
            return Some(format!("`{name}` is lost"));
        }
        let (from, to) = (member["target"].as_str()?, other["target"].as_str()?);
        lost(Shaped { shape: from, ..writer }, Shaped { shape: to, ..reader }, value, read)
    })
}
