//! Values that name shapes (Smithy 2.0, "idRef trait").

use super::visit::Visit;
use crate::model::{Applied, Node, ShapeId};

/// Checks a value that a shape or member with the trait `idRef` has.
pub(super) fn check(visit: &mut Visit<'_, '_>, applied: &Applied, node: &Node, text: &str) {
    let field = |name| applied.node.get(name);
    let fault = |visit: &mut Visit<'_, '_>, fault: String| {
        let own = field("errorMessage").and_then(Node::as_str);
        visit.fault(node, own.map_or(fault, str::to_owned));
    };
    let Some(id) = ShapeId::parse(text) else {
        return fault(visit, "the value is not an absolute shape id".to_owned());
    };
    let Some(subject) = visit.context.model.subject(&id) else {
        if field("failWhenMissing").and_then(Node::as_bool) == Some(true) {
            fault(visit, format!("`{id}` does not exist"));
        }
        return;
    };
    if let Some(selector) = field("selector").and_then(Node::as_str)
        && !visit.context.is_selected(selector, subject.id())
    {
        fault(visit, format!("`{id}` is not matched by the selector `{selector}`"));
    }
}
