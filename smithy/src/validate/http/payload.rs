//! `HttpPayload`: members that have no place in a message whose body is another member (Smithy 2.0, "httpPayload trait").

use super::location::{Body, Message, body};
use super::{structure, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Shape;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let mut messages: Vec<(&Shape, Message)> = Vec::new();
    for operation in super::operations(context) {
        let operation = operation.operation;
        messages.extend(structure(model, &operation.input).map(|input| (input, Message::Request)));
        messages.extend(structure(model, &operation.output).map(|output| (output, Message::Response)));
    }
    let errors = context.with_trait("smithy.api#error");
    messages.extend(errors.into_iter().map(|error| (error.shape, Message::Response)));
    messages.sort_by(|(a, a_message), (b, b_message)| (&a.id, *a_message as u8).cmp(&(&b.id, *b_message as u8)));
    messages.dedup_by(|(a, a_message), (b, b_message)| a.id == b.id && a_message == b_message);
    for (shape, message) in messages {
        unbound(context, shape, message);
    }
}

fn unbound(context: &mut Context<'_>, shape: &Shape, message: Message) {
    let Body { payload: Some(payload), unbound } = body(shape, message) else { return };
    let unbound: Vec<_> = unbound.into_iter().filter(|member| !member.traits.host_label()).collect();
    let Some(first) = unbound.first() else { return };
    let kind = match message {
        Message::Request => "requests",
        Message::Response => "responses",
    };
    let names = ticked(unbound.iter().map(|member| member.name()));
    let message = format!(
        "members of `{}` cannot be in the body of {kind}, which is the payload `{}`: {names}",
        shape.id,
        payload.name()
    );
    let diagnostic = Diagnostic::new(Code::HTTP_PAYLOAD, first.place, message).about(&shape.id);
    let place = payload.traits.place_of("smithy.api#httpPayload", payload.place).to_key();
    let help = "bind them to headers, labels or the query, or remove the trait `smithy.api#httpPayload`";
    context.push(diagnostic.related(place, "the payload").help(help));
}
