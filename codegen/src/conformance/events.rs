//! Tests of event streams: the events of a direction are the content of the message that they travel in.

use super::Test;
use super::json::json;
use super::resolve::Role;
use crate::ir::Literal;
use shapewright_smithy::model::{Entry, Kind, Model, Node, Shape, Value};

/// What reaches the program as values, or not at all.
const LEFT_OUT: &[&str] = &[
    "documentation",
    "initialRequestParams",
    "initialRequestShape",
    "initialResponseParams",
    "initialResponseShape",
    "tags",
];

/// A case of `smithy.test#eventStreamTests`.
///
/// # Errors
///
/// A value is needed, but the parameters do not fit the model.
pub(super) fn test(model: &Model, case: &Node, input: Role<'_, '_>, output: Role<'_, '_>) -> Result<Test, String> {
    let may_fail = case.get("expectation").is_some_and(|expectation| expectation.get("failure").is_some());
    let value = |role, direction, initial, params| match message(model, case, role, direction, initial, params) {
        // What is to be refused needs no value.
        Err(_) if may_fail => Ok(None),
        other => other,
    };
    Ok(Test::Events {
        case: json(case, LEFT_OUT),
        input: value(input, "request", "initialRequest", "initialRequestParams")?,
        output: value(output, "response", "initialResponse", "initialResponseParams")?,
    })
}

/// The message of a direction, if the test says something about it. Its events end where one has no parameters, which
/// is one that the model does not know.
fn message(
    model: &Model,
    case: &Node,
    role: Role<'_, '_>,
    direction: &str,
    initial: &str,
    params: &str,
) -> Result<Option<Literal>, String> {
    let all = case.get("events").and_then(Node::as_array).unwrap_or_default();
    let events: Vec<&Node> =
        all.iter().filter(|event| event.get("type").and_then(Node::as_str) == Some(direction)).collect();
    if events.is_empty() && case.get(initial).is_none() {
        return Ok(None);
    }
    let values: Vec<Node> = events.iter().map_while(|event| event.get("params").cloned()).collect();
    let mut members = case.get(params).and_then(Node::as_object).unwrap_or_default().to_vec();
    if let Some(name) = role.shape.and_then(|shape| stream(model, shape)) {
        members.push(Entry { key: name.into(), value: Node::synthetic(Value::Array(values)) });
    }
    role.literal(Some(&Node::synthetic(Value::Object(members)))).map(Some)
}

/// The member that holds the events.
fn stream<'m>(model: &'m Model, shape: &'m Shape) -> Option<&'m str> {
    let is_stream = |target: &Shape| matches!(target.kind, Kind::Union) && target.traits.streaming();
    let mut members = shape.members.iter();
    members.find(|member| model.target(member).is_some_and(is_stream)).map(|member| member.name())
}
