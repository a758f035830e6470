//! Turns Smithy 2.0 models into Rust crates, or into modules of a crate.
//!
//! [`generate`] is a pure function from models and choices to a [`Tree`] of files; [`plan`] compares a tree with the disk,
//! and [`apply`] is the only function that writes. [`check`] only reports what is wrong with models.
//!
//! ```
//! use shapewright_codegen::{Config, check, generate};
//! use shapewright_smithy::diagnostics::Sources;
//!
//! let mut sources = Sources::new();
//! sources.add("models/clock.json", r#"{
//!     "smithy": "2.0",
//!     "shapes": {
//!         "example#Clock": {
//!             "type": "service",
//!             "version": "1",
//!             "operations": [{ "target": "example#Tick" }],
//!             "traits": { "aws.protocols#restJson1": {} }
//!         },
//!         "example#Tick": {
//!             "type": "operation",
//!             "traits": { "smithy.api#http": { "method": "POST", "uri": "/tick" } }
//!         }
//!     }
//! }"#);
//! assert!(!check(&sources, &Config::default()).has_errors());
//!
//! let output = generate(&sources, &Config::default()).map_err(|report| report.render(&sources, false))?;
//! for (path, file) in output.tree.files() {
//!     println!("{path}: {} bytes", file.text().len());
//! }
//! assert!(output.tree.get("src/clock.rs").is_some());
//! # Ok::<(), String>(())
//! ```

mod build;
mod codes;
mod config;
mod conformance;
mod docs;
mod emit;
pub mod evolution;
mod generate;
mod ir;
mod name;
mod output;
mod pattern;
mod resolve;
mod stub;
mod target;
#[doc(hidden)]
pub mod tools;
mod workspace;

pub use build::{BuildError, build};
pub use generate::{Config, Listener, ModelInput, Output, Progress, ServiceSummary, check, generate, stubs};
pub use output::{Applied, Cause, Difference, File, Plan, Refusal, Step, Tree, TreeError, apply, plan};
pub use shapewright_smithy::diagnostics::Report;
pub use stub::{Addition, Stub, StubError};
pub use target::{Module, Package, Parts, Target};

// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
