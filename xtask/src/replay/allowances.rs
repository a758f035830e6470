//! What values may differ in, because the model says so: defaults above all.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};
use shapewright_smithy::model::{Kind, Member, Model, Node, Shape, Value as NodeValue};

use super::forms::{epoch, key};

/// How deep structures are filled in; deeper ones are recursive.
const DEPTH: usize = 8;

/// What a comparison of values has to know of the model; places are JSON Pointers (RFC 6901) in the serde form.
#[derive(Default, Serialize)]
pub(super) struct Allowances {
    /// Values that may stand in for absent members.
    optional: BTreeMap<String, Value>,
    /// Timestamps: the recorded client reads them through binary floats.
    times: Vec<String>,
    /// Members that the model does not have: the recorded client had another version of it.
    unknown: Vec<String>,
}

/// What may differ in a structure's value: defaults (Smithy 2.0, "default trait") are added, and for required members the
/// values of client error correction (Smithy 2.0, "Client error correction").
pub(super) fn allowances(model: &Model, shape: &Shape, value: &Value) -> Allowances {
    let mut found = Allowances::default();
    collect(model, shape, value, "", &mut found);
    found
}

fn collect(model: &Model, shape: &Shape, value: &Value, path: &str, found: &mut Allowances) {
    let content = |name| shape.member(name).and_then(|member| model.target(member));
    match (&shape.kind, value) {
        (Kind::Structure | Kind::Union, Value::Object(entries)) => {
            for member in shape.members.iter() {
                let path = below(path, key(member));
                match (entries.get(key(member)), model.target(member)) {
                    (Some(value), Some(target)) => collect(model, target, value, &path, found),
                    (None, Some(_)) if matches!(shape.kind, Kind::Structure) => {
                        found.optional.extend(stand_in(model, member, 0).map(|value| (path, value)));
                    }
                    _ => {}
                }
            }
            let is_known = |name: &String| shape.members.iter().any(|member| key(member) == name);
            let unknown = entries.keys().filter(|name| !is_known(name)).map(|name| below(path, name));
            found.unknown.extend(unknown);
        }
        (Kind::List, Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(target) = content("member") {
                    collect(model, target, item, &format!("{path}/{index}"), found);
                }
            }
        }
        (Kind::Map, Value::Object(entries)) => {
            for (key, item) in entries {
                if let Some(target) = content("value") {
                    collect(model, target, item, &below(path, key), found);
                }
            }
        }
        (Kind::Timestamp, _) => found.times.push(path.to_owned()),
        _ => {}
    }
}

/// A JSON Pointer with one step more.
pub(super) fn below(path: &str, step: &str) -> String {
    format!("{path}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// The value of a member that is absent; `None` if it stays so.
fn stand_in(model: &Model, member: &Member, depth: usize) -> Option<Value> {
    match member.traits.default_value() {
        Some(default) if !default.is_null() => Some(json(default)),
        _ if member.traits.required() => zero(model, member, depth),
        _ => None,
    }
}

/// The value of client error correction.
fn zero(model: &Model, member: &Member, depth: usize) -> Option<Value> {
    let shape = model.target(member)?;
    Some(match &shape.kind {
        Kind::Boolean => json!(false),
        Kind::Blob | Kind::String | Kind::Enum => json!(""),
        Kind::List => json!([]),
        Kind::Map => json!({}),
        Kind::Timestamp => epoch(member, shape),
        Kind::Document => Value::Null,
        Kind::Structure if depth < DEPTH => {
            let members = shape.members.iter();
            let filled =
                members.filter_map(|member| Some((key(member).to_owned(), stand_in(model, member, depth + 1)?)));
            Value::Object(filled.collect::<Map<_, _>>())
        }
        kind if kind.is_number() => json!(0),
        _ => return None,
    })
}

fn json(node: &Node) -> Value {
    match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Bool(value) => json!(value),
        NodeValue::Number(value) => serde_json::from_str(&value.to_string()).unwrap_or_default(),
        NodeValue::String(value) => json!(value),
        NodeValue::Array(items) => items.iter().map(json).collect(),
        NodeValue::Object(entries) => {
            Value::Object(entries.iter().map(|entry| (entry.key.to_string(), json(&entry.value))).collect())
        }
    }
}
