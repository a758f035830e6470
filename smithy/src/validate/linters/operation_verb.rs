//! `StandardOperationVerb`: operations that do not begin with one of some verbs (Smithy 2.0, "StandardOperationVerb").

use std::collections::HashMap;

use super::words::camel_words;
use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let verbs = definition.texts("verbs")?.unwrap_or_default();
    let prefixes = definition.texts("prefixes")?.unwrap_or_default();
    let alternatives: HashMap<&str, Vec<&str>> =
        definition.lists("suggestAlternatives")?.unwrap_or_default().into_iter().collect();
    if verbs.is_empty() && alternatives.is_empty() {
        return Err(definition.fault("verbs", "the configuration has neither `verbs` nor `suggestAlternatives`"));
    }
    for operation in context.model.shapes().filter(|shape| shape.as_operation().is_some()) {
        let words = camel_words(operation.id.name());
        let prefix = words.first().filter(|word| prefixes.contains(word));
        let verb = if prefix.is_some() { words.get(1) } else { words.first() };
        let Some(verb) = verb else {
            let message = format!("operation `{}` has a prefix of verbs, but no verb", operation.id);
            context.push(Diagnostic::new(Code::STANDARD_OPERATION_VERB, operation.place, message).about(&operation.id));
            continue;
        };
        let (expected, all) = match alternatives.get(verb) {
            Some(better) => ("use", better),
            None if verbs.is_empty() || verbs.contains(verb) => continue,
            None => ("begin with", &verbs),
        };
        let list: Vec<String> = all.iter().map(|verb| format!("`{verb}`")).collect();
        let message = format!("`{verb}` of operation `{}` is not a standard verb", operation.id);
        let diagnostic = Diagnostic::new(Code::STANDARD_OPERATION_VERB, operation.place, message).about(&operation.id);
        context.push(diagnostic.help(format!("{expected} {}", list.join(", "))));
    }
    Ok(())
}
