//! `InputOutputStructureReuse`: inputs and outputs that are not reserved to their operation (Smithy 2.0,
//! "InputOutputStructureReuse").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Shape, UNIT};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, _: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let model = context.model;
    let operations = model.shapes().filter_map(|shape| Some((shape, shape.as_operation()?)));
    for (operation, ends) in operations {
        for (reference, end, part) in [(&ends.input, "input", "Input"), (&ends.output, "output", "Output")] {
            let id = format!("smithy.api#{end}");
            let shape: Option<&Shape> = model.shape(&reference.id);
            let shape = shape.filter(|shape| shape.id != UNIT && !shape.traits.has(&id));
            if let Some(shape) = shape {
                let message = format!("`{}` is the {end} of `{}`, but has no `@{end}`", shape.id, operation.id);
                let diagnostic = Diagnostic::new(Code::INPUT_OUTPUT_STRUCTURE_REUSE, shape.place, message);
                let diagnostic = diagnostic.about(&shape.id).related(reference.place, format!("the {end}"));
                let diagnostic = diagnostic.with_event_suffix(format!("{part}.{}", operation.id.name()));
                context.push(diagnostic.help(format!("apply `@{end}`, so that only this operation uses it")));
            }
        }
    }
    Ok(())
}
