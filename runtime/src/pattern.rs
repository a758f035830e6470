//! Linear-time matchers for `@pattern`, run from programs that the generator has checked.
//!
//! A program is a list of [`Step`]s that one pass over the text can follow without ever taking a
//! decision back: the next character alone decides whether a loop goes on and which branch of a
//! choice is taken. The generator emits a program only where that is exact, and a translated
//! regular expression (`LazyRegex`, feature `regex`) where it is not.

mod class;
#[cfg(feature = "regex")]
mod lazy_regex;

pub use class::{Class, class};
#[cfg(feature = "regex")]
pub use lazy_regex::{LazyRegex, SIZE_LIMIT, regex};

/// The upper bound of a repetition that has none.
pub const MANY: u32 = u32::MAX;

/// One step of a program. Counts are Unicode scalar values.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// This very text.
    Text(&'static str),
    /// As many characters of the class as there are, at most the second number; satisfied by no
    /// fewer than the first.
    Run(&'static Class, u32, u32),
    /// All characters of the class but some, which the next steps look at: how many remain for this
    /// step at least and at most, and how many are given back.
    RunLeaving(&'static Class, u32, u32, u32),
    /// Characters of the class, no fewer than the number, up to and including the first place where
    /// the steps hold; what they take has a fixed length.
    Seek(&'static Class, u32, &'static [Step]),
    /// The steps, at least and at most so many times, while the next character is in the class. A
    /// round takes at least one character.
    Loop(&'static Class, u32, u32, &'static [Step]),
    /// The branch whose class holds the next character.
    Choice(&'static [(&'static Class, &'static [Step])]),
    /// The first of several endings of the program that holds.
    Either(&'static [&'static [Step]]),
    /// The end of the text.
    End,
}

/// Says whether a text satisfies a program: one pass over the text per alternative of
/// [`Step::Either`], no allocation, no backtracking.
#[must_use]
pub fn matches(program: &[Step], text: &str) -> bool {
    follow(program, text, 0).is_some()
}

/// Follows `steps` from byte `at`; the byte after what they took, or `None` where they fail.
fn follow(steps: &[Step], text: &str, mut at: usize) -> Option<usize> {
    for step in steps {
        at = match *step {
            Step::Text(expected) => {
                let rest = text.as_bytes().get(at..)?;
                rest.starts_with(expected.as_bytes()).then_some(at + expected.len())?
            }
            Step::Run(class, min, max) => {
                let (end, count) = class.span(text, at, max);
                (count >= min).then_some(end)?
            }
            Step::RunLeaving(class, min, max, leave) => {
                let (end, count) = class.span(text, at, MANY);
                let kept = count.checked_sub(leave)?;
                (kept >= min && kept <= max).then(|| back(text, end, leave))?
            }
            Step::Seek(class, min, steps) => seek(class, min, steps, text, at)?,
            Step::Loop(first, min, max, steps) => {
                let mut rounds = 0;
                while rounds < max && first.starts(text, at) {
                    at = follow(steps, text, at)?;
                    rounds += 1;
                }
                (rounds >= min).then_some(at)?
            }
            Step::Choice(branches) => {
                let (_, steps) = branches.iter().find(|(first, _)| first.starts(text, at))?;
                follow(steps, text, at)?
            }
            Step::Either(endings) => {
                return endings.iter().find_map(|steps| follow(steps, text, at));
            }
            Step::End => (at == text.len()).then_some(at)?,
        };
    }
    Some(at)
}

/// The start of the character that lies `count` characters before byte `end`.
fn back(text: &str, end: usize, count: u32) -> usize {
    let mut at = end;
    for _ in 0..count {
        at = text.floor_char_boundary(at.saturating_sub(1));
    }
    at
}

/// Finds the first place, at least `min` characters of `class` away, where `steps` hold.
fn seek(class: &'static Class, min: u32, steps: &[Step], text: &str, at: usize) -> Option<usize> {
    let (mut at, count) = class.span(text, at, min);
    if count < min {
        return None;
    }
    loop {
        if let Some(end) = follow(steps, text, at) {
            return Some(end);
        }
        let (next, count) = class.span(text, at, 1);
        if count == 0 {
            return None;
        }
        at = next;
    }
}
