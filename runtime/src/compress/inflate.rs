//! The server's half: inflating.

use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use flate2::bufread::MultiGzDecoder;
use http_body::{Body as HttpBody, Frame};

use crate::body::Body;
use crate::cause::BoxError;

/// The most bytes of a piece of an inflated stream, however little space they take compressed.
const PIECE: usize = 16 << 10;

/// Why a compressed body cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InflateError {
    /// The content is longer than the limit.
    TooLarge,
    /// It is not gzip.
    Malformed,
}

/// Inflates a body.
///
/// No more than the limit is ever inflated, however little space it takes compressed.
///
/// # Errors
///
/// The content is not gzip, or longer than the limit.
pub(crate) fn inflate(body: &[u8], limit: usize) -> Result<Bytes, InflateError> {
    let mut content = Vec::new();
    // One byte more than allowed tells a longer content from one that just fits.
    let allowed = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(body).take(allowed).read_to_end(&mut content);
    if content.len() > limit {
        return Err(InflateError::TooLarge);
    }
    read.map_err(|_| InflateError::Malformed)?;
    Ok(content.into())
}

/// The stream, inflated while it is read, in small pieces.
pub(crate) fn inflate_stream(body: Body) -> Body {
    let input = Input { piece: Bytes::new(), is_last: false };
    Body::stream(Inflated { body, decoder: Some(MultiGzDecoder::new(input)) })
}

/// The piece of the compressed stream that is being read.
struct Input {
    piece: Bytes,
    /// Whether no other comes after it.
    is_last: bool,
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Input {
    /// The rest of the piece. The decoder goes on where it stopped after an error that says to come back.
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece.is_empty() && !self.is_last { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(&self.piece) }
    }

    fn consume(&mut self, count: usize) {
        self.piece.advance(count.min(self.piece.len()));
    }
}

struct Inflated {
    body: Body,
    /// `None` when all was read.
    decoder: Option<MultiGzDecoder<Input>>,
}

impl HttpBody for Inflated {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        loop {
            let Some(decoder) = &mut this.decoder else { return Poll::Ready(None) };
            let mut content = vec![0; PIECE];
            match decoder.read(&mut content) {
                Ok(0) if decoder.get_ref().is_last => {
                    this.decoder = None;
                    return Poll::Ready(None);
                }
                Ok(count) if count > 0 => {
                    content.truncate(count);
                    return Poll::Ready(Some(Ok(Frame::data(content.into()))));
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => {
                    this.decoder = None;
                    return Poll::Ready(Some(Err("the body is not valid gzip".into())));
                }
            }
            let input = decoder.get_mut();
            match ready!(Pin::new(&mut this.body).poll_frame(cx)) {
                None => input.is_last = true,
                Some(Ok(frame)) => input.piece = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => {
                    this.decoder = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.decoder.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{gzip, gzip_stream};
    use super::*;

    /// A body that comes in pieces, with a pause before each of them.
    struct Pieces {
        pieces: Vec<Bytes>,
        paused: bool,
    }

    impl HttpBody for Pieces {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            self.paused = !self.paused;
            if self.paused {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(self.pieces.pop().map(|piece| Ok(Frame::data(piece))))
        }
    }

    fn pieces(content: &Bytes, length: usize) -> Body {
        let mut pieces: Vec<Bytes> = content.chunks(length).map(Bytes::copy_from_slice).collect();
        pieces.reverse();
        Body::stream(Pieces { pieces, paused: false })
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let bomb = gzip(&vec![0; 8 << 20]).unwrap();
        assert!(bomb.len() < 16 << 10);
        assert_eq!(inflate(&bomb, 1 << 20), Err(InflateError::TooLarge));
        assert_eq!(inflate(&bomb, 8 << 20).unwrap().len(), 8 << 20);
    }

    #[test]
    fn a_broken_body_is_malformed() {
        let body = gzip(b"content").unwrap();
        for end in 0..body.len() {
            assert_eq!(inflate(&body[..end], 100), Err(InflateError::Malformed), "cut at {end}");
        }
        let mut flipped = body.to_vec();
        let last = flipped.len() - 1;
        flipped[last] ^= 1;
        assert_eq!(inflate(&flipped, 100), Err(InflateError::Malformed));
    }

    #[tokio::test]
    async fn streams_go_both_ways_in_any_pieces() {
        let content: Bytes = (0..100_000_u32).flat_map(|number| (number % 1009).to_le_bytes()).collect();
        for sent in [1_000, 65_536] {
            let compressed = gzip_stream(pieces(&content, sent)).collect(usize::MAX).await.unwrap();
            assert!(compressed.len() < content.len() / 2);
            assert_eq!(inflate(&compressed, usize::MAX).unwrap(), content);
            for received in [1, 7, 8_192, usize::MAX] {
                let inflated = inflate_stream(pieces(&compressed, received.min(compressed.len())));
                assert_eq!(inflated.collect(usize::MAX).await.unwrap(), content, "{sent}, {received}");
            }
        }
        // Several members are one content (RFC 1952, section 2.2).
        let members: Bytes = [gzip(b"one ").unwrap(), gzip(b"two").unwrap()].concat().into();
        assert_eq!(inflate_stream(pieces(&members, 3)).collect(100).await.unwrap(), "one two");
    }

    #[tokio::test]
    async fn a_broken_stream_ends_with_an_error() {
        let body = gzip(b"content").unwrap();
        for end in 0..body.len() {
            let cut = inflate_stream(pieces(&body.slice(..end), 4));
            assert!(cut.collect(100).await.is_err(), "cut at {end}");
        }
    }

    #[tokio::test]
    async fn a_bomb_is_inflated_in_small_pieces() {
        let bomb = gzip(&vec![0; 64 << 20]).unwrap();
        let mut stream = inflate_stream(bomb.into());
        let mut length = 0;
        while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut stream).poll_frame(cx)).await {
            let piece = frame.unwrap().into_data().unwrap();
            assert!(piece.len() <= PIECE);
            length += piece.len();
        }
        assert_eq!(length, 64 << 20);
    }
}
