//! Matches texts when code is generated, by the programs that generated code runs.
//!
//! The runtime's own loops run programs that rustc has made `static`; here they are data. That both come to the same is
//! checked against an independent engine.

use regex::{Regex, RegexBuilder};

use super::decide::SIZE_LIMIT;
use super::{Class, Matcher, Step};

/// A matcher that texts can be tried on.
#[derive(Debug)]
pub enum Tester {
    /// Every text matches, or none.
    Constant(bool),
    /// The steps of a program.
    OnePass(Vec<Step>),
    /// A regular expression.
    Regex(Regex),
    /// The tester does not hold.
    Not(Box<Tester>),
    /// All of these hold.
    All(Vec<Tester>),
    /// At least one of these holds.
    Any(Vec<Tester>),
}

impl Tester {
    /// Compiles what there is to compile.
    pub fn new(matcher: &Matcher) -> Self {
        let all = |matchers: &[Matcher]| matchers.iter().map(Self::new).collect();
        match matcher {
            Matcher::Always => Self::Constant(true),
            Matcher::Never => Self::Constant(false),
            Matcher::OnePass(steps) => Self::OnePass(steps.clone()),
            // It has been compiled before, so that it can be.
            Matcher::Regex(source) => match RegexBuilder::new(source).size_limit(SIZE_LIMIT).build() {
                Ok(regex) => Self::Regex(regex),
                Err(_) => Self::Constant(true),
            },
            Matcher::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            Matcher::All(inner) => Self::All(all(inner)),
            Matcher::Any(inner) => Self::Any(all(inner)),
        }
    }

    /// Whether a text matches.
    pub fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Constant(answer) => *answer,
            Self::OnePass(steps) => follow(steps, &text.chars().collect::<Vec<char>>(), 0).is_some(),
            Self::Regex(regex) => regex.is_match(text),
            Self::Not(inner) => !inner.is_match(text),
            Self::All(inner) => inner.iter().all(|tester| tester.is_match(text)),
            Self::Any(inner) => inner.iter().any(|tester| tester.is_match(text)),
        }
    }
}

/// Follows steps from a character on; the one after what they took, or `None` where they fail.
fn follow(steps: &[Step], text: &[char], mut at: usize) -> Option<usize> {
    for step in steps {
        at = match step {
            Step::Text(expected) => {
                let length = expected.chars().count();
                let found = text.get(at..at + length)?;
                found.iter().copied().eq(expected.chars()).then_some(at + length)?
            }
            Step::Run { class, min, max } => {
                let count = run(class, text, at, *max);
                (count >= *min as usize).then_some(at + count)?
            }
            Step::RunLeaving { class, min, max, leave } => {
                let kept = run(class, text, at, None).checked_sub(*leave as usize)?;
                let is_enough = kept >= *min as usize && max.is_none_or(|max| kept <= max as usize);
                is_enough.then_some(at + kept)?
            }
            Step::Seek { class, min, steps } => {
                let skipped = run(class, text, at, Some(*min));
                let longest = run(class, text, at, None);
                let mut places = (skipped >= *min as usize).then_some(at + skipped..=at + longest)?;
                places.find_map(|place| follow(steps, text, place))?
            }
            Step::Loop { first, min, max, steps } => {
                let mut rounds = 0;
                while max.is_none_or(|max| rounds < max) && text.get(at).is_some_and(|char| has(first, *char)) {
                    at = follow(steps, text, at)?;
                    rounds += 1;
                }
                (rounds >= *min).then_some(at)?
            }
            Step::Choice(branches) => {
                let next = *text.get(at)?;
                let (_, steps) = branches.iter().find(|(first, _)| has(first, next))?;
                follow(steps, text, at)?
            }
            Step::Either(endings) => return endings.iter().find_map(|steps| follow(steps, text, at)),
            Step::End => (at == text.len()).then_some(at)?,
        };
    }
    Some(at)
}

/// How many characters of a class there are from a place on, up to a limit.
fn run(class: &Class, text: &[char], at: usize, max: Option<u32>) -> usize {
    let limit = max.map_or(usize::MAX, |max| max as usize);
    text.get(at..).unwrap_or_default().iter().take(limit).take_while(|char| has(class, **char)).count()
}

fn has(class: &Class, char: char) -> bool {
    class.0.iter().any(|(low, high)| (*low..=*high).contains(&char))
}
