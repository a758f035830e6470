//! Blobs that are never held as a whole.

use std::fmt;

use bytes::Bytes;

use crate::body::{Body, CollectError};
use crate::cause::BoxError;

/// The content of a streaming blob (`smithy.api#streaming`): read as it comes, and once.
///
/// It is an [`http_body::Body`](https://docs.rs/http-body/1/http_body/trait.Body.html), and any other such body converts
/// into it with `new`.
#[derive(Default)]
pub struct ByteStream(Body);

impl ByteStream {
    /// A stream without content.
    pub const fn empty() -> Self {
        Self(Body::empty())
    }

    /// Creates a stream from any body.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Body::stream(body))
    }

    /// The body within.
    pub fn into_body(self) -> Body {
        self.0
    }

    /// Reads the whole stream, up to this many bytes.
    ///
    /// # Errors
    ///
    /// A stream that is longer, or that breaks off.
    pub async fn collect(self, limit: usize) -> Result<Bytes, CollectError> {
        self.0.collect(limit).await
    }
}

/// Nothing is shown of the content, which is read only once.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").finish_non_exhaustive()
    }
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Self(body)
    }
}

impl From<Bytes> for ByteStream {
    fn from(content: Bytes) -> Self {
        Self(content.into())
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(content: Vec<u8>) -> Self {
        Self(content.into())
    }
}

impl From<&[u8]> for ByteStream {
    fn from(content: &[u8]) -> Self {
        Self(content.to_vec().into())
    }
}

impl From<&str> for ByteStream {
    fn from(content: &str) -> Self {
        content.as_bytes().into()
    }
}

impl http_body::Body for ByteStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        std::pin::Pin::new(&mut self.0).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}
