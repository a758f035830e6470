//! The generated crate as its users see it: what is on the wire, what is refused, and what comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is how a test fails")]

mod answers;
mod bodies;
mod constraints;
mod double;
mod errors;
mod in_process;
mod isolation;
mod one_port;
mod refusals;
mod round_trips;
mod store;
mod story;
mod types;
mod violations;
mod wire;
