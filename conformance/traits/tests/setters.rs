//! Setters of structures: what they take, and how they are documented.

use std::collections::{BTreeMap, HashMap};

use traits::limits::types::{FillInput, Record};

/// Whatever gives texts, or pairs of texts, sets a list or a map of them.
#[test]
fn collections_are_set_from_iterators() {
    let expected = FillInput::new().with_distinct(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(FillInput::new().with_distinct(["a", "b"]), expected);
    assert_eq!(FillInput::new().with_distinct("a b".split(' ')), expected);
    assert_eq!(FillInput::new().with_distinct(vec!["a", "b"]), expected);

    let expected = FillInput::new().with_two(BTreeMap::from([("team".to_owned(), "vision".to_owned())]));
    assert_eq!(FillInput::new().with_two([("team", "vision")]), expected);
    assert_eq!(FillInput::new().with_two(HashMap::from([("team", "vision".to_owned())])), expected);

    let records = FillInput::new().with_records([Record::new()]).with_record_map([("a", Record::new())]);
    assert_eq!(records, FillInput::new().with_records(vec![Record::new()]).with_record_map([("a", Record::new())]));
}

/// Fields take an `Option` as it comes.
#[test]
fn options_are_assigned() {
    let given: Option<Vec<String>> = None;
    let mut input = FillInput::new().with_distinct(["a"]);
    input.distinct = given;
    assert_eq!(input, FillInput::new());
}

/// A search for `fn with_…` finds a method with the member's own documentation and constraints.
#[test]
fn setters_are_written_out_with_their_documentation() {
    let types = include_str!("../generated/src/bindings/types.rs");
    let setter = "pub fn with_";
    let (before, _) = types.split_once(setter).unwrap_or_default();
    assert!(before.trim_end().ends_with("#[must_use]"), "{before}");
    let panorama = include_str!("../../../generated/src/panorama/types.rs");
    let expected = "
    /// Token chosen by the caller that identifies this request.
    ///
    /// Length: 1 to 64 characters.
    /// Pattern: `^[a-zA-Z0-9\\-\\_]+$`.
    #[must_use]
    pub fn with_client_token(mut self, client_token: impl Into<String>) -> Self {
        self.client_token = client_token.into();
        self
    }
";
    assert!(panorama.contains(expected), "the setter of a required member");
}
