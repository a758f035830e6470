//! Percent-encoding of labels and query strings.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters (RFC 3986, section 2.3), as the `httpLabel` and `httpQuery` traits demand.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A greedy label keeps its slashes.
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

pub(super) fn push_encoded(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

pub(super) fn push_encoded_greedy(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED_BUT_SLASH));
}

/// Decodes a label.
///
/// # Errors
///
/// Bytes that are no UTF-8.
pub(crate) fn decode_label(text: &str) -> Result<Cow<'_, str>, String> {
    percent_decode_str(text).decode_utf8().map_err(|_| "the text is not valid UTF-8".to_owned())
}

/// Decodes a query string into its parameters, in order. A parameter without `=` has an empty value.
///
/// # Errors
///
/// Bytes that are no UTF-8.
#[cfg(feature = "server")]
pub(crate) fn decode_query(query: &str) -> Result<Vec<(String, String)>, String> {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    parameters
        .map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let name = decode_query_part(name)?;
            match decode_query_part(value) {
                Ok(value) => Ok((name, value)),
                Err(reason) => Err(format!("parameter {name}: {reason}")),
            }
        })
        .collect()
}

/// Senders of HTML forms write a space as `+`; ours and the official clients write a plus as `%2B`.
#[cfg(feature = "server")]
fn decode_query_part(text: &str) -> Result<String, String> {
    let text = if text.contains('+') { Cow::Owned(text.replace('+', " ")) } else { Cow::Borrowed(text) };
    decode_label(&text).map(Cow::into_owned)
}
