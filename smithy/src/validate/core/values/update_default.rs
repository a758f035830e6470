//! `DefaultValueInUpdate`: the members of partial updates have no defaults (Smithy 2.0, "default trait", "Impact on API
//! design").

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Shape;
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let resources = model.shapes().filter_map(Shape::as_resource);
    let updates: BTreeSet<_> = resources.filter_map(|resource| Some(&resource.update.as_ref()?.id)).collect();
    for shape in model.shapes() {
        let Some(operation) = shape.as_operation() else { continue };
        let is_patch = shape.traits.http().is_some_and(|http| http.method.eq_ignore_ascii_case("PATCH"));
        if !(is_patch || updates.contains(&shape.id) || is_named_so(shape.id.name())) {
            continue;
        }
        let Some(input) = model.shape(&operation.input.id) else { continue };
        let has_default = |traits: &crate::model::Traits| traits.default_value().is_some_and(|value| !value.is_null());
        let affected: Vec<_> = input.members.iter().filter(|member| has_default(&member.traits)).collect();
        if affected.is_empty() {
            continue;
        }
        let names: Vec<_> = affected.iter().map(|member| format!("`{}`", member.name())).collect();
        let message = format!(
            "`{}` looks like a partial update, but its members {} have defaults, so that one that is left out cannot be \
             told from one that is set",
            shape.id,
            names.join(", ")
        );
        let mut diagnostic = Diagnostic::new(Code::DEFAULT_VALUE_IN_UPDATE, shape.place, message).about(&shape.id);
        for member in affected {
            let place = member.traits.place_of("smithy.api#default", member.place);
            diagnostic = diagnostic.related(place, "a default");
        }
        context.push(diagnostic.help("remove the defaults"));
    }
}

fn is_named_so(name: &str) -> bool {
    name.starts_with("Update") || name.starts_with("Patch")
}
