//! The simple value types: timestamps, blobs, documents and numbers of any size.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "scalars/blob.rs"]
mod blob;
#[path = "scalars/document.rs"]
mod document;
#[path = "scalars/number.rs"]
mod number;
#[path = "scalars/timestamp.rs"]
mod timestamp;
