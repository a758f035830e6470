//! Formats by themselves, without messages around them.

#![cfg(all(feature = "cbor", feature = "query", feature = "xml"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]
#![allow(unreachable_pub, reason = "the sample is written as a crate that users import")]

mod cases;
mod form;
mod hex;
mod mutated;
mod random;
mod sample;
mod xml;
