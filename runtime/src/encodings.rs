//! The header `Content-Encoding`, which lists encodings in the order in which they were applied (RFC 9110, section
//! 8.4).

use http::{HeaderMap, HeaderValue, header};

/// Appends an encoding to those that the content has already.
pub(crate) fn append_encoding(headers: &mut HeaderMap, encoding: &str) {
    let mut value = Vec::new();
    for others in headers.get_all(header::CONTENT_ENCODING) {
        let others = others.as_bytes().trim_ascii();
        if !others.is_empty() {
            value.extend_from_slice(others);
            value.extend_from_slice(b", ");
        }
    }
    value.extend_from_slice(encoding.as_bytes());
    // What is joined from legal values is legal.
    if let Ok(value) = HeaderValue::from_bytes(&value) {
        headers.insert(header::CONTENT_ENCODING, value);
    }
}

/// Removes an encoding if it is the last one. Returns whether it was.
pub(crate) fn remove_last_encoding(headers: &mut HeaderMap, encoding: &str) -> bool {
    let Some(mut all) = encodings(headers) else { return false };
    let is_last = all.pop().is_some_and(|last| last.eq_ignore_ascii_case(encoding));
    if is_last {
        set(headers, &all);
    }
    is_last
}

/// Removes an encoding wherever it is listed. Returns whether it was.
pub(crate) fn remove_encoding(headers: &mut HeaderMap, encoding: &str) -> bool {
    let Some(mut all) = encodings(headers) else { return false };
    let before = all.len();
    all.retain(|other| !other.eq_ignore_ascii_case(encoding));
    let is_listed = all.len() < before;
    if is_listed {
        set(headers, &all);
    }
    is_listed
}

/// The encodings in their order; `None` if they are not text.
fn encodings(headers: &HeaderMap) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for value in headers.get_all(header::CONTENT_ENCODING) {
        let names = value.to_str().ok()?.split(',').map(str::trim).filter(|name| !name.is_empty());
        all.extend(names.map(str::to_owned));
    }
    Some(all)
}

fn set(headers: &mut HeaderMap, encodings: &[String]) {
    headers.remove(header::CONTENT_ENCODING);
    // What is joined from legal values is legal.
    if !encodings.is_empty()
        && let Ok(value) = HeaderValue::from_str(&encodings.join(", "))
    {
        headers.insert(header::CONTENT_ENCODING, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(encodings: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in encodings {
            headers.append(header::CONTENT_ENCODING, HeaderValue::from_static(value));
        }
        headers
    }

    fn listed(headers: &HeaderMap) -> Vec<&str> {
        headers.get_all(header::CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap()).collect()
    }

    #[test]
    fn an_encoding_is_appended_and_taken_off_again() {
        let cases: [(&[&str], &[&str], &[&str]); 6] = [
            (&[], &["gzip"], &[]),
            (&[""], &["gzip"], &[]),
            (&["custom"], &["custom, gzip"], &["custom"]),
            (&["custom", " "], &["custom, gzip"], &["custom"]),
            (&["a", "b, c"], &["a, b, c, gzip"], &["a, b, c"]),
            (&["gzip"], &["gzip, gzip"], &["gzip"]),
        ];
        for (before, sent, received) in cases {
            let mut headers = headers(before);
            append_encoding(&mut headers, "gzip");
            assert_eq!(listed(&headers), sent);
            assert!(remove_last_encoding(&mut headers, "gzip"));
            assert_eq!(listed(&headers), received);
        }
    }

    #[test]
    fn other_encodings_are_left_alone() {
        for encodings in [&[][..], &["br"], &["gzip, br"], &["gzip", "br"], &["x-gzip"]] {
            let mut headers = headers(encodings);
            assert!(!remove_last_encoding(&mut headers, "gzip"));
            assert_eq!(listed(&headers), encodings);
        }
    }

    #[test]
    fn an_encoding_is_removed_wherever_it_is() {
        for encodings in [&["gzip, AWS-chunked"][..], &["aws-chunked,gzip"], &["aws-chunked", "gzip"]] {
            let mut headers = headers(encodings);
            assert!(remove_encoding(&mut headers, "aws-chunked"));
            assert_eq!(listed(&headers), ["gzip"]);
        }
        assert!(!remove_encoding(&mut headers(&["gzip"]), "aws-chunked"));
    }
}
