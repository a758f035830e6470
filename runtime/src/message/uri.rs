//! Percent-encoding of labels and query strings.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, utf8_percent_encode};

pub(super) use crate::percent::push_encoded;
#[cfg(feature = "server")]
use crate::percent::spaces;
use crate::percent::{RESERVED, decode};

/// A greedy label keeps its slashes.
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

pub(super) fn push_encoded_greedy(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED_BUT_SLASH));
}

/// Decodes a label.
///
/// # Errors
///
/// Bytes that are no UTF-8.
pub(crate) fn decode_label(text: &str) -> Result<Cow<'_, str>, String> {
    decode(text).map_err(str::to_owned)
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

#[cfg(feature = "server")]
fn decode_query_part(text: &str) -> Result<String, String> {
    decode_label(&spaces(text)).map(Cow::into_owned)
}
