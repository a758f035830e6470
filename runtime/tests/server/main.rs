//! The server half: routing, negotiation, faults, limits, panics, and a round trip through a socket.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

mod answers;
mod catalogue;
mod refusals;
mod requests;
mod routing;
#[allow(unreachable_pub, reason = "generated code is for others to use")]
mod sample;
mod socket;
mod tree;
