//! Messages made byte by byte, and a client that is answered with them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use shapewright_runtime::{EventError, EventStream};
use tower_service::Service;

use crate::sample::{Client, Talk, TalkInput};

/// A header's name, the number of its type, and the bytes of its value.
pub type Header<'a> = (&'a str, u8, &'a [u8]);

/// A message with these headers and this payload.
pub fn message(headers: &[Header<'_>], payload: &[u8]) -> Vec<u8> {
    let mut block = Vec::new();
    for (name, kind, value) in headers {
        block.push(u8::try_from(name.len()).unwrap());
        block.extend_from_slice(name.as_bytes());
        block.push(*kind);
        if matches!(kind, 6 | 7) {
            block.extend_from_slice(&u16::try_from(value.len()).unwrap().to_be_bytes());
        }
        block.extend_from_slice(value);
    }
    raw_message(&block, payload)
}

/// A message with this block of headers, right or not.
pub fn raw_message(headers: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut message = prelude(16 + headers.len() + payload.len(), headers.len());
    message.extend_from_slice(headers);
    message.extend_from_slice(payload);
    message.extend_from_slice(&crc32(&message).to_be_bytes());
    message
}

/// A prelude with these lengths.
pub fn prelude(length: usize, headers: usize) -> Vec<u8> {
    let mut prelude = Vec::new();
    prelude.extend_from_slice(&u32::try_from(length).unwrap().to_be_bytes());
    prelude.extend_from_slice(&u32::try_from(headers).unwrap().to_be_bytes());
    prelude.extend_from_slice(&crc32(&prelude).to_be_bytes());
    prelude
}

/// An event of this name, with more headers.
pub fn event(name: &str, headers: &[Header<'_>], payload: &[u8]) -> Vec<u8> {
    let own: [Header<'_>; 2] = [(":message-type", 7, b"event"), (":event-type", 7, name.as_bytes())];
    message(&[&own, headers].concat(), payload)
}

/// The checksum of IEEE 802.3, a bit at a time.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = crc & 1 == 1;
            crc >>= 1;
            if carry {
                crc ^= 0xEDB8_8320;
            }
        }
    }
    !crc
}

/// A body in these pieces, which may break off.
pub struct Pieces(pub VecDeque<Result<Bytes, &'static str>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        Poll::Ready(self.0.pop_front().map(|piece| piece.map(Frame::data)))
    }
}

/// Answers every request with these pieces.
#[derive(Clone)]
struct Answer(Vec<Result<Bytes, &'static str>>);

impl<B> Service<http::Request<B>> for Answer {
    type Response = http::Response<Pieces>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<B>) -> Self::Future {
        let response = http::Response::builder().header("room", "a").body(Pieces(self.0.clone().into()));
        ready(Ok(response.unwrap()))
    }
}

/// The events that a client makes of these pieces.
pub async fn answered(pieces: Vec<Result<Bytes, &'static str>>) -> EventStream<Talk> {
    let client = Client::builder().endpoint("http://example.com").transport(Answer(pieces)).build().unwrap();
    let output = client.talk(TalkInput::new("topic")).await.unwrap();
    output.events.unwrap()
}

/// What a client reads of these bytes.
pub async fn read(bytes: &[u8]) -> Vec<Result<Talk, EventError>> {
    all(answered(vec![Ok(Bytes::copy_from_slice(bytes))]).await).await
}

/// The events of a stream.
pub async fn all(mut events: EventStream<Talk>) -> Vec<Result<Talk, EventError>> {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event);
    }
    all
}
