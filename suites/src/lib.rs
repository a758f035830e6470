//! Runs Smithy's own test data: what is loaded, reported and printed is compared with what Smithy does.
//!
//! The data is a folder with a subfolder for each kind of case, such as `validation`. It is not part of this project.

mod case;
mod diff;
mod format;
mod idl_invalid;
mod idl_valid;
mod report;
mod validation;

use std::io;
use std::path::Path;

pub use case::{Failure, Outcome};
pub use report::report;

/// A kind of cases: the name of its folder, and what runs it.
type Kind = (&'static str, fn(&Path, &str) -> io::Result<Vec<Outcome>>);

const KINDS: &[Kind] = &[
    ("diff", diff::run),
    ("format", format::run),
    ("idl-invalid", idl_invalid::run),
    ("idl-valid", idl_valid::run),
    ("validation", validation::run),
];

/// Runs the cases whose path below `folder` contains `filter`, in the order of their paths.
///
/// # Errors
/// When the folder or a case in it cannot be read.
pub fn run(folder: &Path, filter: &str) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for (kind, run) in KINDS {
        // A filter may begin with a kind, which then is the only one.
        match filter.split_once('/').unwrap_or((filter, "")) {
            (first, rest) if first == *kind => return run(&folder.join(kind), rest),
            _ => outcomes.extend(run(&folder.join(kind), filter)?),
        }
    }
    Ok(outcomes)
}
