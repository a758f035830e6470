//! AWS JSON 1.0 and 1.1: remote procedure calls with JSON in bodies.

use super::rpcv2::SECONDS;
use super::{DocumentFormat, ErrorName, Family, MediaTypes, MemberNames, Protocol};

/// `aws.protocols#awsJson1_0` (Smithy 2.0, "AWS JSON 1.0 protocol").
pub const AWS_JSON_1_0: Protocol = Protocol {
    id: "aws.protocols#awsJson1_0",
    family: Family::Rpc,
    timestamps: SECONDS,
    documents: DocumentFormat::Json,
    member_names: MemberNames::AsModelled,
    media_types: media_types("application/x-amz-json-1.0"),
    error_names: ERROR_NAMES,
};

/// `aws.protocols#awsJson1_1` (Smithy 2.0, "AWS JSON 1.1 protocol").
pub const AWS_JSON_1_1: Protocol =
    Protocol { id: "aws.protocols#awsJson1_1", media_types: media_types("application/x-amz-json-1.1"), ..AWS_JSON_1_0 };

const ERROR_NAMES: &[ErrorName] =
    &[ErrorName::Header("x-amzn-errortype"), ErrorName::Key("__type"), ErrorName::Key("code")];

/// The media types where payloads of a single member do not exist.
pub(super) const fn media_types(document: &'static str) -> MediaTypes {
    MediaTypes { document, blob: document, text: document, events: "application/vnd.amazon.eventstream" }
}
