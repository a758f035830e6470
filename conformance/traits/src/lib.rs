//! Tests that generated crates honour the traits of their models: see `models`, `generated` and `tests`.
