//! Turns `@pattern` texts into matchers that take time linear in what they are given.
//!
//! ```text
//!  pattern ─parse─▶ syntax tree ─trim─▶ ─look─▶ trees without look-arounds ─┬─onepass───▶ steps
//!                       ▲ build keeps it simple                             └─translate─▶ `regex`
//! ```
//!
//! Patterns are ECMA 262 regular expressions (Smithy 2.0, `pattern` trait): they match anywhere in
//! a text unless anchored, `^` and `$` stand for its ends, lengths count Unicode scalar values.
//! Real models are written in Java's dialect, so what only Java knows is read as Java means it.
//! `\d`, `\w`, `\s` and `\b` go by ASCII.

mod build;
mod decide;
mod look;
mod node;
mod onepass;
mod parse;
mod set;
mod test;
mod translate;
mod trim;

use std::fmt;

pub use test::Tester;

/// How a text is held against a pattern.
#[derive(Debug, Clone, PartialEq)]
pub enum Matcher {
    /// Every text matches. Found at the top only.
    Always,
    /// No text matches. Found at the top only.
    Never,
    /// One pass over the text follows these steps.
    OnePass(Vec<Step>),
    /// An expression in the `regex` crate's syntax matches somewhere in the text; it has been
    /// compiled and found small enough.
    Regex(String),
    /// The matcher does not hold.
    Not(Box<Matcher>),
    /// All of two or more matchers hold.
    All(Vec<Matcher>),
    /// At least one of two or more matchers holds.
    Any(Vec<Matcher>),
}

/// One step of a program: the runtime's `Step`, which says what each of them does, with contents
/// that are owned. Counts are Unicode scalar values; `None` is without limit.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the runtime's `Step` describes the fields")]
pub enum Step {
    /// This very text.
    Text(String),
    /// As many characters of a class as there are, up to a limit.
    Run { class: Class, min: u32, max: Option<u32> },
    /// All characters of a class but the last `leave`.
    RunLeaving { class: Class, min: u32, max: Option<u32>, leave: u32 },
    /// Characters of a class up to and including the first place where the steps hold.
    Seek { class: Class, min: u32, steps: Vec<Step> },
    /// The steps, again and again while the next character is in `first`.
    Loop { first: Class, min: u32, max: Option<u32>, steps: Vec<Step> },
    /// The branch whose class holds the next character.
    Choice(Vec<(Class, Vec<Step>)>),
    /// The first of several endings of the program that holds.
    Either(Vec<Vec<Step>>),
    /// The end of the text.
    End,
}

/// A set of characters as ascending, disjoint ranges, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class(pub Vec<(char, char)>);

impl Class {
    /// Every character.
    fn any() -> Self {
        Self(set::CharSet::any().ranges().collect())
    }
}

/// Why a pattern has no matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The kind of fault.
    pub kind: PatternErrorKind,
    /// What is wrong, in words.
    pub message: String,
    /// The byte of the pattern where it is wrong, if known.
    pub offset: Option<usize>,
    /// How to correct it, where it is not a regular expression.
    pub help: Option<&'static str>,
}

/// The kinds of faults of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// It is not a regular expression.
    Syntax,
    /// It is one, but no matcher of linear time and moderate size holds it.
    OutOfReach,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) => write!(f, "{} (at byte {offset} of the pattern)", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for PatternError {}

/// How many times look-arounds may split a pattern.
const BUDGET: u32 = 64;

/// Decides how a pattern is matched. Time and memory are bounded for every text.
///
/// # Errors
///
/// A pattern that is not a regular expression, and one that no engine without backtracking holds.
pub fn compile(pattern: &str) -> Result<Matcher, PatternError> {
    decide::decide(parse::parse(pattern)?, &mut BUDGET.clone())
}
