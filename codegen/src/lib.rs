//! Turns Smithy 2.0 JSON AST models into Rust crates.

pub mod diagnostics;
pub mod docs;
pub mod emit;
pub mod ir;
pub mod model;
pub mod name;
pub mod output;
pub mod pattern;
