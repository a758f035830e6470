//! Where members are in messages: what is bound, and what is left for the body (Smithy 2.0, "HTTP bindings").

use crate::model::{Member, Shape};

/// A request or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    Request,
    Response,
}

/// What is in the body of a message.
pub(super) struct Body<'m> {
    /// The member that is the payload.
    pub(super) payload: Option<&'m Member>,
    /// The members without a binding: the document of the body, unless a member is the payload.
    pub(super) unbound: Vec<&'m Member>,
}

/// What is in the body of a message of this shape.
pub(super) fn body(shape: &Shape, message: Message) -> Body<'_> {
    let mut body = Body { payload: None, unbound: Vec::new() };
    for member in &shape.members {
        let traits = &member.traits;
        let has = |name: &str| traits.has(name);
        let is_bound = has("smithy.api#httpHeader")
            || has("smithy.api#httpPrefixHeaders")
            || match message {
                Message::Request => {
                    has("smithy.api#httpQuery") || has("smithy.api#httpQueryParams") || has("smithy.api#httpLabel")
                }
                Message::Response => has("smithy.api#httpResponseCode"),
            };
        if has("smithy.api#httpPayload") && !is_bound {
            body.payload.get_or_insert(member);
        } else if !is_bound {
            body.unbound.push(member);
        }
    }
    body
}
