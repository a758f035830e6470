//! The client half: requests, answers, errors, retries, limits of time, and a real connection.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]
#![allow(unreachable_pub, reason = "the sample is written as a crate that users import")]

mod answers;
mod building;
mod canned;
mod causes;
mod errors;
mod lenient;
mod requests;
mod retries;
mod sample;
#[cfg(feature = "sigv4")]
mod signatures;
#[cfg(feature = "http")]
mod socket;
mod times;
