//! Compressed bodies of requests (Smithy 2.0, "requestCompression trait"): gzip is the encoding that it knows.

use std::io::{Read as _, Write as _};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, header};

/// The least length of a body that is worth compressing, in bytes; the trait's default.
#[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only clients compress"))]
pub(crate) const MIN_LENGTH: usize = 10_240;

/// The encoding's name.
pub(crate) const GZIP: &str = "gzip";

/// The compressed bytes.
pub(crate) fn gzip(content: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content)?;
    encoder.finish().map(Bytes::from)
}

/// Appends the encoding to those that the content has already.
pub(crate) fn append(headers: &mut HeaderMap) {
    let mut value = Vec::new();
    for encoding in headers.get_all(header::CONTENT_ENCODING) {
        value.extend_from_slice(encoding.as_bytes());
        value.extend_from_slice(b", ");
    }
    value.extend_from_slice(GZIP.as_bytes());
    // What is joined from legal values is legal.
    if let Ok(value) = HeaderValue::from_bytes(&value) {
        headers.insert(header::CONTENT_ENCODING, value);
    }
}

/// Why a compressed body cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InflateError {
    /// The content is longer than the limit.
    TooLarge,
    /// It is not gzip.
    Malformed,
}

/// Inflates a body if gzip is the last of its encodings, which the headers then no longer name.
///
/// No more than the limit is ever inflated, however little space it takes compressed.
///
/// # Errors
///
/// The content is no gzip, or longer than the limit.
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "clients only compress"))]
pub(crate) fn inflate(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, InflateError> {
    let Some(others) = without_gzip(headers) else {
        return Ok(body);
    };
    let mut content = Vec::new();
    // One byte more than allowed tells a longer content from one that just fits.
    let allowed = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(&*body).take(allowed).read_to_end(&mut content);
    if content.len() > limit {
        return Err(InflateError::TooLarge);
    }
    read.map_err(|_| InflateError::Malformed)?;
    match others {
        Some(others) => headers.insert(header::CONTENT_ENCODING, others),
        None => headers.remove(header::CONTENT_ENCODING),
    };
    Ok(content.into())
}

/// The encodings under gzip, if there are others; `None` if the last one is not gzip.
fn without_gzip(headers: &HeaderMap) -> Option<Option<HeaderValue>> {
    let all: Option<Vec<&str>> =
        headers.get_all(header::CONTENT_ENCODING).iter().map(|value| value.to_str().ok()).collect();
    let all = all?.join(",");
    let (others, last) = all.rsplit_once(',').unwrap_or(("", &all));
    last.trim().eq_ignore_ascii_case(GZIP).then(|| {
        let others = others.trim();
        if others.is_empty() { None } else { HeaderValue::from_str(others).ok() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(encodings: &[&'static str]) -> HeaderMap {
        let values = encodings.iter().map(|value| (header::CONTENT_ENCODING, HeaderValue::from_static(value)));
        values.fold(HeaderMap::new(), |mut all, (name, value)| {
            all.append(name, value);
            all
        })
    }

    fn encodings(headers: &HeaderMap) -> Vec<&str> {
        headers.get_all(header::CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap()).collect()
    }

    #[test]
    fn the_encoding_is_appended_and_taken_off_again() {
        let cases: [(&[&str], &[&str], &[&str]); 3] = [
            (&[], &["gzip"], &[]),
            (&["custom"], &["custom, gzip"], &["custom"]),
            (&["a", "b, c"], &["a, b, c, gzip"], &["a, b, c"]),
        ];
        for (before, sent, received) in cases {
            let mut headers = headers(before);
            let body = gzip(b"content").unwrap();
            append(&mut headers);
            assert_eq!(encodings(&headers), sent);
            assert_eq!(inflate(&mut headers, body, 7).unwrap(), "content");
            assert_eq!(encodings(&headers), received);
        }
    }

    #[test]
    fn other_encodings_are_left_alone() {
        for encodings in [&[][..], &["br"], &["gzip, br"], &["gzip", "br"], &["x-gzip"]] {
            let mut headers = headers(encodings);
            assert_eq!(inflate(&mut headers, Bytes::from_static(b"content"), 1).unwrap(), "content");
        }
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let bomb = gzip(&vec![0; 8 << 20]).unwrap();
        assert!(bomb.len() < 16 << 10);
        let result = inflate(&mut headers(&["GZIP"]), bomb.clone(), 1 << 20);
        assert_eq!(result, Err(InflateError::TooLarge));
        assert_eq!(inflate(&mut headers(&["GZIP"]), bomb, 8 << 20).unwrap().len(), 8 << 20);
    }

    #[test]
    fn a_broken_body_is_malformed() {
        let body = gzip(b"content").unwrap();
        for end in 0..body.len() {
            let result = inflate(&mut headers(&["gzip"]), body.slice(..end), 100);
            assert_eq!(result, Err(InflateError::Malformed), "cut at {end}");
        }
        let mut flipped = body.to_vec();
        let last = flipped.len() - 1;
        flipped[last] ^= 1;
        assert_eq!(inflate(&mut headers(&["gzip"]), flipped.into(), 100), Err(InflateError::Malformed));
    }
}
