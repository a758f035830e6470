//! What a handler returns, on its way back to the caller.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderValue, Response, StatusCode, header};
use pin_project_lite::pin_project;

use super::fault::FaultKind;
use super::refusal::Refusal;
use super::reply::Reply;
use super::transfer::{Answered, Transfer};
use crate::body::Body;
use crate::cause::BoxError;
use crate::error::{Error, OperationError};
use crate::message::Outgoing;
use crate::operation::{Outcome, ServerOperation};
use crate::protocol::{VALIDATION_EXCEPTION, ValidationException};
use crate::request::ResponseHandle;
use crate::spec::OperationSpec;
use crate::validate::Violations;

pin_project! {
    /// The response of an operation, whose handler is this future.
    ///
    /// Written by hand, because an `async` block would have room for the handler's future twice.
    pub(super) struct Answering<O, F> {
        #[pin]
        outcome: F,
        // Taken when the handler is done.
        rest: Option<Rest>,
        finishing: Option<Finishing>,
        operation: PhantomData<fn() -> O>,
    }
}

type Finishing = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// What else the response depends on.
pub(super) struct Rest {
    pub(super) spec: &'static OperationSpec,
    pub(super) reply: Reply,
    pub(super) transfer: Transfer,
    pub(super) additions: ResponseHandle,
}

impl<O, F> Answering<O, F> {
    pub(super) fn new(outcome: F, rest: Rest) -> Self {
        Self { outcome, rest: Some(rest), finishing: None, operation: PhantomData }
    }
}

impl<O, F> Future for Answering<O, F>
where
    O: ServerOperation,
    F: Future<Output = Outcome<O>>,
{
    type Output = Response<Body>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response<Body>> {
        let this = self.project();
        if let Some(rest) = this.rest {
            let outcome = ready!(this.outcome.poll(cx));
            let answered = Answered::of::<O>(&outcome);
            let mut response = respond::<O>(outcome, &rest.reply);
            add(&rest.reply, &mut response, answered, &mut rest.additions);
            if rest.transfer.is_finished() {
                return Poll::Ready(response);
            }
            *this.finishing = this.rest.take().map(|rest| rest.finish(answered, response));
        }
        match this.finishing {
            Some(finishing) => finishing.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }
}

impl Rest {
    /// The future of a response that has to wait.
    #[cold]
    fn finish(self, answered: Answered, response: Response<Body>) -> Finishing {
        Box::pin(self.transfer.finish(self.spec, self.reply, answered, response))
    }
}

fn respond<O: ServerOperation>(outcome: Outcome<O>, reply: &Reply) -> Response<Body> {
    let mut to = reply.message(reply.protocol.status(O::SPEC));
    match outcome {
        Ok(output) => {
            reply.protocol.head(O::SPEC.name, &mut to);
            O::encode(output, &mut to);
            to.heading_alone();
        }
        Err(Error::Modeled { error, .. }) => {
            to.status = error.status();
            reply.protocol.write_error(error.shape(), &mut to);
        }
        Err(Error::Invalid(violations)) => return refuse(reply, &violations),
        Err(Error::NotImplemented) => return Refusal::NotImplemented(O::SPEC.name).into_response(reply),
        // Whatever a handler failed with is the server's business alone.
        Err(Error::Internal(cause)) => return fail(reply, FaultKind::Handler, cause),
        Err(other) => return fail(reply, FaultKind::Handler, Box::new(other)),
    }
    send(reply, to)
}

/// Adds what the handler has for its own response.
fn add(reply: &Reply, response: &mut Response<Body>, answered: Answered, additions: &mut ResponseHandle) {
    if answered == Answered::OtherError || response.extensions().get::<FaultKind>().is_some() {
        return;
    }
    if let Err(reason) = additions.apply(response, &|name| reply.protocol.owns_header(name)) {
        *response = fail(reply, FaultKind::Response, reason.into());
    }
}

#[cold]
pub(super) fn refuse(reply: &Reply, violations: &Violations) -> Response<Body> {
    let mut to = reply.message(StatusCode::BAD_REQUEST.as_u16());
    reply.protocol.write_named(VALIDATION_EXCEPTION, &ValidationException::from(violations), &mut to);
    send(reply, to)
}

#[cold]
fn fail(reply: &Reply, kind: FaultKind, cause: BoxError) -> Response<Body> {
    Refusal::Internal(kind, cause).into_response(reply)
}

fn send(reply: &Reply, mut to: Outgoing) -> Response<Body> {
    if let Some(fault) = to.fault {
        return fail(reply, FaultKind::Response, fault.to_string().into());
    }
    let status = StatusCode::from_u16(to.status).ok().filter(|status| !status.is_informational());
    let Some(status) = status else {
        return fail(reply, FaultKind::Response, format!("{} is not a valid status", to.status).into());
    };
    let protocol = reply.protocol;
    if protocol.rpc().is_some_and(|rpc| rpc.fills_empty()) && to.body.as_bytes().is_some_and(bytes::Bytes::is_empty) {
        // It says what the body would be, so that the client knows the protocol by it.
        to.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(protocol.format().media_type()));
    }
    protocol.complete(&mut to.headers);
    let mut response = Response::new(to.body);
    *response.status_mut() = status;
    *response.headers_mut() = to.headers;
    // Such responses have no content (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5), and no `Content-Length`, except that
    // 304 may state the one that a 200 response would have.
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) {
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(header::CONTENT_TYPE);
        if status != StatusCode::NOT_MODIFIED {
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
    }
    response
}
