//! AWS restJson1: HTTP bindings, and JSON in bodies.

use super::{DocumentFormat, ErrorName, Family, MediaTypes, MemberNames, Protocol, Timestamps};
use crate::model::traits::TimestampFormat;

/// `aws.protocols#restJson1` (Smithy 2.0, "AWS restJson1 protocol").
pub const REST_JSON_1: Protocol = Protocol {
    id: "aws.protocols#restJson1",
    family: Family::Rest,
    timestamps: Timestamps {
        uri: TimestampFormat::DateTime,
        header: TimestampFormat::HttpDate,
        body: TimestampFormat::EpochSeconds,
    },
    documents: DocumentFormat::Json,
    member_names: MemberNames::JsonName,
    media_types: MediaTypes {
        document: "application/json",
        blob: "application/octet-stream",
        text: "text/plain",
        events: "application/vnd.amazon.eventstream",
    },
    error_names: &[ErrorName::Header("x-amzn-errortype"), ErrorName::Key("__type"), ErrorName::Key("code")],
};
