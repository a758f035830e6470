//! `MissingClientOptionalTrait`: members that cannot become optional (Smithy 2.0, "MissingClientOptionalTrait").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Kind;
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let on_any = definition.boolean("onRequiredOrDefault")?.unwrap_or(false);
    let on_aggregate = definition.boolean("onRequiredStructureOrUnion")?.unwrap_or(false);
    let model = context.model;
    for member in model.shapes().flat_map(|shape| &shape.members) {
        let traits = &member.traits;
        if traits.has("smithy.api#clientOptional") {
            continue;
        }
        let mut found = Vec::new();
        let is_required = traits.has("smithy.api#required");
        if on_aggregate && is_required {
            let target = model.target(member).map(|target| &target.kind);
            if matches!(target, Some(Kind::Structure | Kind::Union)) {
                found.push(("required and targets a structure or union, which has no default", "required"));
            }
        }
        if on_any && traits.has("smithy.api#default") {
            found.push(("a member with a default", "default"));
        }
        if on_any && is_required {
            found.push(("required", "required"));
        }
        for (reason, of) in found {
            let message = format!("`{}` is {reason}, and must have the trait `clientOptional`", member.id);
            let place = traits.place_of(&format!("smithy.api#{of}"), member.place).to_key();
            let diagnostic = Diagnostic::new(Code::MISSING_CLIENT_OPTIONAL_TRAIT, place, message).about(&member.id);
            context.push(diagnostic.help("apply `@clientOptional`, so that the service may stop to send it"));
        }
    }
    Ok(())
}
