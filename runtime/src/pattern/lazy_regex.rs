//! Regular expressions that are compiled when they are first used.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The largest compiled program in bytes; the generator refuses what exceeds it.
pub const SIZE_LIMIT: usize = 4 << 20;

/// A regular expression of the `regex` crate, compiled once, at its first use.
#[derive(Debug)]
pub struct LazyRegex {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// Makes an expression that is not compiled yet.
#[must_use]
pub const fn regex(source: &'static str) -> LazyRegex {
    LazyRegex { source, compiled: OnceLock::new() }
}

impl LazyRegex {
    /// Whether the expression matches somewhere in the text.
    ///
    /// The generator has compiled the expression within the same limit; one that does not compile
    /// accepts nothing, since refusing a text is the safe answer of a check.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| RegexBuilder::new(self.source).size_limit(SIZE_LIMIT).build().ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
