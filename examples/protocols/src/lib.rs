//! A service that speaks several protocols on one port, and the calls of a client in any of them.

#[rustfmt::skip]
pub mod api;
pub mod calls;
pub mod serve;
pub mod store;

use api::Protocol;

/// The protocols that the example calls. To add one, list it here, and among the traits of the service in the model.
///
/// ec2Query is not among them: its requests look like those of awsQuery, so that a server cannot tell them apart.
pub const PROTOCOLS: [Protocol; 6] = [
    Protocol::REST_JSON1,
    Protocol::REST_XML,
    Protocol::AWS_JSON1_0,
    Protocol::AWS_QUERY,
    Protocol::RPCV2_CBOR,
    Protocol::RPCV2_JSON,
];
