//! The `aws-chunked` content encoding, read: chunks of the body, and trailers after them (Smithy 2.0, "awsChunked
//! trait"). Signatures of chunks are left alone, as the signature of the request is.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Body as HttpBody, Frame};

use super::AWS_CHUNKED;
use crate::body::Body;
use crate::cause::BoxError;

/// The most bytes of the lines between chunks, of all trailers together as well.
const MAX_LINE: usize = 8 << 10;

/// Reads a stream without its chunks, if the headers say that it has some; they no longer say so then.
pub(crate) fn decode(body: Body, headers: &mut HeaderMap) -> Body {
    let is_chunked = crate::encodings::remove_encoding(headers, AWS_CHUNKED) || is_streaming_payload(headers);
    if !is_chunked {
        return body;
    }
    Body::stream(Chunked { body, buffer: BytesMut::new(), state: State::Size })
}

/// Some clients name the form of the payload to the signature alone.
fn is_streaming_payload(headers: &HeaderMap) -> bool {
    let kind = headers.get("x-amz-content-sha256").and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("STREAMING-") && !kind.ends_with("-EVENTS"))
}

struct Chunked {
    body: Body,
    /// What came and was not read yet.
    buffer: BytesMut,
    state: State,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The size of a chunk.
    Size,
    /// This many bytes of a chunk.
    Data(usize),
    /// The line end after a chunk.
    DataEnd,
    /// Trailers and an empty line.
    Trailers,
    /// Nothing.
    End,
}

impl Chunked {
    /// The next frame of what is in the buffer; `None` if that is not enough.
    fn take(&mut self) -> Result<Option<Frame<Bytes>>, &'static str> {
        loop {
            match self.state {
                State::Size => {
                    let Some(line) = self.line()? else { return Ok(None) };
                    self.state = match size(&line).ok_or("a chunk size is not a number")? {
                        0 => State::Trailers,
                        size => State::Data(size),
                    };
                }
                State::Data(_) if self.buffer.is_empty() => return Ok(None),
                State::Data(left) => {
                    let data = self.buffer.split_to(left.min(self.buffer.len())).freeze();
                    self.state = if data.len() == left { State::DataEnd } else { State::Data(left - data.len()) };
                    return Ok(Some(Frame::data(data)));
                }
                State::DataEnd => match self.line()? {
                    None => return Ok(None),
                    Some(line) if line.is_empty() => self.state = State::Size,
                    Some(_) => return Err("a chunk is longer than its size"),
                },
                State::Trailers => return self.trailers(),
                State::End => return Ok(None),
            }
        }
    }

    fn trailers(&mut self) -> Result<Option<Frame<Bytes>>, &'static str> {
        let end = if self.buffer.starts_with(b"\r\n") { Some(0) } else { find(&self.buffer, b"\r\n\r\n") };
        let Some(end) = end else {
            return if self.buffer.len() > MAX_LINE { Err("the trailers are too long") } else { Ok(None) };
        };
        let mut trailers = HeaderMap::new();
        for line in self.buffer[..end].split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
            let colon = line.iter().position(|byte| *byte == b':').ok_or("a trailer has no colon")?;
            let name = HeaderName::from_bytes(line[..colon].trim_ascii());
            let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
            let (Ok(name), Ok(value)) = (name, value) else { return Err("a trailer is not a valid header") };
            trailers.append(name, value);
        }
        self.buffer.clear();
        self.state = State::End;
        Ok(Some(Frame::trailers(trailers)))
    }

    fn line(&mut self) -> Result<Option<Bytes>, &'static str> {
        match find(&self.buffer, b"\r\n") {
            Some(end) => {
                let line = self.buffer.split_to(end).freeze();
                self.buffer.advance(2);
                Ok(Some(line))
            }
            None if self.buffer.len() > MAX_LINE => Err("a line is too long"),
            None => Ok(None),
        }
    }
}

/// The first place of the text among the bytes.
fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text)
}

/// The size of a chunk, which extensions such as a signature may follow.
fn size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|byte| *byte == b';').next()?.trim_ascii();
    let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
    usize::from_str_radix(digits, 16).ok()
}

impl HttpBody for Chunked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            match self.take() {
                Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                Ok(None) if self.state == State::End => return Poll::Ready(None),
                Ok(None) => {}
                Err(reason) => {
                    self.state = State::End;
                    return Poll::Ready(Some(Err(format!("the body is not valid {AWS_CHUNKED}: {reason}").into())));
                }
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => self.buffer.extend_from_slice(&frame.into_data().unwrap_or_default()),
                Some(Err(error)) => {
                    self.state = State::End;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.state = State::End;
                    return Poll::Ready(Some(Err(
                        format!("the body is not valid {AWS_CHUNKED}: it is incomplete").into()
                    )));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.state == State::End && self.buffer.is_empty()
    }
}
