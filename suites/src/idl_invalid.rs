//! `idl-invalid`: files in the IDL that must be rejected, at the place that Smithy reports.

use std::path::Path;
use std::{fs, io};

use shapewright_smithy::diagnostics::{Record, Sources};
use shapewright_smithy::{Model, validate};

use crate::case::{self, Failure, Outcome};

/// The first line of each file has Smithy's error, mostly with its place.
pub(crate) fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for path in case::files(folder, "smithy", filter)? {
        let mut sources = Sources::new();
        case::add(&mut sources, folder, &path)?;
        let (model, mut report) = Model::load(&sources, sources.ids());
        report.merge(validate(&model));
        let found = report.records(&sources);
        let text = fs::read_to_string(&path)?;
        let expected = text.lines().next().unwrap_or_default();
        let fatal: Vec<_> = found.iter().filter(|record| record.severity.is_fatal()).collect();
        let is_met = match place(expected) {
            Some(place) => fatal.iter().any(|record| (record.line, record.column) == (Some(place.0), Some(place.1))),
            None => !fatal.is_empty(),
        };
        let failures = if is_met {
            Vec::new()
        } else {
            let found: Vec<_> = fatal.into_iter().map(shown).collect();
            vec![Failure::new(format!("expected: {expected}\n    found: {}", found.join("; ")))]
        };
        outcomes.push(Outcome { kind: "idl-invalid", case: case::name(folder, &path), failures, events: Vec::new() });
    }
    Ok(outcomes)
}

/// The place in `Syntax error at line 7, column 18`.
fn place(expected: &str) -> Option<(usize, usize)> {
    let (_, rest) = expected.split_once("error at line ")?;
    let (line, rest) = rest.split_once(", column ")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Some((line.parse().ok()?, rest.get(..digits)?.parse().ok()?))
}

fn shown(record: &Record) -> String {
    format!("{}:{}: {}", record.line.unwrap_or(0), record.column.unwrap_or(0), record.message)
}
