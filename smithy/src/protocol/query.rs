//! awsQuery and ec2Query: remote procedure calls with forms in requests and XML in responses.

use super::aws_json::media_types;
use super::{DocumentFormat, ErrorName, Family, MemberNames, Protocol, Timestamps};
use crate::model::traits::TimestampFormat;

/// Dates, wherever timestamps stand.
const DATES: Timestamps =
    Timestamps { uri: TimestampFormat::DateTime, header: TimestampFormat::DateTime, body: TimestampFormat::DateTime };

/// `aws.protocols#awsQuery` (Smithy 2.0, "AWS query protocol").
pub const AWS_QUERY: Protocol = Protocol {
    id: "aws.protocols#awsQuery",
    family: Family::Rpc,
    timestamps: DATES,
    documents: DocumentFormat::Form,
    member_names: MemberNames::XmlName,
    media_types: media_types("text/xml"),
    error_names: &[ErrorName::Key("Code")],
};

/// `aws.protocols#ec2Query` (Smithy 2.0, "AWS EC2 query protocol"). In requests, members have names of their own.
pub const EC2_QUERY: Protocol = Protocol { id: "aws.protocols#ec2Query", ..AWS_QUERY };
