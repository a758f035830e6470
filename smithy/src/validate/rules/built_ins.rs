//! `RuleSetBuiltIn`, `RuleSetAwsBuiltIn`: the built-in values of endpoint rules (Smithy 2.0, "Rules engine built-ins").

use super::Rules;
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::Node;
use crate::rules::BUILT_INS;
use crate::validate::Context;

/// Those that not every client has a value for.
const SPECIAL: [&str; 2] = ["AWS::Auth::AccountId", "AWS::Auth::CredentialScope"];

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let mut check = |name: &str, place: Place, event: String| {
        if BUILT_INS.contains(&name) {
            return;
        }
        let message = format!("there is no built-in value `{}`", clip(name));
        let diagnostic = Diagnostic::new(Code::RULES_BUILT_IN, place, message).about(&rules.scope.shape.id);
        context.push(diagnostic.with_event_suffix(event).did_you_mean(name, BUILT_INS));
    };
    for node in rules.set.parameters.iter().filter_map(|parameter| parameter.built_in) {
        check(node.as_str().unwrap_or_default(), node.place, "RuleSet".to_owned());
    }
    for (case_at, case) in rules.cases.iter().enumerate() {
        for (input_at, input) in case.inputs.iter().enumerate() {
            for entry in input.built_ins {
                check(&entry.key, entry.place(), format!("TestCase.{case_at}.Inputs.{input_at}"));
            }
        }
    }
}

pub(super) fn aws(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    for node in rules.set.parameters.iter().filter_map(|parameter| parameter.built_in) {
        let Some(name) = Node::as_str(node).filter(|name| SPECIAL.contains(name)) else { continue };
        let message = format!("not every client has a value for `{name}`");
        let diagnostic = Diagnostic::new(Code::RULES_AWS_BUILT_IN, node.place, message).about(&rules.scope.shape.id);
        let help = "make sure that the rules work without it, and suppress the event";
        context.push(diagnostic.with_event_suffix(name).help(help));
    }
}
