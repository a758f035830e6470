//! The rules by which clients choose endpoints (Smithy 2.0, "Rules engine", "AWS Declarative Endpoint Traits").

mod auth_schemes;
mod built_ins;
mod cases;
mod context_params;
mod diagram;
mod parameters;
mod special_cases;
mod test_parameters;
mod uri;
mod version;

use super::index::Scope;
use super::{Context, Validator};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Trait};
use crate::rules::RuleSet;
use cases::Case;

pub(super) const VALIDATORS: &[Validator] =
    &[services, context_params::fixed, context_params::paths, special_cases::validate];

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const DIAGRAM: &str = "smithy.rules#endpointBdd";
const TESTS: &str = "smithy.rules#endpointTests";

/// The rules of a service, read once for all validators.
struct Rules<'a, 'm> {
    scope: &'a Scope<'m>,
    /// The trait that has the rules.
    applied: &'m Applied,
    set: &'a RuleSet<'m>,
    cases: &'a [Case<'m>],
}

fn services(context: &mut Context<'_>) {
    for scope in context.services().iter() {
        let traits = &scope.shape.traits;
        let mut is_first = true;
        let cases = traits.get(TESTS).map(|tests| cases::read(&tests.node)).unwrap_or_default();
        for id in [RULE_SET, DIAGRAM] {
            // What cannot be read at all is reported while loading.
            let Some(applied) = traits.get(id).filter(|applied| !matches!(applied.value, Trait::Malformed)) else {
                continue;
            };
            let set = if id == RULE_SET { RuleSet::read(&applied.node) } else { RuleSet::read_diagram(&applied.node) };
            match set {
                Ok(set) => {
                    validate(context, &Rules { scope, applied, set: &set, cases: &cases }, is_first);
                    is_first = false;
                }
                Err(faults) => {
                    for fault in faults {
                        let diagnostic = Diagnostic::new(Code::MALFORMED_TRAIT, fault.place, fault.message);
                        let diagnostic = diagnostic.about(&scope.shape.id);
                        context.push(if fault.help.is_empty() { diagnostic } else { diagnostic.help(fault.help) });
                    }
                }
            }
        }
    }
}

/// What a diagram has of parameters was checked with the rules that it was made of. A service that has rules of both kinds
/// has the tests of calls judged once.
fn validate<'m>(context: &mut Context<'m>, rules: &Rules<'_, 'm>, is_first: bool) {
    if rules.applied.id == RULE_SET {
        parameters::validate(context, rules);
        parameters::documentation(context, rules);
        if rules.scope.shape.traits.has(TESTS) {
            test_parameters::validate(context, rules);
        }
    }
    if is_first {
        built_ins::validate(context, rules);
        built_ins::aws(context, rules);
        cases::operations(context, rules);
    }
    cases::results(context, rules);
    auth_schemes::validate(context, rules);
    uri::validate(context, rules);
    version::validate(context, rules);
    diagram::validate(context, rules);
}

/// Names in messages: each in backticks, with commas between them.
fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
