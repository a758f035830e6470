//! `HttpApiKeyAuthTrait`, `CorsTrait`: keys that exclude each other.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Node;
use crate::validate::Context;

/// Only a header has room for a scheme (Smithy 2.0, "httpApiKeyAuth trait").
pub(super) fn api_key(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#httpApiKeyAuth") {
        let Some(scheme) = applied.node.get("scheme") else { continue };
        let place = applied.node.get("in").and_then(Node::as_str);
        if let Some(place) = place.filter(|place| *place != "header") {
            let message = format!("`scheme` needs a header, but `{}` sends the key in `{place}`", applied.id);
            let diagnostic = Diagnostic::new(Code::HTTP_API_KEY_AUTH, scheme.place, message).about(subject.id());
            context.push(diagnostic.help("remove `scheme`, or change `in` to `header`"));
        }
    }
}

/// (Smithy 2.0, "cors trait".)
pub(super) fn cors(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#cors") {
        let (Some(origin), Some(origins)) = (applied.node.get("origin"), applied.node.get("origins")) else { continue };
        let message = format!("`{}` has both `origin` and `origins`", applied.id);
        let diagnostic = Diagnostic::new(Code::CORS, origins.place.to_key(), message).about(subject.id());
        context.push(diagnostic.related(origin.place.to_key(), "the other one").help("keep one of them"));
    }
}
