//! Traits that exclude each other (Smithy 2.0, "trait trait", "conflicts").

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::ShapeId;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let definitions = context.definitions();
    let conflicts: HashMap<&str, Vec<ShapeId>> = definitions
        .iter()
        .map(|definition| (definition.shape.id.as_str(), definition.conflicts().collect::<Vec<_>>()))
        .filter(|(_, conflicts)| !conflicts.is_empty())
        .collect();
    for subject in context.model.subjects() {
        let traits = subject.traits();
        let pairs = traits.iter().flat_map(|applied| {
            let others = conflicts.get(applied.id.as_str()).into_iter().flatten();
            others.filter_map(move |other| Some((applied, traits.get(other.as_str())?)))
        });
        // A pair may be found from both of its ends.
        let mut pairs: Vec<_> = pairs.map(|(a, b)| if a.id < b.id { (a, b) } else { (b, a) }).collect();
        pairs.sort_by(|(a, b), (c, d)| (&a.id, &b.id).cmp(&(&c.id, &d.id)));
        pairs.dedup_by(|(a, b), (c, d)| a.id == c.id && b.id == d.id);
        let Some(&(first, second)) = pairs.first() else { continue };
        let all: Vec<String> = pairs.iter().map(|(a, b)| format!("`{}` with `{}`", a.id, b.id)).collect();
        let message = format!("`{}` has traits that exclude each other: {}", subject.id(), all.join(", "));
        let diagnostic = Diagnostic::new(Code::TRAIT_CONFLICT, second.place().to_key(), message).about(subject.id());
        let diagnostic = diagnostic.related(first.place().to_key(), format!("`{}`", first.id));
        context.push(diagnostic.help("remove all but one of them"));
    }
}
