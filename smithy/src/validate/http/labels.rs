//! `HttpLabelTrait`: the labels of a URI and the members with `httpLabel` are the same (Smithy 2.0, "httpLabel trait").

use std::collections::HashSet;

use super::{HttpOperation, members_with, structure, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::UriSegment;
use crate::model::{Applied, Member, Shape};
use crate::validate::Context;

const LABEL: &str = "smithy.api#httpLabel";

pub(super) fn validate(context: &mut Context<'_>) {
    for operation in super::operations(context) {
        let input = structure(context.model, &operation.operation.input);
        missing(context, operation, input);
        for (member, applied) in input.into_iter().flat_map(|input| members_with(input, LABEL)) {
            bound(context, operation, member, applied);
        }
    }
}

/// Reports the labels without a member.
fn missing(context: &mut Context<'_>, HttpOperation { shape, http, .. }: HttpOperation<'_>, input: Option<&Shape>) {
    let bound: HashSet<&str> =
        input.into_iter().flat_map(|input| members_with(input, LABEL)).map(|(member, _)| member.name()).collect();
    let labels: Vec<&str> = http.uri.labels().filter(|label| !bound.contains(label)).collect();
    let Some(first) = labels.first() else { return };
    let names = ticked(labels.iter().copied());
    let message = match input {
        Some(input) => format!("`{}` has no members with `{LABEL}` for the labels {names}", input.id),
        None => format!("`{}` has no input for the labels {names}", shape.id),
    };
    let diagnostic = Diagnostic::new(Code::HTTP_LABEL, http.uri_place, message).about(&shape.id);
    context.push(match input.map(|input| (input, input.member(first))) {
        Some((_, Some(member))) => diagnostic.related(member.place, "no label").help("apply the trait to this member"),
        Some((input, None)) => diagnostic.did_you_mean(first, input.members.iter().map(Member::name)),
        None => diagnostic.help("add an input with a member for each label"),
    });
}

/// Checks a member with `httpLabel`. Labels are found whatever their case.
fn bound(
    context: &mut Context<'_>,
    HttpOperation { shape, http, .. }: HttpOperation<'_>,
    member: &Member,
    applied: &Applied,
) {
    let mut segments = http.uri.segments.iter();
    let segment =
        segments.find(|segment| segment.label().is_some_and(|label| label.eq_ignore_ascii_case(member.name())));
    match segment {
        None => {
            let message = format!(
                "`{}` is bound to a label, but the URI `{}` of `{}` has no such label",
                member.id, http.uri, shape.id
            );
            let place = applied.place().to_key();
            let diagnostic = Diagnostic::new(Code::HTTP_LABEL, place, message).about(&member.id);
            context.push(diagnostic.did_you_mean(member.name(), http.uri.labels()));
        }
        Some(UriSegment::Greedy(name)) => {
            let target = context.model.target(member);
            if target.is_some_and(|target| !target.kind.is_string()) {
                let message =
                    format!("`{}` must be a string: the label `{{{name}+}}` of `{}` is greedy", member.id, shape.id);
                let diagnostic = Diagnostic::new(Code::HTTP_LABEL, member.target.place, message).about(&member.id);
                context.push(diagnostic.related(http.uri_place, "greedy label").help("target a string, or remove `+`"));
            }
        }
        Some(_) => {}
    }
}
