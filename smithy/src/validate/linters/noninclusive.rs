//! `NoninclusiveTerms`: words in names and in the values of traits that perpetuate biases (Smithy 2.0,
//! "NoninclusiveTerms").

use std::collections::{BTreeMap, BTreeSet};

use super::name_of;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Model, Node, Shape, Subject, Value};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

/// What is looked for unless the configuration excludes it, and what to write instead.
const TERMS: &[(&str, &[&str])] = &[
    ("blacklist", &["denyList"]),
    ("master", &["primary", "parent", "main"]),
    ("slave", &["secondary", "replica", "clone", "child"]),
    ("whitelist", &["allowList"]),
];

/// Terms in lower case, each with what to write instead.
type Terms<'d> = BTreeMap<String, Vec<&'d str>>;

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let own = definition.lists("terms")?.unwrap_or_default();
    let excludes_defaults = definition.boolean("excludeDefaults")?.unwrap_or(false);
    if excludes_defaults && own.is_empty() {
        return Err(definition.fault("terms", "`excludeDefaults` leaves nothing to look for without `terms`"));
    }
    let mut terms = Terms::new();
    if !excludes_defaults {
        terms.extend(TERMS.iter().map(|(term, better)| ((*term).to_owned(), better.to_vec())));
    }
    terms.extend(own.into_iter().map(|(term, better)| (term.to_ascii_lowercase(), better)));
    let model = context.model;
    let mut search = Search { terms, found: Vec::new() };
    let namespaces: BTreeSet<&str> = model.shapes().map(|shape| shape.id.namespace()).collect();
    for namespace in namespaces {
        search.text(namespace, Place::NOWHERE, &|term| {
            (format!("namespace `{namespace}`"), format!("Namespace.{namespace}.{term}"), None)
        });
    }
    for subject in model.subjects() {
        search.subject(model, subject);
    }
    search.found.into_iter().for_each(|diagnostic| context.push(diagnostic));
    Ok(())
}

struct Search<'d> {
    terms: Terms<'d>,
    found: Vec<Diagnostic>,
}

/// How a finding about a term is described: what has it, the suffix of its event id, and the shape that it is about.
type Describe<'f, 'm> = &'f dyn Fn(&str) -> (String, String, Option<Subject<'m>>);

impl Search<'_> {
    fn text(&mut self, text: &str, place: Place, describe: Describe<'_, '_>) {
        let lower = text.to_ascii_lowercase();
        for (term, better) in &self.terms {
            if !lower.contains(term.as_str()) {
                continue;
            }
            let (what, suffix, subject) = describe(term);
            let diagnostic = Diagnostic::new(Code::NONINCLUSIVE_TERMS, place, format!("{what} has the term `{term}`"));
            let diagnostic = diagnostic.with_event_suffix(suffix);
            let diagnostic = match subject {
                Some(subject) => diagnostic.about(subject.id()),
                None => diagnostic,
            };
            let better: Vec<String> = better.iter().map(|better| format!("`{better}`")).collect();
            self.found.push(match better.is_empty() {
                true => diagnostic,
                false => diagnostic.help(format!("write {}", better.join(" or "))),
            });
        }
    }

    fn subject(&mut self, model: &Model, subject: Subject<'_>) {
        self.text(name_of(subject), subject.place(), &|term| {
            (format!("`{}`", subject.id()), format!("Shape.{term}"), Some(subject))
        });
        for applied in subject.traits().iter().filter(|applied| applied.id != "smithy.api#references") {
            if let Some(shape) = model.shape(&applied.id) {
                let id = applied.id.as_str();
                let name = id.strip_prefix("smithy.api#").unwrap_or(id);
                Values { search: self, model, subject, name, path: Vec::new() }.value(&applied.node, Some(shape));
            }
        }
    }
}

/// The search in the value of a trait.
struct Values<'s, 'd, 'm> {
    search: &'s mut Search<'d>,
    model: &'m Model,
    subject: Subject<'m>,
    /// The name of the trait, without the namespace if it is of the prelude.
    name: &'m str,
    /// The keys and numbers of elements that lead to the value.
    path: Vec<String>,
}

impl<'m> Values<'_, '_, 'm> {
    /// Searches a value. Its depth is limited by what can be read from files.
    fn value(&mut self, node: &'m Node, shape: Option<&'m Shape>) {
        match &node.value {
            Value::String(text) => self.text(text, node.place),
            Value::Array(elements) => {
                for (at, element) in elements.iter().enumerate() {
                    self.path.push(at.to_string());
                    // As in Smithy, what is in a list has no known members, so that its keys are texts.
                    self.value(element, None);
                    self.path.pop();
                }
            }
            Value::Object(entries) => {
                for entry in entries {
                    let member = shape.and_then(|shape| shape.member(&entry.key));
                    let target = member.and_then(|member| self.model.target(member));
                    self.path.push(entry.key.to_string());
                    if target.is_none() {
                        self.path.push("key".to_owned());
                        self.text(&entry.key, entry.place());
                        self.path.pop();
                    }
                    self.value(&entry.value, target);
                    self.path.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str, place: Place) {
        let (subject, name, path) = (self.subject, self.name, self.path.join("/"));
        self.search.text(text, place, &|term| {
            let what = format!("the value of trait `{name}` of `{}`", subject.id());
            let suffix = if path.is_empty() { String::new() } else { format!(".{path}") };
            (what, format!("Trait.{term}.{name}{suffix}"), Some(subject))
        });
    }
}
