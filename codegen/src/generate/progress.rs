//! How far a run has come, for those who watch it.

use std::fmt;
use std::sync::Arc;

/// A step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many models will be read.
    Models(usize),
    /// One of them was read.
    Model,
    /// So many services will be checked or generated.
    Services(usize),
    /// One of them was.
    Service,
}

/// A function that is called after each step, from several threads; none by default.
#[derive(Clone, Default)]
pub struct Listener(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

impl Listener {
    /// Calls this function.
    pub fn new(listen: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listen)))
    }

    pub(super) fn notify(&self, progress: Progress) {
        if let Some(listen) = &self.0 {
            listen(progress);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Listener(_)" } else { "Listener(none)" })
    }
}
