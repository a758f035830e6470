//! Regular expressions that are compiled when they are first used.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// The largest compiled program in bytes; the generator refuses what exceeds it.
pub const SIZE_LIMIT: usize = 4 << 20;

/// A regular expression of the `regex` crate, compiled once, at its first use.
#[derive(Debug)]
pub struct LazyRegex {
    source: &'static str,
    compiled: OnceLock<Option<Compiled>>,
}

#[derive(Debug)]
struct Compiled {
    regex: Regex,
    /// Whether the expression asks for places that are no word boundaries.
    has_not_boundary: bool,
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
        let compiled = self.compiled.get_or_init(|| {
            let regex = RegexBuilder::new(self.source).size_limit(SIZE_LIMIT).build().ok()?;
            Some(Compiled { regex, has_not_boundary: self.source.contains(r"\B") })
        });
        compiled.as_ref().is_some_and(|Compiled { regex, has_not_boundary }| {
            // `\B` by ASCII also holds within a character of several bytes. `is_match` stops at the first end of a
            // match, drops an empty one within a character, and goes on after it: a match that began before is lost.
            // `find` looks for the first beginning of a match, and there an empty match hides none.
            if *has_not_boundary { regex.find(text).is_some() } else { regex.is_match(text) }
        })
    }
}
