//! The findings of a run.

use std::collections::HashSet;

use super::{Diagnostic, Record, Severity, Sources, render};

/// A diagnostic that the model suppresses.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// What is suppressed.
    pub diagnostic: Diagnostic,
    /// Why, if the model says so.
    pub reason: Option<Box<str>>,
}

/// The diagnostics of a run, in the order in which they were found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    list: Vec<Diagnostic>,
    suppressed: Vec<Suppressed>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Changes the diagnostic that was added last.
    pub fn amend(&mut self, change: impl FnOnce(Diagnostic) -> Diagnostic) {
        if let Some(last) = self.list.pop() {
            self.list.push(change(last));
        }
    }

    /// Changes diagnostics; those that the model suppresses stay as they are.
    pub fn change(&mut self, change: impl FnMut(&mut Diagnostic)) {
        self.list.iter_mut().for_each(change);
    }

    /// Drops diagnostics that equal earlier ones.
    pub fn remove_repeated(&mut self) {
        let mut seen = HashSet::new();
        self.list.retain(|one| seen.insert(one.clone()));
    }

    /// Drops diagnostics that are not meant.
    pub fn retain(&mut self, is_meant: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(is_meant);
    }

    /// Adds all diagnostics of another report.
    pub fn merge(&mut self, other: Self) {
        self.list.extend(other.list);
        self.suppressed.extend(other.suppressed);
    }

    /// Moves the diagnostics that are meant, except errors, to the suppressed ones. Returns whether there were any.
    pub fn suppress(&mut self, is_meant: impl Fn(&Diagnostic) -> bool) -> bool {
        let is_suppressed = |one: &mut Diagnostic| one.severity != Severity::Error && is_meant(one);
        let before = self.suppressed.len();
        let suppressed = self.list.extract_if(.., is_suppressed);
        self.suppressed.extend(suppressed.map(|diagnostic| Suppressed { diagnostic, reason: None }));
        self.suppressed.len() > before
    }

    /// Those that the model suppresses, to be explained.
    pub(crate) fn suppressed_mut(&mut self) -> &mut [Suppressed] {
        &mut self.suppressed
    }

    /// Makes those worse for which a worse severity is meant; none of them becomes less bad.
    pub fn elevate(&mut self, severity: impl Fn(&Diagnostic) -> Option<Severity>) {
        for one in &mut self.list {
            // The worst severity is the least.
            one.severity = severity(one).map_or(one.severity, |severity| severity.min(one.severity));
        }
    }

    /// Those that the model suppresses, which count for nothing.
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// Takes the diagnostics out, in the order in which they were found, without those that are suppressed.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.list
    }

    /// The diagnostics in the order in which they were found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether there is no diagnostic.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether there are errors that prevent generation.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|one| one.severity.is_fatal())
    }

    /// How many diagnostics have that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|one| one.severity == severity).count()
    }

    /// Prints the diagnostics with their snippets, sorted by source and position.
    ///
    /// At most [`Report::SHOWN`] are printed, the worst first, with a note of how many are
    /// left out; `color` asks for ANSI escapes.
    pub fn render(&self, sources: &Sources, color: bool) -> String {
        render::render(self, sources, color)
    }

    /// The diagnostics as plain data, all of them, sorted by source and position.
    pub fn records(&self, sources: &Sources) -> Vec<Record> {
        render::records(self.list.iter().map(|one| (one, None)), sources)
    }

    /// The diagnostics that the model suppresses as plain data, sorted by source and position.
    pub fn suppressed_records(&self, sources: &Sources) -> Vec<Record> {
        let suppressed = self.suppressed.iter();
        render::records(suppressed.map(|one| (&one.diagnostic, one.reason.as_deref())), sources)
    }

    /// How many diagnostics [`Report::render`] prints at most.
    pub const SHOWN: usize = 50;
}

impl Extend<Diagnostic> for Report {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        self.list.extend(diagnostics);
    }
}
