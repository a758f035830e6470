//! Services that came from a protocol of the Query family and keep the names of its errors (Smithy 2.0,
//! "awsQueryCompatible trait").

#[cfg(feature = "client")]
use http::HeaderMap;
use http::HeaderValue;

#[cfg(feature = "client")]
use super::ServiceSpec;
#[cfg(feature = "server")]
use crate::message::{ErrorShape, Outgoing};

/// The header with the name and whose fault it is.
const QUERY_ERROR: &str = "x-amzn-query-error";

/// Says that a client knows these names.
#[cfg(feature = "client")]
pub(super) fn ask(service: &ServiceSpec, headers: &mut HeaderMap) {
    if service.is_query_compatible {
        headers.insert("x-amzn-query-mode", HeaderValue::from_static("true"));
    }
}

/// The name of the error that a response holds.
#[cfg(feature = "client")]
pub(super) fn code(headers: &HeaderMap) -> Option<String> {
    let (code, _) = headers.get(QUERY_ERROR)?.to_str().ok()?.split_once(';')?;
    Some(code.to_owned())
}

/// Adds the name of an error, and who is at fault.
#[cfg(feature = "server")]
pub(super) fn name(error: &dyn ErrorShape, to: &mut Outgoing) {
    let Some(code) = error.query_code() else { return };
    let fault = if error.status() < 500 { "Sender" } else { "Receiver" };
    // A model may give it a name that no header can hold.
    if let Ok(value) = HeaderValue::try_from(format!("{code};{fault}")) {
        to.headers.insert(QUERY_ERROR, value);
    }
}
