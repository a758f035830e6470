//! `IdempotentTrait`: the errors that `@idempotent` names are errors of the operation (Smithy 2.0, "idempotent trait").

use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, _) in context.applied("smithy.api#idempotent") {
        let Some(idempotent) = subject.traits().idempotent() else { continue };
        let Some(operation) = subject.shape.as_operation() else { continue };
        for (key, errors) in [("exists", &idempotent.exists), ("notFound", &idempotent.not_found)] {
            let foreign =
                errors.iter().flatten().filter(|error| !operation.errors.iter().any(|own| own.id == error.id));
            for error in foreign {
                let message = format!("`{key}` names `{}`, which is not an error of `{}`", error.id, subject.id());
                let known = operation.errors.iter().map(|error| error.id.as_str());
                let diagnostic = Diagnostic::new(Code::IDEMPOTENT, error.place, message).about(subject.id());
                context.push(diagnostic.did_you_mean(error.id.as_str(), known));
            }
        }
    }
}
