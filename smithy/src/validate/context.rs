//! What all validators share: the model, what is found quickly in it, and the report.

use std::collections::HashMap;
use std::rc::Rc;

use super::index::{Indexes, Properties, Scope};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::model::{Applied, Model, Subject};

/// The model that is validated, indexed, with what was found so far.
pub(crate) struct Context<'m> {
    pub(crate) model: &'m Model,
    by_trait: HashMap<&'m str, Vec<Subject<'m>>>,
    indexes: Indexes<'m>,
    report: Report,
}

impl<'m> Context<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let mut by_trait: HashMap<&str, Vec<Subject<'_>>> = HashMap::new();
        for subject in model.subjects() {
            for applied in subject.traits().iter() {
                by_trait.entry(applied.id.as_str()).or_default().push(subject);
            }
        }
        Self { model, by_trait, indexes: Indexes::default(), report: Report::new() }
    }

    /// The shapes and members with a trait, sorted by id.
    pub(crate) fn with_trait(&self, id: &str) -> Vec<Subject<'m>> {
        self.by_trait.get(id).cloned().unwrap_or_default()
    }

    /// The ids of the traits that are applied, sorted.
    pub(crate) fn trait_ids(&self) -> Vec<&'m str> {
        let mut ids: Vec<&str> = self.by_trait.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// The shapes and members with a trait, and the trait.
    pub(crate) fn applied(&self, id: &str) -> Vec<(Subject<'m>, &'m Applied)> {
        let with = self.with_trait(id).into_iter();
        with.filter_map(|subject| Some((subject, subject.traits().get(id)?))).collect()
    }

    /// The services with what belongs to each, sorted by id.
    pub(crate) fn services(&self) -> Rc<[Scope<'m>]> {
        self.indexes.services(self.model)
    }

    /// Which members of inputs and outputs are properties of resources.
    pub(crate) fn properties(&self) -> Rc<Properties<'m>> {
        self.indexes.properties(self.model)
    }

    /// Reports a finding about a shape or a member, at its definition.
    pub(crate) fn find(&mut self, code: Code, subject: Subject<'_>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, subject.place(), message).about(subject.id()));
    }

    /// Reports a finding about a trait, at the trait.
    pub(crate) fn find_in_trait(
        &mut self,
        code: Code,
        subject: Subject<'_>,
        applied: &Applied,
        message: impl Into<String>,
    ) {
        self.push(Diagnostic::new(code, applied.place().to_key(), message).about(subject.id()));
    }

    /// Adds a finding.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    pub(crate) fn into_report(self) -> Report {
        self.report
    }
}
