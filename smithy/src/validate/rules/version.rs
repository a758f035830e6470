//! `RulesEngineVersion`: rules use what their version has (Smithy 2.0, "Rules engine version").

use super::Rules;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::rules::{Call, Outcome, Step, Version};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let set = rules.set;
    let mut check = |place: Place, call: &Call<'_>| {
        let has_negative_index = call.path.iter().any(|step| matches!(step, Step::Index(index) if *index < 0));
        let (what, since) = match call.function.name {
            name if has_negative_index => (format!("a negative index of `{name}`"), Version::V1_1),
            name => (format!("`{name}`"), call.function.since),
        };
        if since > set.version {
            let message =
                format!("{what} needs version {since} of the rules engine, but the rules are of {}", set.version);
            context.push(Diagnostic::new(Code::RULES_VERSION, place, message).about(&rules.scope.shape.id));
        }
    };
    set.for_each_condition(|condition| condition.call.for_each(condition.place, &mut check));
    set.for_each_rule(&mut |rule| match &rule.outcome {
        Outcome::Endpoint(endpoint) => {
            endpoint.url.for_each_call(&mut check);
            let headers = endpoint.headers.iter().flat_map(|(_, values)| values);
            let properties = endpoint.properties.iter().map(|(_, value)| value);
            headers.chain(properties).for_each(|value| value.for_each_call(&mut check));
        }
        Outcome::Error(error) => error.for_each_call(&mut check),
        Outcome::Tree(_) => {}
    });
}
