//! `AbbreviationName`: abbreviations in capitals (Smithy 2.0, "AbbreviationName").

use std::collections::HashSet;

use super::words::camel_words;
use super::{is_enum, name_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let allowed = definition.texts("allowedAbbreviations")?.unwrap_or_default();
    let allowed: HashSet<String> = allowed.into_iter().map(str::to_ascii_lowercase).collect();
    for subject in context.model.subjects() {
        if subject.member.is_some() && is_enum(subject.shape) {
            continue;
        }
        let name = name_of(subject);
        let better = recommended(name, &allowed);
        if better != name {
            let message = format!("`{name}` has an abbreviation in capitals");
            let diagnostic = Diagnostic::new(Code::ABBREVIATION_NAME, subject.place(), message).about(subject.id());
            context.push(diagnostic.help(format!("call it `{better}`")));
        }
    }
    Ok(())
}

/// The name with only the first letters of its abbreviations in capitals.
fn recommended(name: &str, allowed: &HashSet<String>) -> String {
    let mut better = String::with_capacity(name.len());
    let mut rest = name;
    for word in camel_words(name) {
        let (between, after) = rest.split_once(word).unwrap_or(("", rest));
        better.push_str(between);
        rest = after;
        let is_abbreviation = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if is_abbreviation && !allowed.contains(&word.to_ascii_lowercase()) {
            let (first, others) = word.split_at_checked(1).unwrap_or((word, ""));
            better.push_str(first);
            better.push_str(&others.to_ascii_lowercase());
        } else {
            better.push_str(word);
        }
    }
    better.push_str(rest);
    better
}
