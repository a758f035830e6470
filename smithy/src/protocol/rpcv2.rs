//! Smithy RPC v2: remote procedure calls with JSON or CBOR in bodies.

use super::aws_json::media_types;
use super::{DocumentFormat, ErrorName, Family, MemberNames, Protocol, Timestamps};
use crate::model::traits::TimestampFormat;

/// Seconds since the epoch, wherever timestamps stand.
pub(super) const SECONDS: Timestamps = Timestamps {
    uri: TimestampFormat::EpochSeconds,
    header: TimestampFormat::EpochSeconds,
    body: TimestampFormat::EpochSeconds,
};

/// `smithy.protocols#rpcv2Json` (Smithy 2.0, "Smithy RPC v2 JSON protocol").
pub const RPC_V2_JSON: Protocol = Protocol {
    id: "smithy.protocols#rpcv2Json",
    family: Family::Rpc,
    timestamps: SECONDS,
    documents: DocumentFormat::Json,
    member_names: MemberNames::AsModelled,
    media_types: media_types("application/json"),
    error_names: &[ErrorName::Key("__type")],
};

/// `smithy.protocols#rpcv2Cbor` (Smithy 2.0, "Smithy RPC v2 CBOR protocol").
pub const RPC_V2_CBOR: Protocol = Protocol {
    id: "smithy.protocols#rpcv2Cbor",
    documents: DocumentFormat::Cbor,
    media_types: media_types("application/cbor"),
    ..RPC_V2_JSON
};
