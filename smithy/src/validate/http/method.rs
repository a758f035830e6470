//! `HttpMethodSemantics`: what a method says about an operation (RFC 9110, section 9.2; Smithy 2.0, "http trait").

use super::location::{Body, Message, body};
use super::{HttpOperation, structure, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;

/// What is expected of operations with a method; `None` where both is fine.
struct Semantics {
    method: &'static str,
    is_readonly: bool,
    is_idempotent: Option<bool>,
    has_payload: bool,
}

const METHODS: [Semantics; 8] = [
    Semantics { method: "GET", is_readonly: true, is_idempotent: Some(false), has_payload: false },
    Semantics { method: "HEAD", is_readonly: true, is_idempotent: Some(false), has_payload: false },
    Semantics { method: "OPTIONS", is_readonly: true, is_idempotent: Some(false), has_payload: true },
    Semantics { method: "TRACE", is_readonly: true, is_idempotent: Some(false), has_payload: false },
    Semantics { method: "POST", is_readonly: false, is_idempotent: None, has_payload: true },
    Semantics { method: "DELETE", is_readonly: false, is_idempotent: Some(true), has_payload: false },
    Semantics { method: "PUT", is_readonly: false, is_idempotent: Some(true), has_payload: true },
    Semantics { method: "PATCH", is_readonly: false, is_idempotent: None, has_payload: true },
];

pub(super) fn validate(context: &mut Context<'_>) {
    for operation in super::operations(context) {
        // Other methods may mean anything.
        let mut methods = METHODS.iter();
        if let Some(semantics) = methods.find(|known| known.method.eq_ignore_ascii_case(&operation.http.method)) {
            operation_of(context, operation, semantics);
        }
    }
}

fn operation_of(context: &mut Context<'_>, operation: HttpOperation<'_>, semantics: &Semantics) {
    let HttpOperation { shape, applied, http, .. } = operation;
    let place = applied.node.get("method").map_or(applied.place(), |node| node.place);
    let Semantics { method, is_readonly, is_idempotent, has_payload } = *semantics;
    let find = |code, message: String, help: &str| Diagnostic::new(code, place, message).about(&shape.id).help(help);
    if *http.method != *method {
        let message = format!("the method `{}` of `{}` is not in upper case", http.method, shape.id);
        context.push(find(
            Code::HTTP_METHOD_CASE,
            message,
            &format!("methods are case-sensitive; did you mean `{method}`?"),
        ));
    }
    if method == "OPTIONS" {
        let message = format!("`{}` models `OPTIONS`, to which servers respond on their own", shape.id);
        let finding =
            find(Code::HTTP_METHOD_MODELED, message, "remove the operation; apply `smithy.api#cors` to the service");
        context.push(finding.with_event_suffix(method));
    }
    if shape.traits.has("smithy.api#readonly") != is_readonly {
        context.push(if is_readonly {
            let message =
                format!("`{}` has the safe method `{method}`, but not the trait `smithy.api#readonly`", shape.id);
            find(Code::HTTP_MISSING_READONLY, message, "apply the trait, or change the method")
        } else {
            let message = format!("`{}` is read-only, but `{method}` is a method for changes", shape.id);
            find(Code::HTTP_UNNECESSARY_READONLY, message, "use `GET`, or remove the trait `smithy.api#readonly`")
        });
    }
    if is_idempotent.is_some_and(|expected| shape.traits.has("smithy.api#idempotent") != expected) {
        context.push(if is_idempotent == Some(true) {
            let message = format!(
                "`{}` has the idempotent method `{method}`, but not the trait `smithy.api#idempotent`",
                shape.id
            );
            find(Code::HTTP_MISSING_IDEMPOTENT, message, "apply the trait, or change the method")
        } else {
            let message =
                format!("`{}` has the trait `smithy.api#idempotent`, but `{method}` is a safe method", shape.id);
            find(
                Code::HTTP_UNNECESSARY_IDEMPOTENT,
                message,
                "apply `smithy.api#readonly` instead, or change the method",
            )
        });
    }
    if !has_payload {
        payload(context, operation, method);
    }
}

/// Reports the body of a request whose method does not allow for one.
fn payload(
    context: &mut Context<'_>,
    HttpOperation { shape, operation, applied, .. }: HttpOperation<'_>,
    method: &str,
) {
    let Some(input) = structure(context.model, &operation.input) else { return };
    let place = applied.node.get("method").map_or(applied.place(), |node| node.place);
    let (names, member) = match body(input, Message::Request) {
        Body { payload: Some(payload), .. } => (format!("`{}`", payload.name()), payload),
        Body { payload: None, unbound } => match unbound.first() {
            Some(first) => (ticked(unbound.iter().map(|member| member.name())), *first),
            None => return,
        },
    };
    let message = format!("many clients send no body with `{method}`, but the body of `{}` has {names}", shape.id);
    let diagnostic = Diagnostic::new(Code::HTTP_UNEXPECTED_PAYLOAD, place, message).about(&shape.id);
    let diagnostic = diagnostic.related(member.place, "in the body");
    context.push(diagnostic.help("bind members to headers, labels or the query, or change the method"));
}
