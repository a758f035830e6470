//! `format`: a file, and how it is formatted.

use std::path::Path;
use std::{fs, io};

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::format;

use crate::case::{self, Failure, Outcome};

const FORMATTED: &str = ".formatted";

pub(crate) fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for path in case::files(folder, "smithy", filter)? {
        let name = case::name(folder, &path);
        if name.ends_with(FORMATTED) {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let partner = path.with_extension(format!("{}.smithy", FORMATTED.trim_start_matches('.')));
        // A file without a partner is formatted already.
        let expected = if partner.is_file() { fs::read_to_string(partner)? } else { text.clone() };
        let mut failures = Vec::new();
        compare("formatted", &expected, &text, &mut failures);
        compare("formatted twice", &expected, &expected, &mut failures);
        outcomes.push(Outcome { kind: "format", case: name, failures, events: Vec::new() });
    }
    Ok(outcomes)
}

/// Compares what a text is formatted to.
fn compare(what: &str, expected: &str, text: &str, failures: &mut Vec<Failure>) {
    let mut sources = Sources::new();
    let id = sources.add("model.smithy", text);
    match format(&sources, id) {
        Ok(formatted) if formatted == expected => {}
        Ok(formatted) => {
            let mut pairs = expected.lines().zip(formatted.lines()).enumerate();
            let first = pairs.find(|(_, (expected, found))| expected != found);
            let difference = match first {
                Some((index, (expected, found))) => {
                    format!("line {}: expected {expected:?}, found {found:?}", index + 1)
                }
                None => format!("expected {} bytes, found {}", expected.len(), formatted.len()),
            };
            failures.push(Failure::new(format!("{what}: {difference}")));
        }
        Err(report) => {
            let messages = report.diagnostics().iter().map(|one| Failure::new(format!("{what}: {}", one.message)));
            failures.extend(messages);
        }
    }
}
