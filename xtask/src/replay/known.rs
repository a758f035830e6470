//! The list of differences that are known, each with its reason.
//!
//! ```toml
//! [[difference]]                 # one rule; what it does not say may be anything
//! service = "glacier"            # the recordings' file
//! operation = "ListJobs"
//! direction = "output"           # request, input or output
//! cause = "another value"
//! place = "/JobList/*/Size"      # `*` is one step of a pointer
//! detail = "found 0"             # a part of it
//! reason = "Why it differs, and why that is right."
//!
//! [[filled]]                     # what the recorded client adds to inputs
//! service = "glacier"
//! member = "accountId"
//! value = "-"
//! reason = "Why it does."
//! ```

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::recording::Recording;
use super::report::{Difference, Direction};
use crate::conformance::known::read;

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    #[serde(default, rename = "difference")]
    pub(super) differences: Vec<Entry>,
    #[serde(default)]
    filled: Vec<Filled>,
}

/// A rule for differences.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) service: Option<String>,
    pub(super) operation: Option<String>,
    direction: Option<Direction>,
    cause: Option<String>,
    place: Option<String>,
    detail: Option<String>,
    pub(super) reason: String,
}

/// A member that the recorded client adds to inputs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    /// The stem of the model's file.
    model: String,
    /// The key in the serde form.
    member: String,
    value: Value,
    reason: String,
}

impl Known {
    /// Reads the list. A file that is not there is an empty list.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let known: Self = read(path)?;
        let reasons = known.differences.iter().map(|entry| (entry.to_string(), &entry.reason));
        let filled =
            known.filled.iter().map(|filled| (format!("{} of {}", filled.member, filled.model), &filled.reason));
        match reasons.chain(filled).find(|(_, reason)| reason.trim().is_empty()) {
            Some((entry, _)) => Err(format!("`{}`: {entry} has no reason", path.display())),
            None => Ok(known),
        }
    }

    /// The members that the recorded client added to an input.
    pub(super) fn filled_in(&self, recording: &Recording) -> impl Iterator<Item = (&str, &Value)> {
        let filled = self.filled.iter().filter(|filled| filled.model == recording.model);
        filled.map(|filled| (filled.member.as_str(), &filled.value))
    }
}

impl Entry {
    /// Whether the rule is about a difference.
    pub(super) fn is_of(&self, service: &str, operation: &str, direction: Direction, difference: &Difference) -> bool {
        let Self { service: of, operation: in_operation, direction: way, cause, place, detail, reason: _ } = self;
        let same = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        same(of, service)
            && same(in_operation, operation)
            && way.is_none_or(|way| way == direction)
            && same(cause, &difference.cause)
            && place.as_ref().is_none_or(|place| covers(place, &difference.place))
            && detail.as_ref().is_none_or(|detail| difference.detail.contains(detail.as_str()))
    }

    /// Whether the rule could have matched in recordings of a service with these operations.
    pub(super) fn concerns<'r>(&self, service: &str, mut operations: impl Iterator<Item = &'r str>) -> bool {
        self.service.as_ref().is_none_or(|of| of == service)
            && self.operation.as_ref().is_none_or(|of| operations.any(|operation| operation == of))
    }
}

/// Whether a place is one that the rule means: step by step, where `*` is any step.
fn covers(rule: &str, place: &str) -> bool {
    let (mut rule, mut place) = (rule.split('/'), place.split('/'));
    loop {
        match (rule.next(), place.next()) {
            (None, None) => return true,
            (Some("**"), _) => return true,
            (Some(wanted), Some(found)) if wanted == "*" || wanted == found => {}
            _ => return false,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { service, operation, direction, cause, place, detail, reason: _ } = self;
        let direction = direction.map(|direction| direction.to_string());
        let parts = [service, operation, &direction, cause, place, detail];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        write!(f, "`{}`", parts.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn places_are_matched_step_by_step() {
        let cases = [
            ("/a", "/a", true),
            ("/a", "/a/b", false),
            ("/a/*", "/a/b", true),
            ("/a/*", "/a", false),
            ("/a/*/c", "/a/0/c", true),
            ("/a/**", "/a/0/c", true),
            ("/a/**", "/b", false),
            ("", "", true),
        ];
        for (rule, place, expected) in cases {
            assert_eq!(covers(rule, place), expected, "{rule} {place}");
        }
    }
}
