//! Traits of operations that refer to the input or the errors of the operation.

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
            self.http_checksum(shape, checksum, input);
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
                let diagnostic = Diagnostic::new(Code::IDEMPOTENT, error.place, message).about(&shape.id);
                self.report.push(diagnostic.did_you_mean(error.id.as_str(), known));
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
            let message = format!("`{}` has no input that could be compressed", shape.id);
            self.find(Code::REQUEST_COMPRESSION, &shape.id, place, message);
            return;
        };
        let is_sized = |target: &Shape| target.traits.streaming() && target.traits.requires_length();
        let sized = input.members.iter().find(|member| self.target(member).is_some_and(is_sized));
        if let Some(member) = sized {
            let message = format!("`{}` cannot compress `{}`, whose length must be known", shape.id, member.id);
            let help = "remove `smithy.api#requiresLength` from the stream or this trait from the operation";
            let diagnostic = Diagnostic::new(Code::REQUEST_COMPRESSION, place, message).about(&shape.id);
            self.report.push(diagnostic.help(help));
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
