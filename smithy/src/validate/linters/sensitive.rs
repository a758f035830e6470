//! `MissingSensitiveTrait`: names of secrets and of personal data (Smithy 2.0, "MissingSensitiveTrait").

use super::words::{Name, Term};
use super::{is_enum, name_of};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Model, Subject};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

/// What is looked for unless the configuration excludes it.
const TERMS: &[&str] = &[
    "account number",
    "bank",
    "billing address",
    "birth",
    "birth day",
    "birthday",
    "citizen ship",
    "credit card",
    "csc",
    "driver license",
    "drivers license",
    "email",
    "ethnicity",
    "first name",
    "gender",
    "ip address",
    "last name",
    "license number",
    "mobile number",
    "pass port",
    "pass word",
    "pass phrase",
    "phone",
    "private key",
    "religion",
    "secret access key",
    "secret key",
    "sexual orientation",
    "social security",
    "ssn",
    "tax payer",
    "telephone",
    "user name",
    "zip code",
];

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let own = definition.texts("terms")?.unwrap_or_default();
    let excludes_defaults = definition.boolean("excludeDefaults")?.unwrap_or(false);
    if excludes_defaults && own.is_empty() {
        return Err(definition.fault("terms", "`excludeDefaults` leaves nothing to look for without `terms`"));
    }
    let mut terms = Vec::new();
    for text in own {
        terms.push(Term::parse(text).map_err(|fault| definition.fault("terms", fault))?);
    }
    if !excludes_defaults {
        terms.extend(TERMS.iter().filter_map(|text| Term::parse(text).ok()));
    }
    let model = context.model;
    for subject in model.subjects().filter(|subject| could_be_sensitive(model, *subject)) {
        let name = Name::new(name_of(subject));
        let Some(term) = terms.iter().find(|term| term.matches(&name)) else { continue };
        let message = format!("`{}` may hold sensitive data: its name has \"{}\"", subject.id(), term.text());
        let diagnostic = Diagnostic::new(Code::MISSING_SENSITIVE_TRAIT, subject.place(), message).about(subject.id());
        context.push(match subject.member {
            Some(member) if model.shapes.is_own(member.target.id.as_str()) => {
                diagnostic.help(format!("apply `@sensitive` to `{}`", member.target.id))
            }
            Some(_) => diagnostic.help("target a shape with `@sensitive`"),
            None => diagnostic.help("apply `@sensitive`"),
        });
    }
    Ok(())
}

/// Whether it could hold sensitive data, and is not marked so: a shape with values, or a member of a structure or union.
fn could_be_sensitive(model: &Model, subject: Subject<'_>) -> bool {
    const SENSITIVE: &str = "smithy.api#sensitive";
    let shape = subject.shape;
    if shape.traits.has(SENSITIVE) {
        return false;
    }
    match subject.member {
        None => shape.kind.is_data(),
        Some(member) => {
            let is_named = matches!(shape.kind, Kind::Structure | Kind::Union) && !is_enum(shape);
            is_named && model.target(member).is_some_and(|target| !target.traits.has(SENSITIVE))
        }
    }
}
