//! `TraitValue`: the values of traits fit the shapes that define them (Smithy 2.0, "Trait node values").

use crate::diagnostics::Code;
use crate::model::Trait;
use crate::validate::{Context, ValueCheck};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for subject in model.subjects() {
        for applied in subject.traits().iter() {
            // A value that cannot be read at all is reported while loading.
            if matches!(applied.value, Trait::Malformed) {
                continue;
            }
            let Some(definition) = model.shape(&applied.id) else { continue };
            if definition.traits.has("smithy.api#trait") {
                let check = ValueCheck::new(Code::TRAIT_VALUE, format!("trait `{}`", applied.id));
                let check = check.about(subject.id()).at(subject.place());
                check.run(context, definition.subject(), &applied.node);
            }
        }
    }
}
