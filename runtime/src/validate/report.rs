//! What a check found.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher as _;

use super::{Check, Constraint, Enumeration, MAX_DEPTH, MAX_VIOLATIONS, Path, Violation, Violations};
use crate::format::comparable;
use crate::wire::Encode;
#[cfg(any(feature = "event-stream", feature = "server"))]
use crate::wire::{Finding, Findings, Found, pointer};

/// What a check found so far.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Report {
    listed: Vec<Violation>,
    omitted: usize,
    /// What the value does not show, if anything.
    unseen: Option<Box<Unseen>>,
}

/// What was found while a request was read, and what the value that was read does not show.
#[derive(Debug, Default)]
struct Unseen {
    /// Where a placeholder stands for a required member that was not sent: nothing else is said of it.
    missing: Vec<String>,
    /// The lengths of the lists and maps of which only the beginning was kept.
    lengths: BTreeMap<String, usize>,
}

impl Report {
    /// A report that begins with what was found while a request was read, which is itself at this place.
    #[cfg(any(feature = "event-stream", feature = "server"))]
    pub(crate) fn of_findings(findings: Findings, place: &str) -> Self {
        let mut report = Self::default();
        // That is nearly always so.
        if findings.list.is_empty() {
            return report;
        }
        let mut unseen = Unseen::default();
        for Finding { path, what } in findings.list {
            let path = format!("{place}{}", pointer(&path));
            match what {
                Found::Missing => {
                    report.push(path.clone(), Constraint::Required);
                    unseen.missing.push(path);
                }
                Found::TooLong(length) => drop(unseen.lengths.insert(path, length)),
                // Only clients are lenient.
                Found::Lenient(_) => {}
            }
        }
        report.omitted += findings.omitted;
        let is_seen = unseen.missing.is_empty() && unseen.lengths.is_empty();
        report.unseen = (!is_seen).then(|| unseen.into());
        report
    }

    /// Whether the value is to be checked, too. It is not where more required members are missing than a report lists:
    /// of such a request only the beginning was kept.
    #[cfg(any(feature = "event-stream", feature = "server"))]
    pub(crate) fn is_open(&self) -> bool {
        self.omitted == 0
    }

    /// The verdict.
    ///
    /// # Errors
    ///
    /// All violations, if there are any.
    pub fn finish(self) -> Result<(), Violations> {
        let Self { listed, omitted, .. } = self;
        if listed.is_empty() { Ok(()) } else { Err(Violations { listed, omitted }) }
    }

    fn push(&mut self, path: String, constraint: Constraint) {
        if self.listed.len() < MAX_VIOLATIONS {
            self.listed.push(Violation { path, constraint });
        } else {
            self.omitted += 1;
        }
    }

    #[cold]
    fn add(&mut self, at: &Path<'_>, constraint: Constraint) {
        let path = at.to_string();
        let Some(unseen) = &self.unseen else { return self.push(path, constraint) };
        let placeholder = |missing: &String| {
            path.strip_prefix(missing.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if unseen.missing.iter().any(placeholder) {
            return;
        }
        let constraint = match (constraint, unseen.lengths.get(&path)) {
            (Constraint::Length { min, max, .. }, Some(&length)) => Constraint::Length { length, min, max },
            (constraint, _) => constraint,
        };
        self.push(path, constraint);
    }

    /// Checks a length.
    pub fn length(&mut self, at: &Path<'_>, length: usize, min: Option<u64>, max: Option<u64>) {
        let long = length as u64;
        if min.is_some_and(|min| long < min) || max.is_some_and(|max| long > max) {
            self.add(at, Constraint::Length { length, min, max });
        }
    }

    /// Checks how many Unicode scalar values a string has.
    pub fn chars(&mut self, at: &Path<'_>, text: &str, min: Option<u64>, max: Option<u64>) {
        // A character is one to four bytes, so that most texts need not be counted.
        let bytes = text.len() as u64;
        let long_enough = min.is_none_or(|min| bytes / 4 >= min);
        let short_enough = max.is_none_or(|max| bytes <= max);
        if !(long_enough && short_enough) {
            self.length(at, text.chars().count(), min, max);
        }
    }

    /// Checks a range; the caller compares, as only it knows the type.
    pub fn range(&mut self, at: &Path<'_>, within: bool, min: Option<&'static str>, max: Option<&'static str>) {
        if !within {
            self.add(at, Constraint::Range { min, max });
        }
    }

    /// Checks a pattern.
    pub fn pattern(&mut self, at: &Path<'_>, matches: bool, pattern: &'static str) {
        if !matches {
            self.add(at, Constraint::Pattern(pattern));
        }
    }

    /// Checks that an enum has the value.
    pub fn known(&mut self, at: &Path<'_>, value: &dyn Enumeration) {
        if !value.is_known() {
            self.add(at, Constraint::Enum(value.values()));
        }
    }

    /// Checks that a required member is there whose type allows it to be absent.
    pub fn required(&mut self, at: &Path<'_>, present: bool) {
        if !present {
            self.add(at, Constraint::Required);
        }
    }

    /// Checks that no two items are equal.
    pub fn unique<T: Encode + PartialEq>(&mut self, at: &Path<'_>, items: &[T]) {
        if !all_unique(items) {
            self.add(at, Constraint::UniqueItems);
        }
    }

    /// Checks a nested value, unless values nest too deep.
    pub fn nested<T: Check>(&mut self, at: &Path<'_>, value: &T) {
        if at.depth > MAX_DEPTH {
            self.add(at, Constraint::Depth);
        } else {
            value.check(at, self);
        }
    }
}

fn all_unique<T: Encode + PartialEq>(items: &[T]) -> bool {
    // Pairs are compared as long as that is cheap; beyond, a set of encodings keeps the cost linear, since a request
    // decides how long the list is.
    const PAIRWISE: usize = 16;
    if items.len() <= PAIRWISE {
        return items.iter().enumerate().all(|(index, item)| !items[..index].contains(item));
    }
    // The set has hashes instead of encodings, which together may be as long as the request. An equal hash is rarely
    // anything but an equal item; the encodings tell.
    let hasher = RandomState::new();
    let mut seen = HashMap::new();
    items.iter().enumerate().all(|(index, item)| {
        let Ok(form) = comparable(item) else { return false };
        match seen.insert(hasher.hash_one(&form), index) {
            None => true,
            Some(before) => {
                let is_equal = |other: &T| comparable(other).is_ok_and(|other| other == form);
                !(is_equal(&items[before]) || items[..before].iter().any(is_equal))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::all_unique;

    #[test]
    fn equal_items_are_found() {
        for length in [0, 1, 2, 16, 17, 500] {
            let mut items: Vec<String> = (0..length).map(|item: u32| item.to_string()).collect();
            assert!(all_unique(&items), "{length}");
            for position in [0, length / 2, length.saturating_sub(1)] {
                items.push(items.get(position as usize).cloned().unwrap_or_default());
                assert_eq!(all_unique(&items), length == 0, "{length} {position}");
                items.pop();
            }
        }
    }
}
