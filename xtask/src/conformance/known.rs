//! The list of tests that are known to fail, each with its reason.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::report::{Record, Verdict};

/// The list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    #[serde(default, rename = "failure")]
    failures: Vec<Entry>,
}

/// A test that is known to fail.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The shape id of the service.
    service: String,
    /// The trait's name, such as `httpRequestTests`.
    kind: String,
    /// `client` or `server`; both if absent.
    side: Option<String>,
    id: String,
    /// Why it fails, and why that is right.
    reason: String,
}

/// Reads a list. A file that is not there is an empty list.
pub(crate) fn read<T: Default + DeserializeOwned>(path: &Path) -> Result<T, String> {
    match fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| format!("`{}`: {error}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(format!("cannot read `{}`: {error}", path.display())),
    }
}

impl Known {
    /// Reads the list. A file that is not there is an empty list.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let known: Self = read(path)?;
        match known.failures.iter().find(|entry| entry.reason.trim().is_empty()) {
            Some(entry) => Err(format!("`{}`: {entry} has no reason", path.display())),
            None => Ok(known),
        }
    }

    /// Marks the failures that are on the list, and returns the entries of tests that passed.
    ///
    /// An entry whose test was not run says nothing: not every folder holds every model.
    pub(super) fn settle(&self, service: &str, records: &mut [Record]) -> Vec<Entry> {
        let mut stale = Vec::new();
        for record in records {
            let Some(entry) = self.failures.iter().find(|entry| entry.is_of(service, record)) else {
                continue;
            };
            match record.result {
                Verdict::Passed => stale.push(entry.clone()),
                Verdict::Failed | Verdict::Known => {
                    record.result = Verdict::Known;
                    record.known = Some(entry.reason.trim().to_owned());
                }
            }
        }
        stale
    }
}

impl Entry {
    fn is_of(&self, service: &str, record: &Record) -> bool {
        let Self { service: of, kind, side, id, reason: _ } = self;
        of == service
            && *kind == record.kind
            && *id == record.id
            && side.as_ref().is_none_or(|side| *side == record.side)
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { service, kind, side, id, reason: _ } = self;
        write!(f, "{id} ({kind} of {service}")?;
        match side {
            Some(side) => write!(f, ", {side})"),
            None => f.write_str(")"),
        }
    }
}
