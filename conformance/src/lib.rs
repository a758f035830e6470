//! Runs the protocol tests of a model (Smithy 2.0, "HTTP protocol compliance tests") against a generated client and server.
//!
//! A generated test program makes a [`Suite`], hands it the cases of each operation as they stand in the model, together
//! with the Rust values of their parameters, and prints the results as JSON. No socket is involved: the client's
//! transport keeps the request, and the router is called as the `tower` service that it is. [`replay`] does the same
//! with exchanges that were recorded between other programs.

pub mod amplification;
mod capture;
mod case;
mod cbor;
mod compare;
mod diff;
mod expand;
mod expect;
mod frames;
mod json;
pub mod replay;
pub mod result;
#[cfg(feature = "serve")]
pub mod samples;
mod stub;
mod suite;
mod xml;

pub use capture::Wire;
pub use compare::{
    Comparison, Difference, field, same, same_events, same_optional_events, same_optional_stream, same_stream,
};
pub use result::{Kind, Side};
pub use stub::{Server, Stub, serve, serve_plainly};
pub use suite::{Call, Operation, Runner, Suite};
