//! What all validators share: the model, what is found quickly in it, and the report.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::index::{Indexes, Properties, Scope};
use super::pattern::Pattern;
use crate::diagnostics::{Diagnostic, Report, Severity};
use crate::model::{Applied, Model, ShapeId, Subject, Trait};
use crate::neighbors::Neighbors;
use crate::selector::Selector;

/// The model that is validated, indexed, with what was found so far.
pub(crate) struct Context<'m> {
    pub(crate) model: &'m Model,
    by_trait: HashMap<&'m str, Vec<Subject<'m>>>,
    indexes: Indexes<'m>,
    report: Report,
    /// The expressions seen so far: those of traits are matched many times.
    patterns: HashMap<Box<str>, Result<Pattern, String>>,
    neighbors: OnceCell<Rc<Neighbors<'m>>>,
    /// What the selectors of values that name shapes select; `None` for one that is not valid.
    selected: HashMap<Box<str>, Option<HashSet<&'m ShapeId>>>,
}

impl<'m> Context<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let mut by_trait: HashMap<&str, Vec<Subject<'_>>> = HashMap::new();
        for subject in model.subjects() {
            // What is malformed is reported already, and counts for nothing else.
            for applied in subject.traits().iter().filter(|one| !matches!(one.value, Trait::Malformed)) {
                by_trait.entry(applied.id.as_str()).or_default().push(subject);
            }
        }
        Self {
            model,
            by_trait,
            indexes: Indexes::default(),
            report: Report::new(),
            patterns: HashMap::new(),
            neighbors: OnceCell::new(),
            selected: HashMap::new(),
        }
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

    /// Whether errors were found so far.
    pub(crate) fn has_errors(&self) -> bool {
        self.report.count(Severity::Error) > 0
    }

    /// Adds a finding; one about a shape of the prelude only if it breaks it, because no model can change the prelude.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let is_prelude = diagnostic.shape.as_ref().is_some_and(|id| id.namespace() == "smithy.api");
        if diagnostic.severity == Severity::Error || !is_prelude {
            self.report.push(diagnostic);
        }
    }

    /// Whether a part of a text matches a regular expression; `None` if the expression is not valid or not known.
    pub(crate) fn matches(&mut self, pattern: &str, text: &str) -> Option<bool> {
        self.pattern(pattern).as_ref().ok()?.matches(text)
    }

    /// What is wrong with a regular expression.
    pub(crate) fn fault_of(&mut self, pattern: &str) -> Option<String> {
        self.pattern(pattern).as_ref().err().cloned()
    }

    fn pattern(&mut self, pattern: &str) -> &Result<Pattern, String> {
        self.patterns.entry(pattern.into()).or_insert_with(|| Pattern::parse(pattern))
    }

    /// Whether a selector matches a shape or a member.
    pub(crate) fn is_selected(&mut self, selector: &str, id: &ShapeId) -> bool {
        let neighbors = self.neighbors();
        if !self.selected.contains_key(selector) {
            // A selector that is not valid is reported where it stands.
            let found = Selector::parse(selector)
                .ok()
                .map(|selector| selector.select(&neighbors).into_iter().map(Subject::id).collect());
            self.selected.insert(selector.into(), found);
        }
        let Some(Some(found)) = self.selected.get(selector) else { return true };
        // A selection does not begin at the shapes of packages, such as `aws.auth#sigv4`, which a model may name all the
        // same.
        let begins_there = || {
            let selector = Selector::parse(selector).ok()?;
            let selected = selector.select_from(&neighbors, neighbors.vertex(id)?);
            Some(selected.iter().any(|subject| subject.id() == id))
        };
        found.contains(id) || (!self.model.shapes.is_own(id.shape()) && begins_there().unwrap_or(false))
    }

    /// How the shapes of the model are connected.
    pub(crate) fn neighbors(&self) -> Rc<Neighbors<'m>> {
        self.neighbors.get_or_init(|| Rc::new(Neighbors::new(self.model))).clone()
    }

    /// Exchanges the report, and returns what it was so far.
    pub(crate) fn replace_report(&mut self, report: Report) -> Report {
        std::mem::replace(&mut self.report, report)
    }

    pub(crate) fn into_report(self) -> Report {
        self.report
    }
}
