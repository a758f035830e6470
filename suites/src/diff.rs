//! `diff`: two versions of a model, and the events of their comparison.

use std::path::Path;
use std::{fs, io};

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::{Model, diff};

use crate::case::{self, Failure, Outcome};
use crate::validation::{Event, compare, events};

pub(crate) fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for path in case::files(folder, "events", filter)? {
        let expected = parse(&fs::read_to_string(&path)?);
        let mut sources = Sources::new();
        for extension in ["a.smithy", "b.smithy"] {
            case::add(&mut sources, folder, &path.with_extension(extension))?;
        }
        let mut ids = sources.ids();
        let (old, mut report) = Model::load(&sources, ids.next());
        let (new, rest) = Model::load(&sources, ids.next());
        report.merge(rest);
        let faults = report.diagnostics().iter().filter(|one| one.severity.is_fatal());
        let mut failures: Vec<_> = faults.map(|one| Failure::new(format!("loading: {}", one.message))).collect();
        failures.extend(compare(&expected, events(&diff(&old, &new))));
        let events = expected.into_iter().map(|event| event.id).collect();
        outcomes.push(Outcome { kind: "diff", case: case::name(folder, &path), failures, events });
    }
    Ok(outcomes)
}

/// The events of a file, of which each may have several lines; there is a line of dashes between them.
fn parse(text: &str) -> Vec<Event> {
    let mut events = vec![String::new()];
    for line in text.lines() {
        match events.last_mut() {
            Some(event) if line != "-----" => {
                event.push_str(line);
                event.push(' ');
            }
            _ => events.push(String::new()),
        }
    }
    events.iter().filter_map(|event| Event::parse(event)).collect()
}
