//! What passed in earlier runs, so that a run that was broken off goes on where it was.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The crates that passed, kept in a file from run to run.
pub(super) struct Memory {
    path: PathBuf,
    passed: BTreeMap<String, Passed>,
}

/// How a crate passed.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Passed {
    /// A hash over all that the result depends on.
    fingerprint: u64,
    /// The seconds of CPU that it took.
    cpu: Option<f64>,
}

impl Memory {
    /// Reads what is remembered in a folder: nothing, if the file is missing or of another make.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join("passed.json");
        let text = fs::read(&path).unwrap_or_default();
        let passed = serde_json::from_slice(&text).unwrap_or_default();
        Self { path, passed }
    }

    /// The seconds of CPU, if known, with which a crate of that fingerprint passed.
    pub(super) fn recall(&self, module: &str, fingerprint: u64) -> Option<Option<f64>> {
        let passed = self.passed.get(module)?;
        (passed.fingerprint == fingerprint).then_some(passed.cpu)
    }

    /// Notes at once that a crate passed.
    pub(super) fn remember(&mut self, module: &str, fingerprint: u64, cpu: Option<f64>) -> io::Result<()> {
        let passed = Passed { fingerprint, cpu };
        self.passed.insert(module.to_owned(), passed);
        fs::write(&self.path, serde_json::to_vec(&self.passed)?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by a panic")]
mod tests {
    use super::Memory;

    #[test]
    fn outlives_a_run_and_knows_what_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = Memory::read(folder.path());
        assert_eq!(memory.recall("mq", 1), None);
        memory.remember("mq", 1, Some(1.5)).unwrap();
        memory.remember("iot", u64::MAX, None).unwrap();
        let memory = Memory::read(folder.path());
        assert_eq!(memory.recall("mq", 1), Some(Some(1.5)));
        assert_eq!(memory.recall("mq", 2), None);
        assert_eq!(memory.recall("iot", u64::MAX), Some(None));
    }

    #[test]
    fn a_broken_file_is_no_memory() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("passed.json"), "[").unwrap();
        assert_eq!(Memory::read(folder.path()).recall("mq", 1), None);
    }
}
