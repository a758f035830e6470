//! `HostLabelTrait`: the labels of a host prefix and the members with `hostLabel` (Smithy 2.0, "endpoint trait",
//! "hostLabel trait").

use std::collections::HashSet;

use super::{members_with, structure, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::{HostPart, HostPrefix};
use crate::model::{Applied, Member, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#endpoint") {
        let shape = subject.shape;
        let (Some(operation), Some(prefix)) = (shape.as_operation(), shape.traits.endpoint()) else { continue };
        let place = applied.node.get("hostPrefix").map_or(applied.place(), |node| node.place);
        if !is_host(prefix) {
            let message = format!("the host prefix `{}` does not expand to a valid host name", prefix.text);
            let diagnostic = Diagnostic::new(Code::HOST_LABEL, place, message).about(&shape.id);
            context.push(diagnostic.help("use letters, digits and `-`, with dots between parts"));
        }
        let labels: HashSet<&str> = prefix.labels().collect();
        match structure(context.model, &operation.input) {
            Some(input) => bindings(context, shape, applied, prefix, input),
            None if labels.is_empty() => {}
            None => {
                let message = format!(
                    "`{}` has no input for the labels of its host prefix: {}",
                    shape.id,
                    ticked(prefix.labels())
                );
                let diagnostic = Diagnostic::new(Code::HOST_LABEL, place, message).about(&shape.id);
                context.push(diagnostic.help("add an input with a member for each label"));
            }
        }
    }
}

/// Whether a prefix is valid in front of a host name, with a letter for each label (RFC 3986, section 3.2.2).
fn is_host(prefix: &HostPrefix) -> bool {
    let parts = prefix.parts.iter().map(|part| match part {
        HostPart::Literal(text) => &**text,
        HostPart::Label(_) => "a",
    });
    let host: String = parts.collect();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let is_label = |label: &str| {
        label.len() <= 63
            && label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    host.split('.').all(is_label)
}

fn bindings(context: &mut Context<'_>, operation: &Shape, applied: &Applied, prefix: &HostPrefix, input: &Shape) {
    let place = applied.node.get("hostPrefix").map_or(applied.place(), |node| node.place);
    let bound: HashSet<&str> = members_with(input, "smithy.api#hostLabel").map(|(member, _)| member.name()).collect();
    let missing: Vec<&str> = prefix.labels().filter(|label| !bound.contains(label)).collect();
    if let Some(first) = missing.first() {
        let message = format!(
            "`{}` has no members with `smithy.api#hostLabel` for the labels {}",
            input.id,
            ticked(missing.iter().copied())
        );
        let diagnostic = Diagnostic::new(Code::HOST_LABEL, place, message).about(&operation.id);
        context.push(match input.member(first) {
            Some(member) => diagnostic.help(format!("apply the trait to `{}`", member.id)),
            None => diagnostic.did_you_mean(first, input.members.iter().map(Member::name)),
        });
    }
    let labels: HashSet<&str> = prefix.labels().collect();
    for (member, label) in members_with(input, "smithy.api#hostLabel") {
        if !labels.contains(member.name()) {
            let message = format!(
                "`{}` is bound to a label, but the host prefix `{}` of `{}` has no such label",
                member.id, prefix.text, operation.id
            );
            let diagnostic = Diagnostic::new(Code::HOST_LABEL, label.place().to_key(), message).about(&member.id);
            context.push(diagnostic.did_you_mean(member.name(), prefix.labels()));
        }
    }
}
