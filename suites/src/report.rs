//! Tables of what passes, and the list of what does not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Outcome;

/// The failing cases with what differs, then a table of all cases by folder and one of events by validator.
pub fn report(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.failures.is_empty()) {
        let _ = writeln!(text, "{}/{}", outcome.kind, outcome.case);
        for failure in &outcome.failures {
            let _ = writeln!(text, "    {}", failure.message);
        }
    }
    let mut folders: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut validators: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for outcome in outcomes {
        let folder = outcome.case.split_once('/').map_or("", |(folder, _)| folder);
        let row = folders.entry(format!("{}/{folder}", outcome.kind)).or_default();
        row[0] += usize::from(outcome.failures.is_empty());
        row[1] += 1;
        for event in &outcome.events {
            validators.entry(validator(event)).or_default()[0] += 1;
        }
        for event in outcome.failures.iter().filter_map(|failure| failure.event.as_deref()) {
            validators.entry(validator(event)).or_default()[1] += 1;
        }
    }
    let _ = writeln!(text, "\n| cases | pass | of |\n|---|---|---|");
    for (folder, [passed, all]) in folders {
        let _ = writeln!(text, "| {folder} | {passed} | {all} |");
    }
    if !validators.is_empty() {
        let _ = writeln!(text, "\n| validator | events | differences |\n|---|---|---|");
        for (validator, [events, differences]) in validators {
            let _ = writeln!(text, "| {validator} | {events} | {differences} |");
        }
    }
    text
}

/// What stands before the first dot of an event id.
pub(crate) fn validator(event: &str) -> &str {
    event.split('.').next().unwrap_or(event)
}
