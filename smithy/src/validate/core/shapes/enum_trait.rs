//! `EnumTrait` and `EnumNamesPresent`: the entries of the trait `enum` (Smithy 2.0, "enum trait").

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::validate::Context;

use super::enum_shape::unusual;
use super::{is_recommended, repeated};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#enum") {
        let Some(definitions) = subject.traits().enum_definitions() else { continue };
        let id = subject.id();
        let values = definitions.iter().map(|definition| (&definition.value, definition.place));
        for (first, place) in repeated(values) {
            let message = "an earlier entry of the enum has the same value";
            let diagnostic = Diagnostic::new(Code::ENUM_TRAIT, place, message).about(id);
            context.push(diagnostic.related(first, "first entry"));
        }
        let names = || definitions.iter().filter_map(|definition| Some((definition.name.as_ref()?, definition.place)));
        for (first, place) in repeated(names()) {
            let message = "an earlier entry of the enum has the same name";
            let diagnostic = Diagnostic::new(Code::ENUM_TRAIT, place, message).about(id);
            context.push(diagnostic.related(first, "first entry"));
        }
        let mut seen = std::collections::HashSet::new();
        for (name, place) in names().filter(|(name, _)| !is_recommended(name)) {
            if seen.insert(name) {
                context.push(unusual(Code::ENUM_ENTRY_NAME, place, name).with_event_suffix(name).about(id));
            }
        }
        if names().next().is_none() {
            let message = "no entry of the enum has a name, so that code generators cannot name its values";
            let diagnostic = Diagnostic::new(Code::ENUM_NAMES_PRESENT, applied.place().to_key(), message).about(id);
            context.push(diagnostic.help("give each entry a `name`"));
            continue;
        }
        for definition in definitions.iter().filter(|definition| definition.name.is_none()) {
            let value = clip(&definition.value);
            let message = format!("the entry `{value}` has no name, but other entries of the enum have one");
            let diagnostic = Diagnostic::new(Code::ENUM_TRAIT, definition.place, message).about(id);
            context.push(diagnostic.help("give each entry a name, or none"));
        }
    }
}
