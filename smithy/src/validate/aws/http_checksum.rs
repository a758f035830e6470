//! `HttpChecksumTrait`: which members choose the checksums of requests and responses, and headers in the way of checksums
//! (Smithy 2.0, "httpChecksum trait").

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::traits::{EnumValue, HttpChecksum};
use crate::model::{Kind, Member, Node, Operation, Shape};
use crate::validate::Context;

const PREFIX: &str = "x-amz-checksum-";

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("aws.protocols#httpChecksum") {
        let Some(operation) = subject.shape.as_operation() else { continue };
        let Some(input) = context.model.shape(&operation.input.id) else { continue };
        Checker { shape: subject.shape, operation, input, node: &applied.node }.check(context);
    }
}

struct Checker<'m> {
    shape: &'m Shape,
    operation: &'m Operation,
    input: &'m Shape,
    node: &'m Node,
}

impl<'m> Checker<'m> {
    fn check(&self, context: &mut Context<'m>) {
        let node = self.node;
        let algorithm = node.get("requestAlgorithmMember");
        let mode = node.get("requestValidationModeMember");
        let algorithms =
            node.get("responseAlgorithms").filter(|node| node.as_array().is_some_and(|all| !all.is_empty()));
        let is_request =
            algorithm.is_some() || node.get("requestChecksumRequired").and_then(Node::as_bool) == Some(true);
        let is_response = mode.is_some() || algorithms.is_some();
        if !is_request && !is_response {
            let message = format!("the checksums of `{}` are neither of requests nor of responses", self.shape.id);
            let help = "give it `requestAlgorithmMember`, `requestChecksumRequired`, or both \
                        `requestValidationModeMember` and `responseAlgorithms`";
            self.find(context, node.place, message, help);
            return;
        }
        if let Some(node) = algorithm {
            self.chosen(context, "requestAlgorithmMember", node, HttpChecksum::ALGORITHMS);
        }
        if is_request {
            self.headers(context, self.input);
        }
        if is_response {
            self.response(context, mode, algorithms);
        }
    }

    fn response(&self, context: &mut Context<'m>, mode: Option<&'m Node>, algorithms: Option<&Node>) {
        match mode {
            None => {
                let message =
                    format!("`{}` has `responseAlgorithms`, but no `requestValidationModeMember`", self.shape.id);
                let help = "name the input member by which a client asks for validation";
                self.find(context, self.node.place, message, help);
            }
            Some(node) => {
                let values = self.chosen(context, "requestValidationModeMember", node, &["ENABLED"]);
                if let Some((member, true)) = values.map(|(member, values)| (member, values.is_empty())) {
                    let message = format!("`{}` must have the value `ENABLED`", member.id);
                    self.find(context, node.place, message, "add the value to the enum");
                }
            }
        }
        if let (Some(mode), None) = (mode, algorithms) {
            let message =
                format!("`{}` has a `requestValidationModeMember`, but no `responseAlgorithms`", self.shape.id);
            self.find(context, mode.place, message, "responses are validated only by the algorithms listed there");
        }
        for end in std::iter::once(&self.operation.output).chain(&self.operation.errors) {
            if let Some(shape) = context.model.shape(&end.id) {
                self.headers(context, shape);
            }
        }
    }

    /// Checks an input member that is an enum with only some values; the member and these values, unless that is wrong.
    fn chosen(
        &self,
        context: &mut Context<'m>,
        key: &str,
        node: &'m Node,
        known: &[&str],
    ) -> Option<(&'m Member, Vec<&'m str>)> {
        let name = node.as_str()?;
        let Some(member) = self.input.member(name) else {
            let message = format!("`{key}` names a member that `{}` does not have: `{name}`", self.input.id);
            let members = self.input.members.iter().map(Member::name);
            let diagnostic = Diagnostic::new(Code::HTTP_CHECKSUM, node.place, message).about(&self.shape.id);
            context.push(diagnostic.did_you_mean(name, members));
            return None;
        };
        let target = context.model.target(member)?;
        let Some(values) = values(target) else {
            let message = format!("`{key}` names `{}`, whose target `{}` is not an enum", member.id, target.id);
            self.find(context, node.place, message, "target an enum of the values that it supports");
            return None;
        };
        let foreign: Vec<String> =
            values.iter().filter(|value| !known.contains(value)).map(|value| format!("`{value}`")).collect();
        if !foreign.is_empty() {
            let message = format!("`{}` has values that `{key}` does not support: {}", target.id, foreign.join(", "));
            self.find(context, node.place, message, &format!("it supports {}", known.join(", ")));
            return None;
        }
        Some((member, values))
    }

    /// Warns of members that are bound to headers of checksums. A member may supply a checksum on purpose, and the keys of
    /// a map are not known, so that neither is an error (Smithy 2.0, "httpChecksum trait", "Resolving checksum name").
    fn headers(&self, context: &mut Context<'m>, end: &'m Shape) {
        for member in &end.members {
            let traits = &member.traits;
            let lower = traits.http_header().map(str::to_ascii_lowercase);
            if let Some(name) = lower.filter(|name| name.starts_with(PREFIX)) {
                let place = traits.place_of("smithy.api#httpHeader", member.place);
                let message = format!("the header `{name}` may be that of the checksum that `httpChecksum` adds");
                let help =
                    format!("if `{}` does not supply a checksum, do not begin its header with `{PREFIX}`", member.id);
                let diagnostic = Diagnostic::new(Code::CHECKSUM_HEADER, place, message).about(&self.shape.id);
                context.push(diagnostic.with_event_suffix(format!("{}.{name}", end.id.name())).help(help));
            }
            let lower = traits.http_prefix_headers().map(str::to_ascii_lowercase);
            if let Some(prefix) = lower.filter(|prefix| prefix.starts_with(PREFIX) || PREFIX.starts_with(&**prefix)) {
                let place = traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                let message = format!("the prefix `{prefix}` includes the headers of checksums, `{PREFIX}…`");
                let help = format!("choose another prefix for the headers of `{}`", member.id);
                let diagnostic = Diagnostic::new(Code::CHECKSUM_PREFIX, place, message).about(&self.shape.id);
                context.push(diagnostic.with_event_suffix(format!("{}.{prefix}", end.id.name())).help(help));
            }
        }
    }

    fn find(&self, context: &mut Context<'_>, place: Place, message: String, help: &str) {
        context.push(Diagnostic::new(Code::HTTP_CHECKSUM, place, message).about(&self.shape.id).help(help));
    }
}

/// The values of an enum of strings.
fn values(shape: &Shape) -> Option<Vec<&str>> {
    match shape.kind {
        Kind::Enum => {
            let values = shape.members.iter().map(|member| match member.traits.enum_value() {
                Some(EnumValue::Text(text)) => text,
                _ => member.name(),
            });
            Some(values.collect())
        }
        Kind::String => {
            let definitions = shape.traits.enum_definitions()?;
            Some(definitions.iter().map(|definition| &*definition.value).collect())
        }
        _ => None,
    }
}
