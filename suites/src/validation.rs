//! `validation`: a model, and the events that its validation reports.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use shapewright_smithy::diagnostics::{Diagnostic, Report, Severity, Sources, Suppressed};
use shapewright_smithy::{Model, validate};

use crate::case::{self, Failure, Outcome};
use crate::report::validator;

pub(crate) fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for path in case::files(folder, "errors", filter)? {
        let expected = fs::read_to_string(&path)?;
        let expected: Vec<Event> = expected.lines().filter_map(Event::parse).collect();
        let mut sources = Sources::new();
        for extension in ["smithy", "json"] {
            let model = path.with_extension(extension);
            if model.is_file() {
                case::add(&mut sources, folder, &model)?;
            }
        }
        let failures = compare(&expected, found(&sources));
        let events = expected.into_iter().map(|event| event.id).collect();
        outcomes.push(Outcome { kind: "validation", case: case::name(folder, &path), failures, events });
    }
    Ok(outcomes)
}

/// What counts of an event; its message is of everybody's own words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Event {
    pub(crate) id: String,
    severity: String,
    shape: String,
}

impl Event {
    /// A line of a file of events: `[SEVERITY] shape: message | EventId`.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (severity, rest) = line.strip_prefix('[')?.split_once("] ")?;
        let (shape, message) = rest.split_once(": ").unwrap_or((rest, ""));
        let (_, id) = message.rsplit_once(" | ").or_else(|| message.rsplit_once('|')).unwrap_or(("", ""));
        Some(Self { id: id.trim().to_owned(), severity: severity.to_owned(), shape: shape.trim().to_owned() })
    }

    /// Whether an event is one of those that this one stands for when it is expected.
    fn includes(&self, event: &Self) -> bool {
        let rest = event.id.strip_prefix(&self.id);
        let is_below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        is_below && self.severity == event.severity && self.shape == event.shape
    }

    fn of(diagnostic: &Diagnostic, severity: &str) -> Self {
        Self {
            id: diagnostic.event_id().unwrap_or_default().to_owned(),
            severity: severity.to_owned(),
            shape: diagnostic.shape.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string),
        }
    }
}

/// All events of loading and validating, each with its message.
fn found(sources: &Sources) -> Vec<(Event, String)> {
    let (model, mut report) = Model::load(sources, sources.ids());
    // Smithy validates no model that could not be loaded as it is written.
    let is_of_loader = |id: &str| id == "Model" || id.starts_with("Model.");
    if !has_errors(&report, is_of_loader) {
        let found = validate(&model);
        // What is wrong at the core makes other findings follow from it, which Smithy leaves out.
        let is_core = |id: &str| matches!(id, "Target" | "ResourceCycle");
        if has_errors(&report, is_core) || has_errors(&found, is_core) {
            report.extend(found.diagnostics().iter().filter(|one| one.event_id().is_some_and(is_core)).cloned());
        } else {
            report.merge(found);
        }
    }
    model.suppress(&mut report);
    events(&report)
}

/// The events of a report, each with its message.
pub(crate) fn events(report: &Report) -> Vec<(Event, String)> {
    let plain = report.diagnostics().iter().map(|one| {
        let severity = one.severity.name().to_uppercase();
        (Event::of(one, &severity), one.message.clone())
    });
    // The messages of Smithy's suppressed events end with the reason.
    let suppressed = report.suppressed().iter().map(|Suppressed { diagnostic, reason }| {
        let reason = reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        (Event::of(diagnostic, "SUPPRESSED"), format!("{}{reason}", diagnostic.message))
    });
    plain.chain(suppressed).collect()
}

/// The validators of what is deprecated: packages may deprecate more without making tests fail.
const DEPRECATIONS: [&str; 3] = ["ModelDeprecation", "DeprecatedTrait", "DeprecatedShape"];

/// Whether there are errors with an event id.
fn has_errors(report: &Report, is_meant: impl Fn(&str) -> bool) -> bool {
    let is_error = |one: &Diagnostic| one.severity == Severity::Error && one.event_id().is_some_and(&is_meant);
    report.diagnostics().iter().any(is_error)
}

/// Compares events as Smithy's own runner does: an expected id stands for itself and for those below it, such as
/// `UnstableTrait` for `UnstableTrait.smithy.api#longPoll`, and what the model suppresses need not be expected, nor what is
/// deprecated.
pub(crate) fn compare(expected: &[Event], found: Vec<(Event, String)>) -> Vec<Failure> {
    let mut left: BTreeMap<&Event, usize> = BTreeMap::new();
    for event in expected {
        *left.entry(event).or_default() += 1;
    }
    let mut failures = Vec::new();
    let mut failure = |what: &str, event: &Event, message: &str| {
        let Event { id, severity, shape } = event;
        failures.push(Failure {
            event: Some(id.clone()),
            message: format!("{what} [{severity}] {shape} | {id} {message}").trim_end().to_owned(),
        });
    };
    for (event, message) in &found {
        // The most specific expectation first, so that a general one is left for the others.
        let open = left.iter_mut().filter(|(expected, count)| **count > 0 && expected.includes(event));
        match open.max_by_key(|(expected, _)| expected.id.len()) {
            Some((_, count)) => *count -= 1,
            None if event.severity == "SUPPRESSED" || DEPRECATIONS.contains(&validator(&event.id)) => {}
            None => failure("not expected:", event, &format!("({message})")),
        }
    }
    for (event, count) in left {
        for _ in 0..count {
            failure("missing:", event, "");
        }
    }
    failures
}
