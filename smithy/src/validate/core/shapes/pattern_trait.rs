//! `PatternTrait`: patterns say where they begin and end (Smithy 2.0, "pattern trait").

use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;

/// Reports patterns that cannot be read, which is as bad as a value of another type.
pub(in crate::validate) fn syntax(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#pattern") {
        let Some(pattern) = applied.node.as_str() else { continue };
        if let Some(fault) = context.fault_of(pattern) {
            let message = format!("the pattern is not a regular expression: {fault}");
            context.push(Diagnostic::new(Code::PATTERN_SYNTAX, applied.place(), message).about(subject.id()));
        }
    }
}

/// Warns of patterns that match parts of texts.
pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#pattern") {
        let Some(pattern) = applied.node.as_str() else { continue };
        let missing = match (pattern.starts_with('^'), pattern.ends_with('$')) {
            (true, true) => continue,
            (false, true) => "`^` at its start",
            (true, false) => "`$` at its end",
            (false, false) => "`^` at its start and `$` at its end",
        };
        let message = format!("the pattern has no {missing}, so that only a part of a text must match");
        let diagnostic = Diagnostic::new(Code::PATTERN_ANCHORS, applied.place(), message).about(subject.id());
        context.push(diagnostic.help("add what is missing, or `.*` there to say that this is meant"));
    }
}
