//! `HttpResponseCodeSemantics`: status codes of the class that an operation or an error asks for (RFC 9110, section 15).

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Node, Number, ShapeId};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#http") {
        let Some(node) = applied.node.get("code") else { continue };
        class(context, node, '2', subject.id(), "operation");
    }
    for (subject, applied) in context.applied("smithy.api#httpError") {
        let error = subject.traits().get("smithy.api#error").and_then(|error| error.node.as_str());
        match error {
            Some("client") => class(context, &applied.node, '4', subject.id(), "client error"),
            Some("server") => class(context, &applied.node, '5', subject.id(), "server error"),
            _ => {}
        }
    }
}

fn class(context: &mut Context<'_>, node: &Node, class: char, id: &ShapeId, what: &str) {
    let Some(code) = node.as_number().and_then(Number::as_i64) else { return };
    let text = code.to_string();
    if text.len() != 3 || !text.starts_with(class) {
        let message = format!("the status code {code} of the {what} `{id}` is not {class}xx");
        let diagnostic = Diagnostic::new(Code::HTTP_STATUS, node.place, message).about(id);
        context.push(diagnostic.help(format!("use a code of {class}xx")));
    }
}
