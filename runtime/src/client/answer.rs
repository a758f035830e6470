//! What a service answered: the output, or an error with its name.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;

use super::message::Failure;
use crate::body::Body;
use crate::error::{Error, OperationError as _, Unmodeled};
use crate::http::{Incoming, read_error};
use crate::operation::ClientOperation;
use crate::wire::{ErrorShape, Fault, Mode, Outside, Stop, decode_json_body};

/// Where services put the identifier of a request, in the order of preference.
const REQUEST_IDS: [&str; 4] = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id", "x-request-id"];

/// Where errors without a header for it have their name, in the order of preference: `__type` comes first because a
/// modelled member may be called `code`.
const CODES: [&str; 3] = ["__type", "code", "Code"];

/// Where errors have the service's own words, in the order of preference.
const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

/// An answer, read whole unless it is a stream.
#[derive(Debug)]
pub(super) struct Answer {
    /// Whether it holds the output.
    pub(super) success: bool,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) stream: Option<Body>,
}

impl Answer {
    /// Reads something from the answer.
    pub(super) fn read<T>(&mut self, read: fn(&mut Incoming<'_>) -> Result<T, Stop>) -> Result<T, Failure> {
        let stream = self.stream.take();
        let mut incoming = Incoming::response(self.status.as_u16(), &self.headers, &self.body, stream);
        match read(&mut incoming) {
            Ok(value) => Ok(value),
            Err(Stop) => Err(self.misfit(incoming.into_findings().1)),
        }
    }

    /// Reads the error.
    pub(super) fn error<O: ClientOperation>(&self) -> Error<O::Error> {
        let Some(code) = self.code() else {
            return self.unmodeled(None);
        };
        let mut incoming = Incoming::response(self.status.as_u16(), &self.headers, &self.body, None);
        let Some(mut error) = O::Error::named(&code) else {
            return self.unmodeled(Some(code));
        };
        match read_error(error.shape_mut(), &mut incoming) {
            Ok(()) if error.message().is_none_or(str::is_empty) => {
                self.read_message(error.shape_mut());
                Error::Modeled { error, request_id: self.request_id() }
            }
            Ok(()) => Error::Modeled { error, request_id: self.request_id() },
            Err(Stop) => self.misfit(incoming.into_findings().1).into_error(),
        }
    }

    /// Fills in the service's own words where they do not have the name that the model gives them.
    fn read_message(&self, error: &mut dyn ErrorShape) {
        let modeled = error.shape().members.iter().find(|member| member.name.eq_ignore_ascii_case("message"));
        if let (Some(member), Some(text)) = (modeled, first_text(&self.fields(), &MESSAGES)) {
            let message = serde_json::json!({ member.key: text }).to_string();
            // It was read as the model has it before, so that nothing else can be wrong with it than its type.
            let _ = decode_json_body(error, message.as_bytes(), Mode::Response, Outside::Response);
        }
    }

    /// The answer does not fit the model.
    pub(super) fn misfit(&self, fault: Option<Fault>) -> Failure {
        Failure::Decode {
            fault: fault.unwrap_or_else(|| Fault::new("the answer was refused")),
            status: self.status.as_u16(),
            request_id: self.request_id(),
        }
    }

    fn unmodeled<E>(&self, code: Option<String>) -> Error<E> {
        Error::Unmodeled(Box::new(Unmodeled {
            status: self.status.as_u16(),
            code,
            message: first_text(&self.fields(), &MESSAGES),
            request_id: self.request_id(),
            body: self.body.clone(),
        }))
    }

    fn request_id(&self) -> Option<String> {
        let id = REQUEST_IDS.iter().find_map(|name| self.headers.get(*name))?;
        id.to_str().ok().map(str::to_owned)
    }

    /// The error's name (AWS restJson1 protocol, "Operation error serialization").
    fn code(&self) -> Option<String> {
        let header = self.headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
        let code = match header.map(bare_name) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => bare_name(&first_text(&self.fields(), &CODES)?).to_owned(),
        };
        (!code.is_empty()).then_some(code)
    }

    fn fields(&self) -> BTreeMap<String, &RawValue> {
        // A body that is no object, say a proxy's page, has no fields; it is kept as it is.
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The name without the namespace in front of it and the URI behind it: `Name` of `ns#Name:http://example.com/`.
fn bare_name(text: &str) -> &str {
    let name = text.split(':').next().unwrap_or_default();
    name.rsplit('#').next().unwrap_or_default().trim()
}

/// The first of these fields that holds text.
fn first_text(fields: &BTreeMap<String, &RawValue>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| serde_json::from_str(fields.get(*name)?.get()).ok())
}
