//! The pages of codes, and that each example breaks the rule that it is an example of.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "codes/examples.rs"]
mod examples;
#[path = "codes/pages.rs"]
mod pages;

use std::collections::BTreeSet;

use shapewright_codegen::tools::codes;

#[test]
fn names_are_distinct() {
    assert_eq!(codes().collect::<BTreeSet<_>>().len(), codes().count());
}
