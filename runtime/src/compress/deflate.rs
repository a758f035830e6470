//! The client's half: compressing.

use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body::{Body as HttpBody, Frame};

use crate::body::Body;
use crate::cause::BoxError;

/// The compressed bytes.
pub(crate) fn gzip(content: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content)?;
    encoder.finish().map(Bytes::from)
}

/// The stream, compressed while it is read.
pub(crate) fn gzip_stream(body: Body) -> Body {
    let encoder = GzEncoder::new(Vec::new(), Compression::default());
    Body::stream(Deflated { body, encoder: Some(encoder), held: false })
}

struct Deflated {
    body: Body,
    /// `None` when all was written.
    encoder: Option<GzEncoder<Vec<u8>>>,
    /// Whether the encoder may hold something that was written to it.
    held: bool,
}

impl Deflated {
    /// What the encoder has written so far.
    fn take(&mut self) -> Bytes {
        self.encoder.as_mut().map(|encoder| std::mem::take(encoder.get_mut())).unwrap_or_default().into()
    }

    /// Writes the next piece of the stream.
    fn write(&mut self, piece: &[u8]) -> std::io::Result<Bytes> {
        if let Some(encoder) = &mut self.encoder {
            encoder.write_all(piece)?;
        }
        self.held |= !piece.is_empty();
        Ok(self.take())
    }

    /// What the encoder holds back for better compression. A reader gets it while there is nothing else to send.
    fn flush(&mut self) -> std::io::Result<Bytes> {
        if !std::mem::take(&mut self.held) {
            return Ok(Bytes::new());
        }
        self.encoder.as_mut().map_or(Ok(()), |encoder| encoder.flush())?;
        Ok(self.take())
    }

    fn finish(&mut self) -> std::io::Result<Bytes> {
        self.encoder.take().map_or_else(|| Ok(Vec::new()), GzEncoder::finish).map(Bytes::from)
    }
}

impl HttpBody for Deflated {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if self.encoder.is_none() {
                return Poll::Ready(None);
            }
            let (written, is_pending) = match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Pending => (self.flush(), true),
                Poll::Ready(None) => (self.finish(), false),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(piece) => (self.write(&piece), false),
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                Poll::Ready(Some(Err(error))) => {
                    self.encoder = None;
                    return Poll::Ready(Some(Err(error)));
                }
            };
            match written {
                Ok(bytes) if bytes.is_empty() && is_pending => return Poll::Pending,
                Ok(bytes) if bytes.is_empty() => {}
                Ok(bytes) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Err(error) => {
                    self.encoder = None;
                    return Poll::Ready(Some(Err(error.into())));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.encoder.is_none()
    }
}
