//! The `aws-chunked` content encoding, written: chunks of the body, and its checksum in a trailer (Smithy 2.0,
//! "awsChunked trait").

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use http_body::{Body as HttpBody, Frame};

use super::algorithm::Digest;
use super::{AWS_CHUNKED, Algorithm, TRAILER};
use crate::body::Body;
use crate::cause::BoxError;

/// The length of the body without the chunks.
const DECODED_LENGTH: HeaderName = HeaderName::from_static("x-amz-decoded-content-length");

/// The least bytes of a chunk that is not the last, which S3 demands.
const MIN_CHUNK: usize = 8 << 10;

/// Writes a stream in chunks with its checksum in a trailer, and says so in the headers.
pub(crate) fn encode(body: Body, algorithm: &'static Algorithm, headers: &mut HeaderMap) -> Body {
    let length = headers.remove(header::CONTENT_LENGTH);
    if let Some(length) = length.or_else(|| body.size_hint().exact().map(HeaderValue::from)) {
        headers.insert(DECODED_LENGTH, length);
    }
    headers.insert(TRAILER, HeaderValue::from_name(algorithm.header.clone()));
    crate::encodings::append_encoding(headers, AWS_CHUNKED);
    let digest = (algorithm.start)();
    Body::stream(Chunks { body, algorithm, digest: Some(digest), chunk: BytesMut::new() })
}

struct Chunks {
    body: Body,
    algorithm: &'static Algorithm,
    /// `None` when all was written.
    digest: Option<Box<dyn Digest>>,
    chunk: BytesMut,
}

impl Chunks {
    /// The chunk that has been collected.
    fn take_chunk(&mut self) -> Vec<u8> {
        if self.chunk.is_empty() {
            return Vec::new();
        }
        let mut framed = format!("{:x}\r\n", self.chunk.len()).into_bytes();
        framed.extend_from_slice(&self.chunk);
        framed.extend_from_slice(b"\r\n");
        self.chunk.clear();
        framed
    }
}

impl HttpBody for Chunks {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if self.digest.is_none() {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    let Ok(data) = frame.into_data() else { continue };
                    if let Some(digest) = &mut self.digest {
                        digest.update(&data);
                    }
                    self.chunk.extend_from_slice(&data);
                    if self.chunk.len() >= MIN_CHUNK {
                        return Poll::Ready(Some(Ok(Frame::data(self.take_chunk().into()))));
                    }
                }
                Some(Err(error)) => {
                    self.digest = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let mut last = self.take_chunk();
                    let digest = self.digest.take().map(Digest::finish).unwrap_or_default();
                    let (name, digest) = (self.algorithm.header.as_str(), STANDARD.encode(digest));
                    last.extend_from_slice(format!("0\r\n{name}:{digest}\r\n\r\n").as_bytes());
                    return Poll::Ready(Some(Ok(Frame::data(last.into()))));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.digest.is_none()
    }
}
