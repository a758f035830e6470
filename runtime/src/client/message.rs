//! From an operation's message to an HTTP request, and what may go wrong from then on.

use std::time::Duration;

use http::uri::{Authority, PathAndQuery, Uri};
use http::{Extensions, HeaderMap, HeaderValue, Method, header};
use http_body::Body as _;

use super::builder::Settings;
use crate::body::Body;
use crate::cause::BoxError;
use crate::error::{Error, TimeoutScope};
use crate::message::Outgoing;
use crate::protocol::{Behavior, Media};
use crate::spec::{BodyKind, OperationSpec};
use crate::validate::{Check, Path, Report, Violations};
use crate::wire::Fault;
use crate::{CallOptions, Validation};

/// Why a call failed without an error of the service; an [`Error`] before it is known of which operation.
#[derive(Debug)]
pub(super) enum Failure {
    Invalid(Violations),
    Request(Fault),
    Transport { source: BoxError, maybe_sent: bool },
    Timeout { limit: Duration, scope: TimeoutScope },
    Decode { fault: Fault, status: u16, request_id: Option<String> },
}

impl Failure {
    pub(super) fn into_error<E>(self) -> Error<E> {
        match self {
            Self::Invalid(violations) => Error::Invalid(violations),
            Self::Request(fault) => Error::Request(fault),
            Self::Transport { source, maybe_sent } => Error::Transport { source, maybe_sent },
            Self::Timeout { limit, scope } => Error::Timeout { limit, scope },
            Self::Decode { fault, status, request_id } => Error::Decode { fault, status, request_id },
        }
    }
}

impl Settings {
    pub(super) fn validate(
        &self,
        spec: &OperationSpec,
        options: &CallOptions,
        input: &dyn Check,
    ) -> Result<(), Failure> {
        let validation = options.validation.unwrap_or_default();
        if validation == Validation::Off {
            return Ok(());
        }
        let mut report = Report::default();
        input.check(&Path::ROOT, &mut report);
        match report.finish() {
            Err(violations) if validation == Validation::Deny => {
                return Err(Failure::Invalid(violations));
            }
            Err(violations) => self.config.warn(spec.name, &violations),
            Ok(()) => {}
        }
        Ok(())
    }

    /// A message whose path begins with the endpoint's, and which says which operation it calls if the protocol does.
    pub(super) fn message(&self, spec: &OperationSpec) -> Outgoing {
        let mut message = Outgoing::request(self.protocol.request_layout());
        message.namespace = self.service.namespace;
        // Room for a usual path and query in one allocation.
        message.path.reserve(self.endpoint.base.len() + 64);
        message.path.push_str(&self.endpoint.base);
        message.base = self.endpoint.base.len();
        if let Some(rpc) = self.protocol.rpc() {
            rpc.address(self.service, spec.name, &mut message);
        }
        message
    }

    /// Makes the request. The caller's headers replace those of the same name, whoever set them.
    pub(super) fn request(
        &self,
        spec: &OperationSpec,
        options: &CallOptions,
        message: Outgoing,
        headers: HeaderMap,
        extensions: Extensions,
    ) -> Result<http::Request<Body>, Failure> {
        let message = self.filled(message);
        let Outgoing { mut path, query, host_prefix, headers: bound, body, fault, first_label, .. } = message;
        if let Some(fault) = fault {
            return Err(Failure::Request(fault));
        }
        let host =
            self.bucket_host(options.bucket_addressing, &mut path, first_label.filter(|_| host_prefix.is_empty()));
        let uri = self.uri(path, &query, host, &host_prefix).map_err(Failure::Request)?;
        let method = self.protocol.method(spec);
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|_| Failure::Request(Fault::new(format!("`{method}` is not a valid HTTP method"))))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = bound;
        *request.extensions_mut() = extensions;
        if !request.headers().contains_key(header::ACCEPT) {
            request.headers_mut().insert(header::ACCEPT, accept(self.protocol, spec));
        }
        if !request.headers().contains_key(header::USER_AGENT) {
            request.headers_mut().insert(header::USER_AGENT, self.user_agent.clone());
        }
        request.headers_mut().extend(headers);
        self.compress(spec, &mut request).map_err(Failure::Request)?;
        set_length(self.protocol.request_body(spec), &mut request).map_err(Failure::Request)?;
        Ok(request)
    }

    /// The message with the body that its protocol demands where there are no members.
    fn filled(&self, mut message: Outgoing) -> Outgoing {
        message.heading_alone();
        if self.protocol.rpc().is_some_and(|rpc| rpc.fills_empty())
            && message.body.as_bytes().is_some_and(bytes::Bytes::is_empty)
        {
            message.absent_payload();
        }
        message
    }

    fn uri(&self, mut path: String, query: &str, host: Option<Authority>, host_prefix: &str) -> Result<Uri, Fault> {
        if !query.is_empty() {
            path.push('?');
            path.push_str(query);
        }
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.endpoint.scheme.clone());
        parts.authority = Some(if let Some(host) = host {
            host
        } else if host_prefix.is_empty() || !self.config.host_prefix {
            self.endpoint.authority.clone()
        } else {
            let invalid = |reason| Fault::new(format!("host prefix: {reason}"));
            self.endpoint.prefixed(host_prefix).map_err(invalid)?
        });
        parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(|error| Fault::new(error.to_string()))?);
        Uri::from_parts(parts).map_err(|error| Fault::new(error.to_string()))
    }
}

/// What an answer may be. Errors are in the format of the protocol whatever the output is, but services choose the type
/// of an error themselves (RFC 9110, section 12.5.1, allows it).
fn accept(protocol: &'static dyn Behavior, spec: &OperationSpec) -> HeaderValue {
    HeaderValue::from_static(match protocol.response_media(spec) {
        Media::Nothing => protocol.format().media_type(),
        Media::Anything => "*/*",
        Media::Type(media_type) => media_type,
    })
}

/// Says how long the body is, where there is one and its length is known. Transports would do so too, but not all do,
/// and signatures cover it.
fn set_length(kind: BodyKind, request: &mut http::Request<Body>) -> Result<(), Fault> {
    match request.body().size_hint().exact() {
        // Methods that usually have content say so where they have none (RFC 9110, section 8.6): some servers refuse
        // them otherwise.
        Some(0)
            if !request.headers().contains_key(header::CONTENT_TYPE)
                && !matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) => {}
        Some(length) => {
            request.headers_mut().entry(header::CONTENT_LENGTH).or_insert(length.into());
        }
        None if matches!(kind, BodyKind::Stream { sized: true, .. }) => {
            return Err(Fault::new("the length of the body must be known (`smithy.api#requiresLength`)"));
        }
        None => {}
    }
    Ok(())
}
