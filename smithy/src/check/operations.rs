//! Traits of operations that refer to the input or the errors of the operation.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::traits::{EnumValue, HttpChecksum};
use crate::model::{Kind, Member, Operation, Shape};

impl<'m> Checker<'m> {
    pub(super) fn operation(&mut self, shape: &'m Shape, operation: &'m Operation) {
        let input = self.model.shape(&operation.input.id);
        if let (Some(checksum), Some(input)) = (shape.traits.http_checksum(), input) {
            self.http_checksum(shape, checksum, input);
            self.checksum_headers(operation);
        }
    }

    /// (Smithy 2.0, "httpChecksum trait".)
    fn http_checksum(&mut self, operation: &Shape, checksum: &HttpChecksum, input: &'m Shape) {
        if let Some(name) = &checksum.request_algorithm_member {
            let place = checksum.request_algorithm_place;
            let key = "requestAlgorithmMember";
            self.chosen(Chosen { operation, key, name, place, known: HttpChecksum::ALGORITHMS }, input);
        }
        if let Some(name) = &checksum.request_validation_mode_member {
            let place = checksum.request_validation_mode_place;
            let key = "requestValidationModeMember";
            let values = self.chosen(Chosen { operation, key, name, place, known: &["ENABLED"] }, input);
            if values.is_some_and(|values| values.is_empty()) {
                let message = format!("`{}${name}` must have the value `ENABLED`", input.id);
                self.find(Code::HTTP_CHECKSUM, &operation.id, place, message);
            }
        }
    }

    /// Warns of members that are bound to headers of checksums. A member may supply a checksum on purpose, and the keys of
    /// a map are not known, so that neither is an error (Smithy 2.0, "httpChecksum trait", "Resolving checksum name").
    fn checksum_headers(&mut self, operation: &'m Operation) {
        const PREFIX: &str = "x-amz-checksum-";
        let ends = [&operation.input, &operation.output].into_iter().chain(&operation.errors);
        let model = self.model;
        for member in ends.filter_map(|end| model.shape(&end.id)).flat_map(|shape| &shape.members) {
            let traits = &member.traits;
            if let Some(name) = traits.http_header().filter(|name| name.to_ascii_lowercase().starts_with(PREFIX)) {
                let place = traits.place_of("smithy.api#httpHeader", member.place);
                let message = format!("the header `{name}` may be that of the checksum that `httpChecksum` adds");
                let help =
                    format!("if `{}` does not supply a checksum, do not begin its header with `{PREFIX}`", member.id);
                let warning = Diagnostic::new(Code::CHECKSUM_HEADER, place, message).about(&member.id);
                self.warn_once(warning.help(help));
            }
            let conflicts = |prefix: &&str| {
                let prefix = prefix.to_ascii_lowercase();
                prefix.starts_with(PREFIX) || PREFIX.starts_with(&prefix)
            };
            if let Some(prefix) = traits.http_prefix_headers().filter(conflicts) {
                let place = traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                let message = format!("the prefix `{prefix}` includes the headers of checksums, `{PREFIX}…`");
                let help = format!("choose another prefix for the headers of `{}`", member.id);
                let warning = Diagnostic::new(Code::CHECKSUM_PREFIX, place, message).about(&member.id);
                self.warn_once(warning.help(help));
            }
        }
    }

    /// Several operations may share a structure.
    fn warn_once(&mut self, warning: Diagnostic) {
        if !self.report.diagnostics().contains(&warning) {
            self.report.push(warning);
        }
    }

    /// Checks an input member that is an enum with only some values; these values, unless that is wrong.
    fn chosen(&mut self, chosen: Chosen<'_>, input: &'m Shape) -> Option<Vec<&'m str>> {
        let Chosen { operation, key, name, place, known } = chosen;
        let Some(member) = input.member(name) else {
            let message = format!("`{key}` names a member that `{}` does not have: `{name}`", input.id);
            let members = input.members.iter().map(Member::name);
            let diagnostic = Diagnostic::new(Code::HTTP_CHECKSUM, place, message).about(&operation.id);
            self.report.push(diagnostic.did_you_mean(name, members));
            return None;
        };
        let target = self.target(member)?;
        let Some(values) = values(target) else {
            let message = format!("`{key}` names `{}`, whose target `{}` is not an enum", member.id, target.id);
            self.find(Code::HTTP_CHECKSUM, &operation.id, place, message);
            return None;
        };
        let foreign: Vec<String> =
            values.iter().filter(|value| !known.contains(value)).map(|value| format!("`{value}`")).collect();
        if !foreign.is_empty() {
            let message = format!("`{}` has values that `{key}` does not support: {}", target.id, foreign.join(", "));
            let help = format!("it supports {}", known.join(", "));
            let diagnostic = Diagnostic::new(Code::HTTP_CHECKSUM, place, message).about(&operation.id);
            self.report.push(diagnostic.help(help));
            return None;
        }
        Some(values)
    }
}

/// An input member that the trait `httpChecksum` of an operation names.
struct Chosen<'a> {
    operation: &'a Shape,
    /// The key of the trait.
    key: &'a str,
    /// The name of the member, and where it is written.
    name: &'a str,
    place: Place,
    /// The values that the member's enum may have.
    known: &'a [&'a str],
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
