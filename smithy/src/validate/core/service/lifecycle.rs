//! `ResourceLifecycle`: what operations must be that create, read, change or delete (Smithy 2.0, "Resource lifecycle
//! operations").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Reference, Resource, Shape};
use crate::validate::Context;

const READONLY: &str = "smithy.api#readonly";
const IDEMPOTENT: &str = "smithy.api#idempotent";

pub(super) fn validate(context: &mut Context<'_>) {
    for shape in context.model.shapes() {
        if let Some(resource) = shape.as_resource() {
            lifecycle(context, shape, resource);
        }
    }
}

fn lifecycle(context: &mut Context<'_>, shape: &Shape, resource: &Resource) {
    let all = [
        ("put", &resource.put, false, true),
        ("create", &resource.create, false, false),
        ("read", &resource.read, true, false),
        ("update", &resource.update, false, false),
        ("delete", &resource.delete, false, true),
        ("list", &resource.list, true, false),
    ];
    for (name, reference, is_readonly, is_idempotent) in all {
        let Some(reference) = reference else { continue };
        let Some(operation) = context.model.shape(&reference.id).filter(|shape| shape.as_operation().is_some()) else {
            continue;
        };
        let has_readonly = operation.traits.has(READONLY);
        if is_readonly && !has_readonly {
            report(context, shape, name, reference, "is not marked with `@readonly`", "apply `@readonly` to it");
        } else if !is_readonly && has_readonly {
            report(
                context,
                shape,
                name,
                reference,
                "must not be marked with `@readonly`",
                "remove `@readonly` from it",
            );
        }
        if is_idempotent && !operation.traits.has(IDEMPOTENT) {
            report(context, shape, name, reference, "is not marked with `@idempotent`", "apply `@idempotent` to it");
        }
    }
}

fn report(context: &mut Context<'_>, shape: &Shape, name: &str, reference: &Reference, what: &str, help: &str) {
    let message = format!("`{}`, the `{name}` operation of `{}`, {what}", reference.id, shape.id);
    let diagnostic = Diagnostic::new(Code::RESOURCE_LIFECYCLE, reference.place, message).about(&shape.id);
    context.push(diagnostic.help(help));
}
