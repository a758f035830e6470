//! What HTTP cannot tell apart: other parameters that the same request stands for.

use shapewright_smithy::model::{Entry, Kind, Model, Node, Shape, Value};

/// The parameters that a server may read from a request instead of those that a client made it from; `None` if there
/// are no others.
///
/// - An empty list in the query leaves no trace (Smithy 2.0, "httpQuery trait").
/// - The body of a structure that is absent is an empty object (AWS restJson1 protocol, "httpPayload").
pub(super) fn node(model: &Model, shape: &Shape, params: Option<&Node>) -> Option<Node> {
    let params = params.and_then(Node::as_object).unwrap_or_default();
    let mut others = params.to_vec();
    others.retain(|entry| {
        let is_query = shape.member(&entry.key).is_some_and(|member| member.traits.http_query().is_some());
        !(is_query && entry.value.as_array().is_some_and(<[Node]>::is_empty))
    });
    let payload = shape.members.iter().find(|member| member.traits.http_payload());
    let absent = payload.filter(|member| !params.iter().any(|entry| *entry.key == *member.name()));
    let mut differ = others.len() < params.len();
    let structure =
        absent.filter(|member| model.target(member).is_some_and(|target| matches!(target.kind, Kind::Structure)));
    if let Some(member) = structure {
        let nothing = Node::synthetic(Value::Object(Vec::new()));
        differ = true;
        others.push(Entry { key: member.name().into(), value: nothing });
    }
    differ.then(|| Node::synthetic(Value::Object(others)))
}
