//! A bar on the terminal, while many models are read and generated.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use shapewright_codegen::{Listener, Progress};

use crate::Console;

/// With fewer models, a run is over before anyone could read how far it is.
const MANY: usize = 10;

/// A bar, which vanishes when it is dropped.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar if someone watches.
    pub(crate) fn new(console: &Console<'_>) -> Self {
        let target = if console.live { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// What moves the bar on; `services` is what happens to services.
    pub(crate) fn listener(&self, services: &'static str) -> Listener {
        let bar = self.0.clone();
        let begin = move |bar: &ProgressBar, what: &'static str, count: usize| {
            bar.set_message(what);
            bar.set_position(0);
            bar.set_length(count as u64);
        };
        Listener::new(move |progress| match progress {
            Progress::Models(count) => begin(&bar, "reading models", count),
            Progress::Services(count) => begin(&bar, services, count),
            Progress::Model | Progress::Service if bar.length().is_some_and(|all| all >= MANY as u64) => bar.inc(1),
            Progress::Model | Progress::Service => {}
        })
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
