//! How bodies are sent, which is not how handlers see them: encodings and checksums.

use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, Response, header};
use http_body::Body as _;

use super::refusal::Refusal;
use super::reply::Reply;
use crate::body::Body;
#[cfg(feature = "checksum")]
use crate::checksum::{self, Pending};
use crate::error::Error;
use crate::message::Sent;
use crate::operation::{Operation, Outcome};
use crate::spec::OperationSpec;
#[cfg(feature = "checksum")]
use crate::spec::{BodyKind, RequestChecksum};
#[cfg(feature = "gzip")]
use crate::wire::Fault;

/// How the body of a request was sent, and how the body of the response is to be.
#[derive(Default)]
pub(super) struct Transfer {
    limit: usize,
    /// The whole body as it was sent, if the handler sees it otherwise.
    #[cfg(feature = "checksum")]
    bytes: Option<Bytes>,
    /// The stream of the request, if it has a checksum.
    #[cfg(feature = "checksum")]
    pending: Option<Pending>,
    /// Whether the response needs a checksum.
    #[cfg(feature = "checksum")]
    provide: bool,
    /// Whether the stream of the request is compressed.
    #[cfg(feature = "gzip")]
    is_gzip: bool,
}

impl std::fmt::Debug for Transfer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transfer").field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// What a handler answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    Output,
    ModeledError,
    OtherError,
}

impl Answered {
    pub(super) fn of<O: Operation>(outcome: &Outcome<O>) -> Self {
        match outcome {
            Ok(_) => Self::Output,
            Err(Error::Modeled { .. }) => Self::ModeledError,
            Err(_) => Self::OtherError,
        }
    }
}

impl Transfer {
    /// For a router that reads bodies up to this many bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            #[cfg(feature = "checksum")]
            bytes: None,
            #[cfg(feature = "checksum")]
            pending: None,
            #[cfg(feature = "checksum")]
            provide: false,
            #[cfg(feature = "gzip")]
            is_gzip: false,
        }
    }

    /// The body as the handler sees it, without the encoding of which the headers then say nothing.
    pub(super) fn unwrap_bytes(
        &mut self,
        spec: &OperationSpec,
        headers: &mut HeaderMap,
        body: Bytes,
    ) -> Result<Bytes, Refusal> {
        // Without the features there is nothing to do.
        let _ = (spec, &headers);
        #[cfg(feature = "gzip")]
        if spec.gzip && crate::encodings::remove_last_encoding(headers, crate::compress::GZIP) {
            let content = inflated(&body, self.limit)?;
            // Checksums are of the bytes as they were sent.
            #[cfg(feature = "checksum")]
            {
                self.bytes = Some(body);
            }
            return Ok(content);
        }
        Ok(body)
    }

    /// The stream without chunks of its own. Compression comes off later, because checksums are of what is compressed.
    pub(super) fn unwrap_stream(&mut self, spec: &OperationSpec, headers: &mut HeaderMap, body: Body) -> Body {
        let _ = (spec, &headers);
        #[cfg(feature = "checksum")]
        let body = if spec.request_checksum == RequestChecksum::None {
            body
        } else {
            checksum::decode_chunks::decode(body, headers)
        };
        #[cfg(feature = "gzip")]
        {
            self.is_gzip = spec.gzip && crate::encodings::remove_last_encoding(headers, crate::compress::GZIP);
        }
        body
    }

    /// What the reader of the message needs to know.
    pub(super) fn sent(&self, spec: &OperationSpec) -> Sent<'_> {
        let _ = spec;
        Sent {
            #[cfg(feature = "checksum")]
            checksum: Some(spec.request_checksum),
            #[cfg(feature = "checksum")]
            bytes: self.bytes.as_ref(),
            #[cfg(feature = "checksum")]
            pending: None,
            #[cfg(feature = "gzip")]
            is_gzip: self.is_gzip,
            lifetime: PhantomData,
        }
    }

    /// Sets the stream whose checksum decides about the response, too.
    #[cfg(feature = "checksum")]
    pub(super) fn wait_for(&mut self, pending: Option<Pending>) {
        self.pending = pending;
    }

    /// Sets whether the response needs a checksum.
    #[cfg(feature = "checksum")]
    pub(super) fn wants_checksum(&mut self, wanted: bool) {
        self.provide = wanted;
    }

    /// Whether a response can be sent as it is.
    pub(super) fn is_finished(&self) -> bool {
        #[cfg(feature = "checksum")]
        return self.pending.is_none() && !self.provide;
        #[cfg(not(feature = "checksum"))]
        true
    }

    /// The response to send. A request whose stream does not match its checksum is refused, whatever the handler made
    /// of it; a stream that the handler did not read is read here, up to the limit.
    pub(super) async fn finish(
        self,
        spec: &'static OperationSpec,
        reply: Reply,
        answered: Answered,
        response: Response<Body>,
    ) -> Response<Body> {
        let _ = (spec, &reply, answered);
        #[cfg(feature = "checksum")]
        {
            if let Some(pending) = self.pending
                && answered != Answered::ModeledError
                && let Err(fault) = pending.finish(self.limit).await
            {
                return Refusal::Malformed(fault).into_response(&reply);
            }
            if self.provide && answered == Answered::Output {
                return provide(spec, response, self.limit).await;
            }
        }
        response
    }
}

/// Adds a checksum to a response (`aws.protocols#httpChecksum`, "Service behavior"). It goes into a header, so that a
/// stream is read before anything is sent; one that is longer than the limit goes out without.
#[cfg(feature = "checksum")]
async fn provide(spec: &OperationSpec, response: Response<Body>, limit: usize) -> Response<Body> {
    let algorithm = spec.response_checksums.iter().find_map(|name| checksum::Algorithm::named(name));
    let has_payload =
        spec.method != "HEAD" && !matches!(spec.response_body, BodyKind::Events | BodyKind::InitialMessage);
    let Some(algorithm) = algorithm.filter(|_| has_payload && !checksum::has_checksum(response.headers())) else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    let body = body.buffered(limit).await;
    if let Some(bytes) = body.as_bytes() {
        checksum::put(algorithm, bytes, &mut parts.headers);
    }
    Response::from_parts(parts, body)
}

/// A form as it was before it was compressed, where only the operation that it names can say whether it may be.
pub(super) fn unwrapped(headers: &HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, Refusal> {
    // Without the feature there is nothing to do.
    let _ = (headers, limit);
    #[cfg(feature = "gzip")]
    if crate::encodings::remove_last_encoding(&mut headers.clone(), crate::compress::GZIP) {
        return inflated(&body, limit);
    }
    Ok(body)
}

#[cfg(feature = "gzip")]
fn inflated(body: &[u8], limit: usize) -> Result<Bytes, Refusal> {
    use crate::compress::{InflateError, inflate};
    inflate(body, limit).map_err(|error| match error {
        InflateError::TooLarge => Refusal::TooLarge(limit),
        InflateError::Malformed => Refusal::Malformed(Fault::new("body: not valid gzip")),
    })
}

/// Whether a request says how long its body is (`smithy.api#requiresLength`), before chunks of its own if it has some
/// (`aws.api#awsChunked`).
pub(super) fn is_length_known(headers: &HeaderMap, body: &Body) -> bool {
    headers.contains_key(header::CONTENT_LENGTH)
        || headers.contains_key("x-amz-decoded-content-length")
        || body.size_hint().exact().is_some()
}
