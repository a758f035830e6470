//! Which findings of Smithy's validators keep code from being generated.

use shapewright_smithy::diagnostics::{Code, Diagnostic, Report, Severity};
use shapewright_smithy::model::Model;

/// What would make generated code wrong, or keep it from compiling. Other errors and dangers are about how a model is used
/// elsewhere, or about what it should be: `lint` fails because of them, generating does not.
const BLOCKING: &[Code] = &[
    Code::EMPTY_ENUM,
    Code::EMPTY_UNION,
    Code::ENUM_TRAIT,
    Code::ENUM_VALUE,
    Code::EVENT_PAYLOAD,
    Code::EXCLUSIVE_MEMBER,
    Code::HOST_LABEL,
    Code::HTTP_CHECKSUM,
    Code::HTTP_CONFLICT,
    Code::HTTP_GREEDY_LABEL,
    Code::HTTP_GREEDY_LABELS,
    Code::HTTP_HEADER,
    Code::HTTP_LABEL,
    Code::HTTP_MISSING,
    Code::HTTP_PAYLOAD,
    Code::HTTP_PREFIX_HEADERS,
    Code::HTTP_QUERY,
    Code::IDEMPOTENT,
    Code::JSON_NAME,
    Code::LENGTH,
    Code::MALFORMED_TRAIT,
    Code::MISSING_TARGET,
    Code::RANGE,
    Code::RENAME,
    Code::REQUEST_COMPRESSION,
    Code::SHAPE_RECURSION,
    Code::STREAMING,
    Code::TRAIT_CONFLICT,
    Code::TRAIT_VALUE,
    Code::UNIT_TYPE,
    Code::WRONG_TARGET,
];

/// Traits that mean the same for code where Smithy does not allow them: a sensitive member, a list of unique documents.
const HARMLESS: [&str; 2] = ["smithy.api#sensitive", "smithy.api#uniqueItems"];

/// Makes warnings of what does not keep code from being generated.
pub(super) fn relax(report: &mut Report, model: &Model) {
    report.change(|one| {
        if one.severity.is_fatal() && !is_blocking(one, model) {
            one.severity = Severity::Warning;
        }
    });
}

fn is_blocking(one: &Diagnostic, model: &Model) -> bool {
    if one.code == Code::SHAPE_NAME {
        // Shapes of the prelude have no types of their own with whose names others could clash.
        let is_in_file = one.related.iter().any(|(place, _)| place.source().is_some());
        return is_in_file && one.shape.as_ref().is_none_or(|id| id.namespace() != "smithy.api");
    }
    if one.code == Code::TRAIT_TARGET {
        let traits = one.shape.as_ref().and_then(|id| model.traits_of(id));
        let mut harmless = HARMLESS.iter().filter_map(|id| traits?.get(id));
        return !harmless.any(|applied| applied.place().to_key() == one.place);
    }
    BLOCKING.contains(&one.code)
}
