//! The pages of codes, and that each example breaks the rule that it is an example of.

mod examples;
mod pages;

use std::collections::BTreeSet;

use super::all;

#[test]
fn names_are_distinct() {
    assert_eq!(all().collect::<BTreeSet<_>>().len(), all().count());
}
