//! How texts are held against patterns.

use std::collections::BTreeMap;

use super::closure::Closure;
use super::constraints::Subject;
use crate::config::{Located, PatternChoice, ServiceConfig};
use crate::diagnostics::{Diagnostic, Report};
use crate::model::{Model, ShapeId};
use crate::pattern::{self, Matcher};

/// The patterns of a service.
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

/// Compiles each distinct pattern once.
///
/// Reports what cannot be compiled or can never match, and entries of the configuration that no pattern answers to.
pub(super) fn compile<'m>(
    model: &Model,
    closure: &Closure<'m>,
    module: &str,
    config: &ServiceConfig,
    report: &mut Report,
) -> Patterns<'m> {
    let mut patterns = Patterns { bearers: BTreeMap::new(), list: Vec::new() };
    let mut known: BTreeMap<(&str, Option<&PatternChoice>), usize> = BTreeMap::new();
    let mut unused: BTreeMap<&str, _> = config.patterns.iter().map(|(key, entry)| (&**key, entry.place)).collect();
    let shapes = closure.shapes.values().map(|shape| Subject::shape(shape));
    let members = closure.members().map(|(_, member)| Subject::member(member, closure.target(member)));
    for (id, text) in shapes.chain(members).filter_map(Subject::pattern) {
        unused.remove(id.as_str());
        unused.remove(text);
        let choice = config.patterns.get(id.as_str()).or_else(|| config.patterns.get(text));
        let position = *known.entry((text, choice.map(|entry| &entry.value))).or_insert_with(|| {
            let matcher = matcher(model, id, text, choice, module, report);
            patterns.list.push(Compiled { text, matcher });
            patterns.list.len() - 1
        });
        patterns.bearers.insert(id, position);
    }
    for (key, place) in unused {
        let message = format!("`{key}` is neither a pattern of the service nor a shape with a pattern");
        report.push(Diagnostic::error(place, message));
    }
    patterns
}

fn matcher(
    model: &Model,
    id: &ShapeId,
    text: &str,
    choice: Option<&Located<PatternChoice>>,
    module: &str,
    report: &mut Report,
) -> Option<Matcher> {
    let of_model = model.place_of_trait(id, "smithy.api#pattern");
    let (read, place) = match choice {
        Some(Located { value: PatternChoice::LeaveOut, .. }) => return None,
        Some(Located { value: PatternChoice::Replace(other), place }) => (&**other, *place),
        None => (text, of_model),
    };
    match pattern::compile(read) {
        Ok(Matcher::Always) => None,
        Ok(Matcher::Never) => {
            report.push(Diagnostic::warning(place, format!("no text matches the pattern of `{id}`")));
            Some(Matcher::Never)
        }
        Ok(matcher) => Some(matcher),
        Err(error) => {
            let what = if choice.is_some() { "the replacement of the pattern" } else { "the pattern" };
            let help = format!(
                "leave it out or replace it in codegen.toml: under [{module}.patterns], write \
                 \"{id}\" = \"leave-out\" or \"{id}\" = {{ replace = \"…\" }}"
            );
            report.push(Diagnostic::error(place, format!("{what} of `{id}` cannot be checked: {error}")).help(help));
            None
        }
    }
}

impl<'m> Patterns<'m> {
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
