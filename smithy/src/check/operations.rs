//! Traits of operations that speak of the operation's input or errors.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::traits::{EnumValue, HttpChecksum};
use crate::model::{Kind, Member, Operation, Shape, UNIT};

impl<'m> Checker<'m> {
    pub(super) fn operation(&mut self, shape: &'m Shape, operation: &'m Operation) {
        self.idempotent(shape, operation);
        let input = self.model.shape(&operation.input.id);
        self.request_compression(shape, input);
        if let (Some(checksum), Some(input)) = (shape.traits.http_checksum(), input) {
            self.http_checksum(checksum, input);
            self.checksum_headers(operation);
        }
    }

    /// (Smithy 2.0, "idempotent trait".)
    fn idempotent(&mut self, shape: &Shape, operation: &Operation) {
        let Some(idempotent) = shape.traits.idempotent() else { return };
        let named = [("exists", &idempotent.exists), ("notFound", &idempotent.not_found)];
        for (key, errors) in named {
            let foreign =
                errors.iter().flatten().filter(|error| !operation.errors.iter().any(|own| own.id == error.id));
            for error in foreign {
                let message = format!("`{key}` names `{}`, which is not an error of `{}`", error.id, shape.id);
                let known = operation.errors.iter().map(|error| error.id.as_str());
                self.report.push(
                    Diagnostic::error(Code::IDEMPOTENT, error.place, message).did_you_mean(error.id.as_str(), known),
                );
            }
        }
    }

    /// (Smithy 2.0, "requestCompression trait".)
    fn request_compression(&mut self, shape: &Shape, input: Option<&'m Shape>) {
        const ID: &str = "smithy.api#requestCompression";
        if !shape.traits.has(ID) {
            return;
        }
        let place = shape.traits.place_of(ID, shape.place).to_key();
        let Some(input) = input.filter(|input| input.id != UNIT) else {
            self.error(
                Code::REQUEST_COMPRESSION,
                place,
                format!("`{}` has no input that could be compressed", shape.id),
            );
            return;
        };
        let is_sized = |target: &Shape| target.traits.streaming() && target.traits.requires_length();
        let sized = input.members.iter().find(|member| self.target(member).is_some_and(is_sized));
        if let Some(member) = sized {
            let message = format!("`{}` must know the length of `{}` and cannot compress it", shape.id, member.id);
            let help = "remove `smithy.api#requiresLength` from the stream or this trait from the operation";
            self.report.push(Diagnostic::error(Code::REQUEST_COMPRESSION, place, message).help(help));
        }
    }

    /// (Smithy 2.0, "httpChecksum trait".)
    fn http_checksum(&mut self, checksum: &HttpChecksum, input: &'m Shape) {
        if let Some(name) = &checksum.request_algorithm_member {
            let place = checksum.request_algorithm_place;
            self.chosen("requestAlgorithmMember", (name, place), input, HttpChecksum::ALGORITHMS);
        }
        if let Some(name) = &checksum.request_validation_mode_member {
            let place = checksum.request_validation_mode_place;
            let values = self.chosen("requestValidationModeMember", (name, place), input, &["ENABLED"]);
            if values.is_some_and(|values| values.is_empty()) {
                self.error(Code::HTTP_CHECKSUM, place, format!("`{}${name}` must have the value `ENABLED`", input.id));
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
                let message = format!("the header `{name}` may be that of a checksum, because of `httpChecksum`");
                let help =
                    format!("if `{}` does not supply a checksum, do not begin its header with `{PREFIX}`", member.id);
                self.warn_once(Diagnostic::warning(Code::CHECKSUM_HEADER, place, message).help(help));
            }
            let conflicts = |prefix: &&str| {
                let prefix = prefix.to_ascii_lowercase();
                prefix.starts_with(PREFIX) || PREFIX.starts_with(&prefix)
            };
            if let Some(prefix) = traits.http_prefix_headers().filter(conflicts) {
                let place = traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                let message = format!("the prefix `{prefix}` takes in the headers of checksums, `{PREFIX}…`");
                let help = format!("choose another prefix for the headers of `{}`", member.id);
                self.warn_once(Diagnostic::warning(Code::CHECKSUM_PREFIX, place, message).help(help));
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
    fn chosen(
        &mut self,
        key: &str,
        (name, place): (&str, Place),
        input: &'m Shape,
        known: &[&str],
    ) -> Option<Vec<&'m str>> {
        let Some(member) = input.member(name) else {
            let message = format!("`{key}` names a member that `{}` does not have: `{name}`", input.id);
            let members = input.members.iter().map(Member::name);
            self.report.push(Diagnostic::error(Code::HTTP_CHECKSUM, place, message).did_you_mean(name, members));
            return None;
        };
        let target = self.target(member)?;
        let Some(values) = values(target) else {
            self.error(
                Code::HTTP_CHECKSUM,
                place,
                format!("`{key}` names `{}`, whose target `{}` is not an enum", member.id, target.id),
            );
            return None;
        };
        let foreign: Vec<String> =
            values.iter().filter(|value| !known.contains(value)).map(|value| format!("`{value}`")).collect();
        if !foreign.is_empty() {
            let message = format!("`{}` has values that `{key}` does not support: {}", target.id, foreign.join(", "));
            let help = format!("it supports {}", known.join(", "));
            self.report.push(Diagnostic::error(Code::HTTP_CHECKSUM, place, message).help(help));
            return None;
        }
        Some(values)
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
