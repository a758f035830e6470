//! AWS restXml: HTTP bindings, and XML in bodies.

use super::{DocumentFormat, ErrorName, Family, MediaTypes, MemberNames, Protocol, Timestamps};
use crate::model::traits::TimestampFormat;

/// `aws.protocols#restXml` (Smithy 2.0, "AWS restXml protocol").
pub const REST_XML: Protocol = Protocol {
    id: "aws.protocols#restXml",
    family: Family::Rest,
    timestamps: Timestamps {
        uri: TimestampFormat::DateTime,
        header: TimestampFormat::HttpDate,
        body: TimestampFormat::DateTime,
    },
    documents: DocumentFormat::Xml,
    member_names: MemberNames::XmlName,
    media_types: MediaTypes {
        document: "application/xml",
        blob: "application/octet-stream",
        text: "text/plain",
        events: "application/vnd.amazon.eventstream",
    },
    error_names: &[ErrorName::Key("Code")],
};
