//! `ShouldHaveUsedTimestamp`: names of times whose shapes are not timestamps (Smithy 2.0, "ShouldHaveUsedTimestamp").

use std::collections::HashSet;

use super::words::camel_words;
use super::{is_enum, name_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Model, Shape, Subject};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let patterns = definition.texts("additionalPatterns")?.unwrap_or_default();
    for pattern in &patterns {
        if context.matches(pattern, "").is_none() {
            let message = format!("`{pattern}` is not a regular expression");
            return Err(definition.fault("additionalPatterns", message));
        }
    }
    // The whole name must match.
    let patterns: Vec<String> = patterns.into_iter().map(|pattern| format!("^(?:{pattern})$")).collect();
    let model = context.model;
    for subject in model.subjects() {
        let name = name_of(subject);
        let is_time =
            is_name_of_time(name) || patterns.iter().any(|pattern| context.matches(pattern, name).unwrap_or_default());
        let target = subject.target(model).filter(|_| is_time && is_checked(model, subject));
        if let Some(target) = target {
            let message = format!("`{name}` looks like a time, but its type is {}", target.kind.name());
            let diagnostic = Diagnostic::new(Code::SHOULD_HAVE_USED_TIMESTAMP, subject.place(), message);
            context.push(diagnostic.about(subject.id()).help("use a timestamp"));
        }
    }
    Ok(())
}

/// Whether a name is looked at: of strings and numbers, and of members that hold something other than times.
fn is_checked(model: &Model, subject: Subject<'_>) -> bool {
    let kind = &subject.shape.kind;
    if subject.member.is_some() {
        let target = subject.target(model);
        let is_other = target.is_some_and(|target| !is_enum(target) && !holds_times(model, target));
        return is_other && matches!(kind, Kind::Structure | Kind::Union);
    }
    let is_text = matches!(kind, Kind::String) && !subject.traits().has("smithy.api#enum");
    is_text || matches!(kind, Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double)
}

/// Whether all values in a shape are timestamps.
fn holds_times(model: &Model, shape: &Shape) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![shape];
    let mut has_times = false;
    while let Some(shape) = open.pop() {
        if !seen.insert(&shape.id) {
            continue;
        }
        match shape.kind {
            Kind::Timestamp => has_times = true,
            Kind::List | Kind::Map | Kind::Structure | Kind::Union => {
                let members =
                    shape.members.iter().filter(|member| !(matches!(shape.kind, Kind::Map) && member.name() == "key"));
                open.extend(members.filter_map(|member| model.target(member)));
            }
            // The search ends at the first value of another kind.
            _ => return false,
        }
    }
    has_times
}

/// Whether a name says time, date, at, on or since where these are words at its beginning or end, or timestamp anywhere.
fn is_name_of_time(name: &str) -> bool {
    if name.contains("timestamp") || name.contains("Timestamp") {
        return true;
    }
    let words = camel_words(name);
    let is = |word: Option<&&str>, times: &[&str]| {
        word.is_some_and(|word| times.iter().any(|time| word.eq_ignore_ascii_case(time)))
    };
    let ends = words.len() > 1 && is(words.last(), &["at", "on", "since"]);
    ends || is(words.last(), &["time", "date"]) || is(words.first(), &["time", "date"])
}
