//! What a client keeps of an error response.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

#[cfg(feature = "client")]
use crate::message::ErrorShape;
use crate::message::Layout;
use crate::wire::Fault;
#[cfg(feature = "client")]
use crate::wire::Members;

/// An error response, as it came.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The HTTP status. The model may give the error another one.
    pub status: u16,
    /// The error's name, if the response has one.
    pub code: Option<String>,
    /// The error's name in protocols of the Query family (awsQuery and ec2Query), if the response has one: its code there, or
    /// the header `x-amzn-query-error` in other protocols.
    pub query_code: Option<String>,
    /// The service's message: the body's `message`, `Message` or `errorMessage`, or as much of it as arrived.
    pub message: Option<String>,
    /// The identifier that the service gave the request.
    pub request_id: Option<String>,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The body, up to 1 MiB; less if it broke off.
    pub body: Bytes,
    /// Why the response could not be read as the error that it names, although the model names that error for the
    /// operation.
    pub fault: Option<Fault>,
    /// How it is laid out; nothing for one that no client received.
    pub(crate) layout: Option<Layout>,
}

/// How much of a response without a message [`ErrorResponse`] shows, in characters.
const SHOWN: usize = 200;

impl ErrorResponse {
    /// Reads the response as an error structure of the service, for errors that the model does not name for the
    /// operation that returned them:
    ///
    /// ```text
    /// if let Some(Ok(busy)) = error.response().map(|response| response.decode::<BusyException>()) { … }
    /// ```
    ///
    /// # Errors
    ///
    /// The response names another error, or does not fit this one.
    #[cfg(feature = "client")]
    pub fn decode<T: ErrorShape>(&self) -> Result<T, Fault> {
        let mut error: T = Members::placeholder();
        let expected = T::table().name;
        let is_query_code = error.query_code().is_some() && self.query_code.as_deref() == error.query_code();
        if self.code.as_deref() != Some(expected) && !is_query_code {
            let found = self.code.as_deref().unwrap_or("an unnamed error");
            return Err(Fault::new(format!("the error is {found}, not {expected}")));
        }
        self.read_into(&mut error)?;
        Ok(error)
    }
}

/// The error's name, the status and the service's message. Of an unnamed error, the beginning of its text.
impl fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        summary(f, self.status, self.code.as_deref())?;
        match (&self.code, &self.message, &self.fault) {
            (Some(_), Some(message), _) => write!(f, ": {message}"),
            (Some(_), None, Some(fault)) => write!(f, ": the response cannot be read as this error: {fault}"),
            (Some(_), None, None) => Ok(()),
            (None, Some(message), _) => write_beginning(f, message),
            (None, None, _) => write_beginning(f, &String::from_utf8_lossy(&self.body)),
        }
    }
}

/// How an error response begins to be shown.
pub(super) fn summary(f: &mut fmt::Formatter<'_>, status: u16, code: Option<&str>) -> fmt::Result {
    write!(f, "{} (status {status})", code.unwrap_or("an unnamed error"))
}

/// Writes the beginning of a text in one line.
fn write_beginning(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut left = SHOWN;
    for (index, word) in words.enumerate() {
        f.write_str(if index == 0 { ": " } else { " " })?;
        if word.chars().count() > left {
            let end = word.char_indices().nth(left).map_or(word.len(), |(end, _)| end);
            return write!(f, "{}…", &word[..end]);
        }
        f.write_str(word)?;
        left = left.saturating_sub(word.chars().count() + 1);
    }
    Ok(())
}
