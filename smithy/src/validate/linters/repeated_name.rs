//! `RepeatedShapeName`: members that repeat the name of their structure or union (Smithy 2.0, "RepeatedShapeName").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Kind;
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let is_exact = definition.boolean("exactMatch")?.unwrap_or(false);
    for shape in context.model.shapes().filter(|shape| matches!(shape.kind, Kind::Structure | Kind::Union)) {
        let name = shape.id.name().to_ascii_lowercase();
        for member in &shape.members {
            let repeats = match member.name().to_ascii_lowercase() {
                member if is_exact => member == name,
                member => member.starts_with(&name),
            };
            if repeats {
                let message = format!("member `{}` repeats the name of `{}`", member.name(), shape.id);
                let diagnostic = Diagnostic::new(Code::REPEATED_SHAPE_NAME, member.place, message).about(&member.id);
                context.push(diagnostic.help("leave the name of the shape out"));
            }
        }
    }
    Ok(())
}
