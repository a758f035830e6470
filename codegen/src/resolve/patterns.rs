//! How texts are checked against patterns.

use std::collections::BTreeMap;

use super::closure::Closure;
use super::constraints::Subject;
use crate::codes;
use crate::config::{PatternChoice, ServiceConfig};
use crate::pattern::{self, Matcher};
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};
use shapewright_smithy::model::{Model, ShapeId};

/// The patterns of a service that are checked.
pub(super) struct Patterns<'m> {
    /// Positions in the list, by the shape or member that bears the pattern.
    bearers: BTreeMap<&'m ShapeId, usize>,
    list: Vec<Compiled<'m>>,
}

struct Compiled<'m> {
    text: &'m str,
    /// `None` where there is nothing to check.
    matcher: Option<Matcher>,
}

/// Compiles each distinct pattern once, replacements instead of what they replace.
///
/// Reports what cannot be compiled or can never match, and entries of the configuration that no pattern answers to.
/// `table` is what the service's table in the configuration is called, or would be.
pub(super) fn compile<'m>(
    model: &Model,
    closure: &Closure<'m>,
    table: &str,
    config: &'m ServiceConfig,
    report: &mut Report,
) -> Patterns<'m> {
    let mut patterns = Patterns { bearers: BTreeMap::new(), list: Vec::new() };
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unused: BTreeMap<&str, Place> = config.patterns.iter().map(|(key, entry)| (&**key, entry.place)).collect();
    let shapes = closure.shapes.values().map(|shape| Subject::shape(shape));
    let members = closure.members().map(|(_, member)| Subject::member(member, closure.target(member)));
    let borne: Vec<_> = shapes.chain(members).filter_map(Subject::pattern).collect();
    for &(id, text) in &borne {
        unused.remove(id.as_str());
        unused.remove(text);
        let choice = config.patterns.get(id.as_str()).or_else(|| config.patterns.get(text));
        let (text, replaced_at) = match choice.map(|entry| &entry.value) {
            Some(PatternChoice::LeaveOut) => continue,
            Some(PatternChoice::Replace(other)) => (&*other.value, Some(other.place)),
            None => (text, None),
        };
        let position = *known.entry(text).or_insert_with(|| {
            let matcher = pattern::compile(text).unwrap_or_else(|error| {
                let (what, place) = match replaced_at {
                    Some(place) => ("replacement of the pattern", place),
                    None => ("pattern", model.place_of_trait(id, PATTERN)),
                };
                let message = format!("the {what} of `{id}` cannot be checked: {error}");
                let diagnostic = Diagnostic::new(codes::PATTERN, place, message).about(id);
                report.push(match error.help {
                    Some(help) => diagnostic.help(help),
                    None if replaced_at.is_some() => diagnostic,
                    None => diagnostic.help(advice(table, id)),
                });
                Matcher::Always
            });
            if matcher == Matcher::Never {
                let place = replaced_at.unwrap_or_else(|| model.place_of_trait(id, PATTERN));
                let message = format!("no text matches the pattern of `{id}`");
                report.push(Diagnostic::new(codes::PATTERN_MATCHES_NOTHING, place, message).about(id));
            }
            patterns.list.push(Compiled { text, matcher: Some(matcher).filter(|one| *one != Matcher::Always) });
            patterns.list.len() - 1
        });
        patterns.bearers.insert(id, position);
    }
    for (key, place) in unused {
        let message = format!("`{key}` is neither a pattern of the service nor a shape with a pattern");
        let known = borne.iter().flat_map(|(id, text)| [id.as_str(), text]);
        report.push(Diagnostic::new(codes::UNKNOWN_NAME, place, message).did_you_mean(key, known));
    }
    patterns
}

const PATTERN: &str = "smithy.api#pattern";

fn advice(table: &str, id: &ShapeId) -> String {
    format!(
        "leave it out or replace it in shapewright.toml: under [{table}.patterns], write \
         \"{id}\" = \"leave-out\" or \"{id}\" = {{ replace = \"…\" }}"
    )
}

impl<'m> Patterns<'m> {
    /// The pattern that is checked of what a shape or member holds; `None` if it is left out.
    pub(super) fn text(&self, bearer: &ShapeId) -> Option<&'m str> {
        let position = *self.bearers.get(bearer)?;
        Some(self.list.get(position)?.text)
    }

    /// The pattern that a shape or member bears, by its position, unless every text passes it.
    pub(super) fn position(&self, bearer: &ShapeId) -> Option<usize> {
        let position = *self.bearers.get(bearer)?;
        self.list[position].matcher.as_ref().map(|_| position)
    }

    /// The text and the matcher at such a position.
    pub(super) fn at(&self, position: usize) -> Option<(&'m str, &Matcher)> {
        let Compiled { text, matcher } = self.list.get(position)?;
        Some((text, matcher.as_ref()?))
    }
}
