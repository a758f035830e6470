//! awsJson1_0 and awsJson1_1 (Smithy 2.0, "AWS JSON 1.0 protocol", "AWS JSON 1.1 protocol"): the header `X-Amz-Target`
//! names the operation, and the member `__type` of a body the error.

#[cfg(feature = "client")]
use http::HeaderMap;
#[cfg(feature = "client")]
use http::HeaderValue;
#[cfg(feature = "server")]
use http::{HeaderName, Method, header};

#[cfg(feature = "server")]
use super::RequestHead;
#[cfg(feature = "client")]
use super::rest_json1::named_by_header;
use super::{Behavior, Rpc, ServiceSpec, query_compatible};
#[cfg(feature = "client")]
use crate::format::ErrorTexts;
use crate::format::{Format, Json};
#[cfg(feature = "server")]
use crate::message::ErrorShape;
use crate::message::Outgoing;
#[cfg(feature = "server")]
use crate::wire::Members;

/// The header with the names of service and operation.
const TARGET: &str = "x-amz-target";

/// The two versions differ in the media type, and in how an error is named: by its id, or its name alone.
#[derive(Debug)]
pub(super) struct AwsJson {
    id: &'static str,
    format: &'static Json,
    #[cfg(feature = "server")]
    names_ids: bool,
}

pub(super) static VERSION_1_0: AwsJson = AwsJson {
    id: "aws.protocols#awsJson1_0",
    format: &const { Json::by_name("application/x-amz-json-1.0") },
    #[cfg(feature = "server")]
    names_ids: true,
};

pub(super) static VERSION_1_1: AwsJson = AwsJson {
    id: "aws.protocols#awsJson1_1",
    format: &const { Json::by_name("application/x-amz-json-1.1") },
    #[cfg(feature = "server")]
    names_ids: false,
};

impl Behavior for AwsJson {
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
        let name = if self.names_ids { id } else { id.split_once('#').map_or(id, |(_, name)| name) };
        to.error(name, error);
    }

    #[cfg(feature = "server")]
    fn write_error(&self, error: &dyn ErrorShape, to: &mut Outgoing) {
        self.write_named(error.shape_id(), error, to);
        query_compatible::name(error, to);
    }

    #[cfg(feature = "server")]
    fn owns_header(&self, _: &HeaderName) -> bool {
        false
    }

    #[cfg(feature = "client")]
    fn error_name(&self, headers: &HeaderMap, texts: &ErrorTexts) -> Option<String> {
        named_by_header(headers).or_else(|| texts.name())
    }
}

impl Rpc for AwsJson {
    #[cfg(feature = "client")]
    fn address(&self, service: &ServiceSpec, operation: &'static str, to: &mut Outgoing) {
        if to.path.is_empty() {
            to.path.push('/');
        }
        // Names of shapes are always valid in headers.
        if let Ok(target) = HeaderValue::try_from(format!("{}.{operation}", service.shape_name())) {
            to.headers.insert(TARGET, target);
        }
        query_compatible::ask(service, &mut to.headers);
    }

    #[cfg(feature = "server")]
    fn operation<'r>(&self, service: &ServiceSpec, request: RequestHead<'r>) -> Option<&'r str> {
        if request.headers.contains_key("smithy-protocol") {
            // Not one request for two protocols ("Smithy RPC v2 CBOR protocol", "Requests").
            return None;
        }
        let target = request.headers.get(TARGET)?.to_str().ok()?;
        let (named, operation) = target.rsplit_once('.')?;
        // Some clients send the shape's id, or a version after the name.
        let is_service = named == service.shape_name() || named == service.shape_id;
        let declared = request.headers.get(header::CONTENT_TYPE).and_then(|declared| declared.to_str().ok());
        // Of the two versions, the media type decides; one that is neither's is refused later.
        let is_other =
            declared.is_some_and(|declared| declared.trim_start().starts_with(self.other().format.media_type()));
        (request.method == Method::POST && is_service && !is_other).then_some(operation)
    }

    fn fills_empty(&self) -> bool {
        true
    }
}

#[cfg(feature = "server")]
impl AwsJson {
    fn other(&self) -> &'static Self {
        if self.names_ids { &VERSION_1_1 } else { &VERSION_1_0 }
    }
}
