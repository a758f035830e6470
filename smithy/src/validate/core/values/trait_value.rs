//! `TraitValue`: the values of traits fit the shapes that define them (Smithy 2.0, "Trait node values").

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostics::Code;
use crate::model::Trait;
use crate::validate::{Context, ValueCheck};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    // For each trait its definition, if it has one, and what messages call it.
    let mut definitions = HashMap::new();
    for subject in model.subjects() {
        for applied in subject.traits().iter() {
            // A value that cannot be read at all is reported while loading.
            if matches!(applied.value, Trait::Malformed) {
                continue;
            }
            let (definition, what) = definitions.entry(&applied.id).or_insert_with(|| {
                let definition = model.shape(&applied.id).filter(|shape| shape.traits.has("smithy.api#trait"));
                (definition, Rc::<str>::from(format!("trait `{}`", applied.id)))
            });
            if let Some(definition) = definition {
                let check = ValueCheck::new(Code::TRAIT_VALUE, Rc::clone(what));
                let check = check.about(subject.id()).at(subject.place());
                check.run(context, definition.subject(), &applied.node);
            }
        }
    }
}
