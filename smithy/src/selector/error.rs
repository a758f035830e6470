//! What is wrong with the text of a selector.

use std::borrow::Cow;
use std::fmt;

/// A syntax error in a selector, or in a template of messages with parts of selectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorError {
    offset: usize,
    expected: Cow<'static, str>,
    found: Box<str>,
}

impl SelectorError {
    pub(super) fn new(offset: usize, expected: impl Into<Cow<'static, str>>, found: impl Into<Box<str>>) -> Self {
        Self { offset, expected: expected.into(), found: found.into() }
    }

    /// Where it is: the number of bytes in front of it.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What was expected there.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was found there.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at offset {}, found {}", self.expected, self.offset, self.found)
    }
}

impl std::error::Error for SelectorError {}

/// What a selector has that is tolerated, but likely a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectorWarning {
    /// Where it is: the number of bytes in front of it.
    pub offset: usize,
    /// What is tolerated.
    pub message: String,
}
