//! Streams of events: their bytes, how events meet the model, and both directions over one connection.

#![cfg(all(feature = "client", feature = "server", feature = "event-stream"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]
#![allow(unreachable_pub, reason = "the sample is written as a crate that users import")]

mod bytes;
mod calls;
mod events;
mod frame;
mod sample;
#[cfg(feature = "http")]
mod socket;
