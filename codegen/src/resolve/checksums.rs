//! The checksums that messages carry of their bodies (Smithy 2.0, "httpChecksumRequired trait", "httpChecksum trait").

use super::http::{self, Resolved};
use super::types::{Facts, enum_entries};
use crate::ir::{ChecksumMember, Checksums, RequestChecksum, ResponseChecksum};
use crate::name::Ident;
use shapewright_smithy::bindings::Location;
use shapewright_smithy::model::traits::HttpChecksum;
use shapewright_smithy::model::{Kind, Member, Shape, Traits};

/// The checksums of an operation.
pub(super) fn checksums<'m>(facts: &Facts<'m>, traits: &Traits, input: Resolved<'m, '_>) -> Checksums {
    let old = traits.http_checksum_required();
    let md5 = |required: bool| if required { RequestChecksum::ContentMd5 } else { RequestChecksum::None };
    let Some(trait_) = traits.http_checksum() else {
        return Checksums { request: md5(old), ..Checksums::default() };
    };
    let algorithm = trait_.request_algorithm_member.as_deref().and_then(|name| member(facts, input, name));
    // What `httpChecksum` says of requests replaces the older trait.
    let request = match algorithm {
        Some((member, target)) => RequestChecksum::Algorithm {
            member,
            supported: supported(target),
            required: trait_.request_checksum_required || old,
        },
        None => md5(trait_.request_checksum_required || old),
    };
    let mode = trait_.request_validation_mode_member.as_deref().and_then(|name| member(facts, input, name));
    let response = mode.map(|(mode, _)| {
        let algorithms = trait_.response_algorithms.iter().map(ToString::to_string).collect();
        ResponseChecksum { mode, algorithms }
    });
    Checksums { request, response, given: given(facts, input) }
}

/// The member of this name, and what it targets.
fn member<'m>(facts: &Facts<'m>, input: Resolved<'m, '_>, name: &str) -> Option<(ChecksumMember, &'m Shape)> {
    let mut members = input.shape?.members.iter().zip(&input.structure.members);
    let (member, resolved) = members.find(|(member, _)| member.name() == name)?;
    let target = facts.closure.target(member);
    let is_text = matches!(target.kind, Kind::Enum | Kind::String);
    is_text.then(|| {
        let field = resolved.name.ident.clone();
        let in_body = http::in_request(facts, member) == Location::Document;
        (ChecksumMember { field, wire: resolved.name.wire.clone(), in_body }, target)
    })
}

/// The algorithms that an enum lists.
fn supported(target: &Shape) -> Vec<String> {
    enum_entries(target).into_iter().flatten().map(|entry| entry.value.to_owned()).collect()
}

/// The fields that bring a checksum (`httpChecksum`, "Resolving checksum name").
fn given<'m>(facts: &Facts<'m>, input: Resolved<'m, '_>) -> Vec<Ident> {
    let members = input.shape.into_iter().flat_map(|shape| &shape.members).zip(&input.structure.members);
    let is_text = |member: &Member| matches!(facts.closure.target(member).kind, Kind::Enum | Kind::String);
    let is_given = |member: &Member| member.traits.http_header().is_some_and(is_checksum) && is_text(member);
    let bound = members.filter(|(member, _)| is_given(member));
    bound.map(|(_, resolved)| resolved.name.ident.clone()).collect()
}

/// Whether a header holds a checksum.
fn is_checksum(header: &str) -> bool {
    let header = header.to_ascii_uppercase();
    let algorithm = header.strip_prefix("X-AMZ-CHECKSUM-");
    header == "CONTENT-MD5" || algorithm.is_some_and(|name| HttpChecksum::ALGORITHMS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::super::tests::resolved;
    use super::*;

    #[test]
    fn requests_have_the_checksums_that_traits_ask_for() {
        let cases = [
            ("", "none"),
            (r#""smithy.api#httpChecksumRequired": {}"#, "MD5"),
            (r#""aws.protocols#httpChecksum": { "requestAlgorithmMember": "by" }"#, "by"),
            (
                r#""aws.protocols#httpChecksum": { "requestAlgorithmMember": "by",
                    "requestChecksumRequired": true }"#,
                "by, required",
            ),
            (r#""aws.protocols#httpChecksum": { "requestChecksumRequired": true }"#, "MD5"),
            (
                r#""aws.protocols#httpChecksum": { "requestAlgorithmMember": "by" },
                    "smithy.api#httpChecksumRequired": {}"#,
                "by, required",
            ),
            (
                r#""aws.protocols#httpChecksum": { "requestValidationModeMember": "mode",
                    "responseAlgorithms": ["CRC32"] }"#,
                "none, response",
            ),
            (
                r#""aws.protocols#httpChecksum": { "requestValidationModeMember": "mode",
                    "responseAlgorithms": ["CRC32"] },
                    "smithy.api#httpChecksumRequired": {}"#,
                "MD5, response",
            ),
        ];
        for (traits, expected) in cases {
            let comma = if traits.is_empty() { "" } else { "," };
            let service = resolved(&format!(
                r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#Put" }}],
                    "traits": {{ "aws.protocols#restJson1": {{}} }} }},
                "t#Put": {{ "type": "operation", "input": {{ "target": "t#PutInput" }}, "traits": {{
                    "smithy.api#http": {{ "method": "PUT", "uri": "/" }} {comma} {traits} }} }},
                "t#PutInput": {{ "type": "structure", "members": {{ "by": {{ "target": "t#Algorithm",
                    "traits": {{ "smithy.api#httpHeader": "x-by" }} }}, "mode": {{ "target": "t#Mode" }} }} }},
                "t#Mode": {{ "type": "enum", "members": {{ "ENABLED": {{ "target": "smithy.api#Unit" }} }} }},
                "t#Algorithm": {{ "type": "enum", "members": {{ "CRC32": {{ "target": "smithy.api#Unit",
                    "traits": {{ "smithy.api#enumValue": "CRC32" }} }} }} }}"##
            ));
            let [operation] = &service.operations[..] else { panic!("{traits}") };
            let mut found = match &operation.checksums.request {
                RequestChecksum::None => "none".to_owned(),
                RequestChecksum::ContentMd5 => "MD5".to_owned(),
                RequestChecksum::Algorithm { member, supported, required } => {
                    assert_eq!(supported, &["CRC32"]);
                    format!("{}{}", member.wire, if *required { ", required" } else { "" })
                }
            };
            if operation.checksums.response.is_some() {
                found.push_str(", response");
            }
            assert_eq!(found, expected, "{traits}");
        }
    }
}
