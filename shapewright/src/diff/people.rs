//! The verdict as people read it, grouped by what differences mean.

use std::collections::BTreeMap;
use std::io;

use shapewright_codegen::evolution::{Change, Impact};
use shapewright_smithy::diagnostics::{Severity, Sources};
use shapewright_smithy::evolution::{Effect, Flow, WireChange};

use super::places::{Places, shown};
use super::verdict::Verdict;
use crate::Console;

/// How many differences of a kind are shown.
const SHOWN: usize = 40;

const IMPACTS: [(Impact, &str); 5] = [
    (Impact::BreaksAll, "breaks callers and implementations of the trait"),
    (Impact::BreaksCallers, "breaks callers"),
    (Impact::BreaksImplementors, "breaks implementations of the trait"),
    (Impact::Behavior, "compiles as before, but behaves differently"),
    (Impact::Addition, "additions, which break nothing"),
];

const EFFECTS: [(Effect, &str); 4] = [
    (Effect::Breaks, "breaks"),
    (Effect::OnlyNew, "works without what is new: update servers before clients use it"),
    (Effect::Lost, "works, but some data is lost"),
    (Effect::Depends, "depends on what the model does not say"),
];

/// Prints what was found of the generated code and of messages, and sums it up.
pub(super) fn print(verdict: &Verdict, sources: &Sources, console: &mut Console<'_>) -> io::Result<()> {
    let places = Places::of(verdict, sources);
    if let Some(changes) = &verdict.api {
        for (impact, title) in IMPACTS {
            let of_impact: Vec<&Change> = changes.iter().filter(|change| change.impact == impact).collect();
            print_changes(&of_impact, title, impact == Impact::Addition, &places, console)?;
        }
    }
    for (is_old, title) in [(true, "old clients with new servers"), (false, "new clients with old servers")] {
        for (effect, meaning) in EFFECTS {
            let meant = |change: &&WireChange| change.flow.is_of_old_clients() == is_old && change.effect == effect;
            let found: Vec<&WireChange> = verdict.wire.iter().filter(meant).collect();
            print_wire(&found, &format!("On the wire, {title}: {meaning}"), &places, console)?;
        }
    }
    sum_up(verdict, console)
}

fn print_changes(
    changes: &[&Change],
    title: &str,
    is_brief: bool,
    places: &Places<'_>,
    console: &mut Console<'_>,
) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(console.out, "Rust API: {title}")?;
    // What becomes of a field and of its setter has one reason.
    let mut groups: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        groups.entry(&change.shape).or_default().push(change);
    }
    let count = groups.len();
    for (shape, group) in groups.into_iter().take(SHOWN) {
        let places = group.first().map(|first| shown(places, first.old, first.new)).unwrap_or_default();
        writeln!(console.out, "  {shape}{places}")?;
        for Change { item, message, help, .. } in group {
            writeln!(console.out, "    {item}: {message}")?;
            if let Some(help) = help.as_ref().filter(|_| !is_brief) {
                writeln!(console.out, "      help: {help}")?;
            }
        }
    }
    end(count, console)
}

fn print_wire(found: &[&WireChange], title: &str, places: &Places<'_>, console: &mut Console<'_>) -> io::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    writeln!(console.out, "{title}")?;
    for WireChange { flow, shape, message, old, new, operations, protocols, .. } in found.iter().take(SHOWN) {
        writeln!(console.out, "  {shape}{}", shown(places, *old, *new))?;
        let what = if flow.is_request() { "request" } else { "response" };
        let of = match &operations[..] {
            [] => String::new(),
            [one] => format!(" of {one}"),
            [first, rest @ ..] => format!(" of {first} and {} more", crate::counted(rest.len(), "operation")),
        };
        let by = if protocols.is_empty() { String::new() } else { format!(", in {}", protocols.join(", ")) };
        writeln!(console.out, "    {what}{of}{by}: {message}")?;
    }
    end(found.len(), console)
}

fn end(count: usize, console: &mut Console<'_>) -> io::Result<()> {
    if count > SHOWN {
        writeln!(console.out, "  … and {} more; `--format json` lists all", count - SHOWN)?;
    }
    writeln!(console.out)
}

fn sum_up(verdict: &Verdict, console: &mut Console<'_>) -> io::Result<()> {
    let report = &verdict.smithy;
    let count = |severity| report.count(severity);
    console.say(format_args!(
        "errors: {}, dangers: {}, warnings: {}, notes: {}, suppressed: {}",
        count(Severity::Error),
        count(Severity::Danger),
        count(Severity::Warning),
        count(Severity::Note),
        report.suppressed().len()
    ))?;
    if verdict.has_service {
        let of = |impact| verdict.changes().filter(|change| change.impact == impact).count();
        if verdict.api.is_some() {
            console.say(format_args!(
                "Rust API: {} for callers, {} for implementations, {} for both, {} of behavior, {}",
                crate::counted(of(Impact::BreaksCallers), "break"),
                crate::counted(of(Impact::BreaksImplementors), "break"),
                crate::counted(of(Impact::BreaksAll), "break"),
                crate::counted(of(Impact::Behavior), "change"),
                crate::counted(of(Impact::Addition), "addition"),
            ))?;
        }
        for (is_old, title) in [(true, "old clients with new servers"), (false, "new clients with old servers")] {
            let flows = Flow::ALL.iter().filter(|flow| flow.is_of_old_clients() == is_old);
            let of = |effect| {
                let flows: Vec<&Flow> = flows.clone().collect();
                verdict.wire.iter().filter(|one| flows.contains(&&one.flow) && one.effect == effect).count()
            };
            let word = if of(Effect::Breaks) == 0 { "compatible" } else { "broken" };
            console.say(format_args!(
                "{title}: {word} (breaks: {}, new features only: {}, lost: {}, depends: {})",
                of(Effect::Breaks),
                of(Effect::OnlyNew),
                of(Effect::Lost),
                of(Effect::Depends)
            ))?;
        }
    }
    match verdict.bump() {
        (bump, None) => console.say(format_args!("suggested version bump: {bump}")),
        (bump, Some(why)) => console.say(format_args!("suggested version bump: {bump} ({why})")),
    }
}
