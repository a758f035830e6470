//! What a service answered: the output, or an error with its name.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::message::Failure;
use crate::body::Body;
use crate::error::{self, Error, ErrorResponse, OperationError as _};
use crate::format::{ErrorTexts, set_message};
use crate::lenient::Leniency;
use crate::message::{ErrorShape, Incoming, Retry, read_error};
use crate::operation::ClientOperation;
use crate::protocol::Behavior;
use crate::wire::{Fault, Findings, Stop};
#[cfg(feature = "tracing")]
use crate::wire::{Finding, Found, pointer};

/// Where services put the identifier of a request, in the order of preference.
const REQUEST_IDS: [&str; 4] = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id", "x-request-id"];

/// An answer, read whole unless it is a stream.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) protocol: &'static dyn Behavior,
    /// Whether it holds the output.
    pub(super) success: bool,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) stream: Option<Body>,
}

impl Answer {
    /// Reads the output of an operation.
    pub(super) fn read<T>(
        &mut self,
        operation: &'static str,
        leniency: Leniency,
        read: fn(&mut Incoming<'_>) -> Result<T, Stop>,
    ) -> Result<T, Failure> {
        let stream = self.stream.take();
        let mut incoming = Incoming::response(
            self.status.as_u16(),
            &self.headers,
            &self.body,
            stream,
            leniency,
            self.protocol.response_layout(),
        );
        let value = read(&mut incoming);
        report(operation, &incoming.findings);
        match value {
            Ok(value) => Ok(value),
            Err(Stop) => Err(self.misfit(incoming.into_findings().1)),
        }
    }

    /// Reads the error.
    pub(super) fn error<O: ClientOperation>(self) -> Error<O::Error> {
        let is_query_code = self.protocol.has_query_codes();
        let mut response = Box::new(self.into_error_response());
        let Some(mut error) = response.code.as_deref().and_then(|code| O::Error::named(code, is_query_code)) else {
            return Error::Unmodeled(response);
        };
        match response.read_into(error.shape_mut()) {
            Ok(()) => Error::Modeled { error, response: Some(response) },
            Err(fault) => {
                response.fault = Some(fault);
                Error::Unmodeled(response)
            }
        }
    }

    /// Whether the error is worth another attempt, which an error of the model may decide for itself.
    pub(super) fn retry<O: ClientOperation>(&self) -> Retry {
        let (code, _) = self.error_texts();
        error::retry::<O::Error>(self.status.as_u16(), code.as_deref())
    }

    /// The answer does not fit the model.
    pub(super) fn misfit(&self, fault: Option<Fault>) -> Failure {
        Failure::Decode { fault: refused(fault), status: self.status.as_u16(), request_id: request_id(&self.headers) }
    }

    /// The error's name, and what else its body says of it.
    fn error_texts(&self) -> (Option<String>, ErrorTexts) {
        let texts = self.protocol.format().error_texts(&self.body);
        (self.protocol.error_name(&self.headers, &texts), texts)
    }

    fn into_error_response(self) -> ErrorResponse {
        let (code, texts) = self.error_texts();
        let query_code = self.protocol.query_code(&self.headers, &texts);
        let Self { protocol, status, mut headers, body, .. } = self;
        // Errors are printed, and cookies are not for that.
        if let header::Entry::Occupied(mut cookies) = headers.entry(header::SET_COOKIE) {
            cookies.iter_mut().for_each(|cookie| cookie.set_sensitive(true));
        }
        ErrorResponse {
            status: status.as_u16(),
            code,
            query_code,
            message: texts.message,
            request_id: request_id(&headers).or(texts.request_id),
            headers,
            body,
            fault: None,
            layout: Some(protocol.response_layout()),
        }
    }
}

impl ErrorResponse {
    /// Reads the response as this error, whose name it has.
    pub(crate) fn read_into(&self, error: &mut dyn ErrorShape) -> Result<(), Fault> {
        // What an error says otherwise is worth more than that every word of it is as the model has it.
        let Some(layout) = self.layout else {
            return Err(Fault::new("this response was not received by a client"));
        };
        let mut incoming = Incoming::response(self.status, &self.headers, &self.body, None, Leniency::Lenient, layout);
        match read_error(error, &mut incoming) {
            Ok(()) => {
                // The service's own message may not have the name that the model gives it.
                if let Some(message) = self.message.as_ref().filter(|_| error.message().is_none_or(str::is_empty)) {
                    set_message(message, error);
                }
            }
            Err(Stop) => return Err(refused(incoming.into_findings().1)),
        }
        Ok(())
    }
}

/// The target of the client's events, which `docs/client.md` promises.
#[cfg(feature = "tracing")]
const TARGET: &str = "shapewright::client";

/// Reports what a strict client would refuse, with its place and without the value, which may be sensitive.
#[cfg(feature = "tracing")]
fn report(operation: &'static str, findings: &Findings) {
    for Finding { path, what } in &findings.list {
        let Found::Lenient(kind) = what else { continue };
        let (pointer, found) = (pointer(path), kind.as_str());
        if kind.level() == Leniency::Standard {
            tracing::debug!(target: TARGET, operation, pointer, found, "the response differs from the model");
        } else {
            tracing::warn!(target: TARGET, operation, pointer, found, "the response differs from the model");
        }
    }
}

#[cfg(not(feature = "tracing"))]
fn report(_: &'static str, _: &Findings) {}

fn refused(fault: Option<Fault>) -> Fault {
    fault.unwrap_or_else(|| Fault::new("the response was rejected"))
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = REQUEST_IDS.iter().find_map(|name| headers.get(*name))?;
    id.to_str().ok().map(str::to_owned)
}
