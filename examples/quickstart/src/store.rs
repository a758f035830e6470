//! An implementation of the three services that keeps everything in memory.

mod dataexchange;
mod mgn;
mod panorama;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use generated::dataexchange::types::CreateJobOutput;
use generated::mgn::types::ImportTask;
use generated::panorama::types::{CreatePackageOutput, DescribePackageImportJobOutput};

/// How many imports an account may start.
pub const IMPORT_QUOTA: usize = 10;

/// What the three services know.
#[must_use]
#[derive(Debug, Default)]
pub struct Store {
    state: Mutex<State>,
    data_sets: BTreeSet<String>,
    buckets: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct State {
    /// By name.
    packages: BTreeMap<String, CreatePackageOutput>,
    import_jobs: Vec<DescribePackageImportJobOutput>,
    data_jobs: Vec<CreateJobOutput>,
    /// Each with the token of the request that started it.
    imports: Vec<(Option<String>, ImportTask)>,
}

impl Store {
    /// A store without anything in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a data set that jobs of Data Exchange may work on.
    pub fn with_data_set(mut self, id: impl Into<String>) -> Self {
        self.data_sets.insert(id.into());
        self
    }

    /// Adds a bucket that inventories may be imported from.
    pub fn with_bucket(mut self, name: impl Into<String>) -> Self {
        self.buckets.insert(name.into());
        self
    }

    /// What changes. A handler that panicked cannot have left it half changed: each change is one push or insert.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
