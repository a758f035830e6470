//! rpcv2Json and rpcv2Cbor (Smithy 2.0, "Smithy RPC v2 JSON protocol", "Smithy RPC v2 CBOR protocol"): the path names the
//! operation, the header `Smithy-Protocol` the protocol, and the member `__type` of a body the error.

use http::{HeaderMap, HeaderValue};
#[cfg(feature = "server")]
use http::{HeaderName, Method};

#[cfg(feature = "server")]
use super::RequestHead;
use super::{Behavior, Rpc, ServiceSpec, query_compatible};
#[cfg(feature = "client")]
use crate::format::{ErrorTexts, bare_name};
use crate::format::{Format, Json};
#[cfg(feature = "server")]
use crate::message::ErrorShape;
use crate::message::Outgoing;
#[cfg(feature = "server")]
use crate::wire::Members;

/// The header with the protocol's name.
const PROTOCOL: &str = "smithy-protocol";

/// Headers that name operations in other protocols.
#[cfg(feature = "server")]
const TARGETS: [&str; 2] = ["x-amz-target", "x-amzn-target"];

#[derive(Debug)]
pub(super) struct RpcV2 {
    id: &'static str,
    /// The value of the header.
    name: &'static str,
    format: &'static dyn Format,
    /// Whether a path may name the service by its whole id, with a dot for the `#`: one of the two protocols asks servers
    /// to accept that, the other forbids it ("Requests").
    #[cfg(feature = "server")]
    accepts_ids: bool,
}

pub(super) static JSON: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Json",
    name: "rpc-v2-json",
    format: &Json::RPCV2,
    #[cfg(feature = "server")]
    accepts_ids: false,
};

#[cfg(feature = "cbor")]
pub(super) static CBOR: RpcV2 = RpcV2 {
    id: "smithy.protocols#rpcv2Cbor",
    name: "rpc-v2-cbor",
    format: &crate::format::Cbor,
    #[cfg(feature = "server")]
    accepts_ids: true,
};

impl Behavior for RpcV2 {
    fn id(&self) -> &'static str {
        self.id
    }

    fn format(&self) -> &'static dyn Format {
        self.format
    }

    fn rpc(&self) -> Option<&dyn Rpc> {
        Some(self)
    }

    #[cfg(feature = "server")]
    fn write_named(&self, id: &'static str, error: &dyn Members, to: &mut Outgoing) {
        to.error(id, error);
    }

    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        self.write_named(error.shape_id(), error, to);
        query_compatible::name(error, to);
    }

    #[cfg(feature = "server")]
    fn owns_header(&self, name: &HeaderName) -> bool {
        name == PROTOCOL
    }

    #[cfg(feature = "server")]
    fn complete(&self, headers: &mut HeaderMap) {
        headers.insert(PROTOCOL, HeaderValue::from_static(self.name));
    }

    #[cfg(feature = "client")]
    fn is_response(&self, headers: &HeaderMap) -> bool {
        headers.get(PROTOCOL).is_some_and(|name| name == self.name)
    }

    #[cfg(feature = "client")]
    fn error_name(&self, _: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        // A member `code` is none of the protocol's ("Operation error serialization").
        texts.type_name.as_deref().and_then(bare_name)
    }
}

impl Rpc for RpcV2 {
    #[cfg(feature = "client")]
    fn address(&self, service: &ServiceSpec, operation: &'static str, to: &mut Outgoing) {
        to.headers.insert(PROTOCOL, HeaderValue::from_static(self.name));
        for part in ["/service/", service.shape_name(), "/operation/", operation] {
            to.path.push_str(part);
        }
        query_compatible::ask(service, &mut to.headers);
    }

    #[cfg(feature = "server")]
    fn operation<'r>(&self, service: &ServiceSpec, request: RequestHead<'r>) -> Option<&'r str> {
        let RequestHead { method, uri, headers } = request;
        // A request that names an operation in two ways is refused ("Requests").
        let is_ambiguous = TARGETS.iter().any(|name| headers.contains_key(*name));
        if is_ambiguous || method != Method::POST || headers.get(PROTOCOL)? != self.name {
            return None;
        }
        let mut segments = uri.path().rsplit('/');
        let (operation, fixed) = (segments.next()?, segments.next()?);
        let (named, prefix) = (segments.next()?, segments.next()?);
        let is_service = named == service.shape_name() || (self.accepts_ids && is_dotted_id(named, service.shape_id));
        (fixed == "operation" && prefix == "service" && is_service).then_some(operation)
    }
}

/// Whether a name is the shape's id with a dot for the `#`.
#[cfg(feature = "server")]
fn is_dotted_id(name: &str, shape_id: &str) -> bool {
    name.rsplit_once('.') == shape_id.split_once('#')
}
