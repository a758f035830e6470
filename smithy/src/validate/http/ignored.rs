//! `HttpBindingTraitIgnored`: bindings of structures that are used where these have no effect (Smithy 2.0, "httpLabel is
//! only used on top-level input", and the same section of the other bindings).

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Reference, Shape, ShapeId};
use crate::validate::Context;

/// The bindings, each with the code of what is reported and whether it has an effect in inputs and in outputs.
const BINDINGS: [(&str, Code, [bool; 2]); 7] = [
    ("smithy.api#httpLabel", Code::HTTP_IGNORED_OUTSIDE_INPUT, [true, false]),
    ("smithy.api#httpQuery", Code::HTTP_IGNORED_OUTSIDE_INPUT, [true, false]),
    ("smithy.api#httpQueryParams", Code::HTTP_IGNORED_OUTSIDE_INPUT, [true, false]),
    ("smithy.api#httpResponseCode", Code::HTTP_IGNORED_OUTSIDE_OUTPUT, [false, true]),
    ("smithy.api#httpHeader", Code::HTTP_IGNORED_IN_MEMBERS, [true, true]),
    ("smithy.api#httpPrefixHeaders", Code::HTTP_IGNORED_IN_MEMBERS, [true, true]),
    ("smithy.api#httpPayload", Code::HTTP_IGNORED_IN_MEMBERS, [true, true]),
];

/// How a structure is used: the first shape that does so in each way.
#[derive(Default)]
struct Uses<'m> {
    input: Option<&'m ShapeId>,
    /// Errors count as outputs.
    output: Option<&'m ShapeId>,
    member: Option<&'m ShapeId>,
}

pub(super) fn validate(context: &mut Context<'_>) {
    let uses = uses(context);
    for shape in context.model.shapes().filter(|shape| matches!(shape.kind, Kind::Structure)) {
        if let Some(uses) = uses.get(&shape.id) {
            bindings(context, shape, uses);
        }
    }
}

fn uses<'m>(context: &Context<'m>) -> HashMap<&'m ShapeId, Uses<'m>> {
    let mut uses: HashMap<&ShapeId, Uses<'_>> = HashMap::new();
    for shape in context.model.shapes() {
        let errors: &[Reference] = match &shape.kind {
            Kind::Operation(operation) => {
                uses.entry(&operation.input.id).or_default().input.get_or_insert(&shape.id);
                uses.entry(&operation.output.id).or_default().output.get_or_insert(&shape.id);
                &operation.errors
            }
            Kind::Service(service) => &service.errors,
            _ => &[],
        };
        for error in errors {
            uses.entry(&error.id).or_default().output.get_or_insert(&shape.id);
        }
        for member in &shape.members {
            uses.entry(&member.target.id).or_default().member.get_or_insert(&member.id);
        }
    }
    uses
}

fn bindings(context: &mut Context<'_>, shape: &Shape, uses: &Uses<'_>) {
    for member in &shape.members {
        for (id, code, [in_input, in_output]) in BINDINGS {
            let Some(applied) = member.traits.get(id) else { continue };
            let ignored = [uses.input.filter(|_| !in_input), uses.output.filter(|_| !in_output), uses.member];
            let names = ["an input of", "an output of", "a value of"];
            let found: Vec<String> =
                (ignored.iter().zip(names)).filter_map(|(user, name)| Some(format!("{name} `{}`", (*user)?))).collect();
            if found.is_empty() {
                continue;
            }
            let has_effect = (in_input && uses.input.is_some()) || (in_output && uses.output.is_some());
            let extent = if has_effect { "in some places" } else { "everywhere" };
            let message =
                format!("`{id}` of `{}` is ignored {extent}: the structure is {}", member.id, found.join(", "));
            let place = applied.place().to_key();
            let diagnostic = Diagnostic::new(code, place, message).about(&member.id);
            context.push(diagnostic.help(match [in_input, in_output] {
                [true, false] => "it has an effect in inputs only",
                [false, true] => "it has an effect in outputs and errors only",
                _ => "it has an effect in inputs, outputs and errors only",
            }));
        }
    }
}
