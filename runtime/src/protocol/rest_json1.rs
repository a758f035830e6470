//! restJson1 (Smithy 2.0, "AWS restJson1 protocol").

#[cfg(feature = "client")]
mod fields;

#[cfg(feature = "server")]
use std::borrow::Cow;

#[cfg(feature = "client")]
use bytes::Bytes;
use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, HeaderValue};
#[cfg(feature = "server")]
use serde_json::Value;
use serde_json::json;

#[cfg(feature = "client")]
use self::fields::{Fields, bare_name};
use super::Protocol;
use crate::format::{Format, Json};
#[cfg(feature = "client")]
use crate::lenient::Leniency;
#[cfg(feature = "client")]
use crate::message::ErrorShape;
#[cfg(feature = "server")]
use crate::validate::Violations;
#[cfg(feature = "server")]
use crate::wire::Fault;
#[cfg(feature = "client")]
use crate::wire::{Outside, Reader};

/// The header with an error's name ("Operation error serialization").
const ERROR_TYPE: &str = "x-amzn-errortype";

#[derive(Debug)]
pub(super) struct RestJson1;

impl Protocol for RestJson1 {
    fn format(&self) -> &'static dyn Format {
        &Json
    }

    #[cfg(feature = "server")]
    fn name_error(&self, name: &'static str, headers: &mut HeaderMap) {
        headers.insert(ERROR_TYPE, HeaderValue::from_static(name));
    }

    #[cfg(feature = "server")]
    fn owns_header(&self, name: &HeaderName) -> bool {
        name == ERROR_TYPE
    }

    #[cfg(feature = "server")]
    fn refusal(&self, message: Cow<'_, str>, fault: Option<&Fault>) -> String {
        let body = match fault {
            Some(fault) => json!({ "message": message, "path": fault.pointer(), "reason": fault.reason }),
            None => json!({ "message": message }),
        };
        body.to_string()
    }

    #[cfg(feature = "server")]
    fn violations(&self, violations: &Violations) -> String {
        let fields: Vec<Value> = violations
            .iter()
            .map(|violation| json!({ "path": violation.path, "message": violation.to_string() }))
            .collect();
        json!({ "message": violations.to_string(), "fieldList": fields }).to_string()
    }

    #[cfg(feature = "client")]
    fn error_code(&self, headers: &HeaderMap, body: &Bytes) -> Option<String> {
        named_by_header(headers).or_else(|| Fields::read(body).code())
    }

    #[cfg(feature = "client")]
    fn error_texts(&self, headers: &HeaderMap, body: &Bytes) -> (Option<String>, Option<String>) {
        let fields = Fields::read(body);
        (named_by_header(headers).or_else(|| fields.code()), fields.into_message())
    }

    #[cfg(feature = "client")]
    fn set_message(&self, message: &str, error: &mut dyn ErrorShape) {
        let is_message = |name: &str| ["message", "errorMessage"].iter().any(|known| known.eq_ignore_ascii_case(name));
        let Some(member) = error.shape().members.iter().find(|member| is_message(member.name)) else { return };
        let body = json!({ member.key: message }).to_string();
        // It was read as the model has it before, so that nothing else can be wrong with it than its type.
        let reader = Reader::response(Leniency::Strict);
        let _ = self.format().decode_members(error, body.as_bytes(), reader, Outside::Response);
    }
}

#[cfg(feature = "client")]
fn named_by_header(headers: &HeaderMap) -> Option<String> {
    bare_name(headers.get(ERROR_TYPE)?.to_str().ok()?)
}
