//! Turns Smithy 2.0 JSON AST models into Rust crates.
