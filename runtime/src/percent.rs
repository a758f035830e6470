//! Percent-encoding (RFC 3986, section 2.1): of labels, query strings and forms.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters (RFC 3986, section 2.3), as the `httpLabel` and `httpQuery` traits demand.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends a text, of which nothing but unreserved characters is left as it is.
pub(crate) fn push_encoded(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// Decodes a text. A percent sign that begins no code stands for itself.
///
/// # Errors
///
/// Bytes that are not valid UTF-8.
pub(crate) fn decode(text: &str) -> Result<Cow<'_, str>, &'static str> {
    percent_decode_str(text).decode_utf8().map_err(|_| "the text is not valid UTF-8")
}

/// The same text with spaces for pluses, as which the senders of forms write them; those who write `%20` write a plus as
/// `%2B`.
#[cfg(any(feature = "server", feature = "query"))]
pub(crate) fn spaces(text: &str) -> Cow<'_, str> {
    if text.contains('+') { Cow::Owned(text.replace('+', " ")) } else { Cow::Borrowed(text) }
}

/// Decodes a key or a value of a form.
///
/// # Errors
///
/// Bytes that are not valid UTF-8, or a percent sign that begins no code.
#[cfg(feature = "query")]
pub(crate) fn decode_form(text: &str) -> Result<Cow<'_, str>, &'static str> {
    // Most are plain.
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(text));
    }
    let is_hex = |code: &[u8]| code.len() == 2 && code.iter().all(u8::is_ascii_hexdigit);
    let is_code = |(at, _): (usize, &str)| is_hex(&text.as_bytes()[at + 1..text.len().min(at + 3)]);
    if !text.match_indices('%').all(is_code) {
        return Err("`%` is not followed by two hexadecimal digits");
    }
    match spaces(text) {
        Cow::Borrowed(text) => decode(text),
        Cow::Owned(text) => decode(&text).map(|decoded| Cow::Owned(decoded.into_owned())),
    }
}

#[cfg(test)]
#[cfg(feature = "query")]
mod tests {
    use super::decode_form;

    #[test]
    fn forms_are_decoded_strictly() {
        for (text, decoded) in
            [("", ""), ("a", "a"), ("a+b%20c", "a b c"), ("%2b%2B", "++"), ("%C3%A9%00é", "é\0é"), ("%25zz", "%zz")]
        {
            assert_eq!(decode_form(text).as_deref(), Ok(decoded));
        }
        for text in ["%", "%2", "%zz", "a%é", "%+1", "%ff", "%C3"] {
            assert!(decode_form(text).is_err(), "{text}");
        }
    }
}
