//! What the commands of `cargo xtask` do, as functions that tests call too.

pub mod amplification;
pub mod ast;
pub mod bench;
mod cargo;
pub mod codegen;
pub mod conformance;
pub mod corpus;
pub mod evolution;
pub mod examples;
mod folders;
pub mod format;
pub mod guide;
pub mod lint;
pub mod names;
pub mod newcomer;
pub mod openapi;
pub mod package;
mod paths;
mod patterns;
pub mod proof;
mod python;
pub mod replay;
pub mod suites;

pub use shapewright::{Console, Outcome};
use shapewright::{counted, show};

/// Whether CI runs the command: there, nothing may be missing.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
}
