//! Test cases as the model writes them, without their parameters.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use shapewright_runtime::client::BucketAddressing;

use crate::frames::WrittenHeaders;
use crate::result::Side;

/// A case of `smithy.test#httpRequestTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestCase {
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) applies_to: Option<Side>,
    #[serde(default)]
    pub(crate) vendor_params: VendorParams,
    #[serde(flatten)]
    pub(crate) request: RequestParts,
}

/// How the client is configured (`aws.protocoltests.config#AwsConfig`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct VendorParams {
    pub(crate) scoped_config: ScopedConfig,
}

/// What is configured where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ScopedConfig {
    pub(crate) client: Scope,
    pub(crate) operation: Scope,
}

/// The configuration of a client or a call.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Scope {
    pub(crate) s3: Buckets,
}

/// How buckets are addressed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Buckets {
    addressing_style: AddressingStyle,
    pub(crate) use_accelerate_endpoint: bool,
    pub(crate) use_dualstack_endpoint: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AddressingStyle {
    #[default]
    Auto,
    Path,
    Virtual,
}

impl Buckets {
    /// Where requests name them, unless the client decides that.
    pub(crate) fn addressing(self) -> Option<BucketAddressing> {
        match self.addressing_style {
            AddressingStyle::Auto => None,
            AddressingStyle::Path => Some(BucketAddressing::Path),
            AddressingStyle::Virtual => Some(BucketAddressing::Host),
        }
    }
}

/// A request: one that is expected, or one that is sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestParts {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) host: Option<String>,
    pub(crate) resolved_host: Option<String>,
    #[serde(default)]
    pub(crate) query_params: Vec<String>,
    #[serde(default)]
    pub(crate) forbid_query_params: Vec<String>,
    #[serde(default)]
    pub(crate) require_query_params: Vec<String>,
    #[serde(flatten)]
    pub(crate) content: Content,
}

/// What requests and responses have in common.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Content {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) forbid_headers: Vec<String>,
    pub(crate) require_headers: Vec<String>,
    /// `None` asserts nothing, an empty text that there is no content.
    pub(crate) body: Option<String>,
    pub(crate) body_media_type: Option<String>,
}

impl Content {
    /// The body as it is sent.
    ///
    /// # Errors
    ///
    /// It should be base64, and is not.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, String> {
        bytes(self.body.as_deref().unwrap_or_default(), self.body_media_type.as_deref())
    }
}

/// The bytes that a text of a test stands for: bodies in binary formats are in base64.
///
/// # Errors
///
/// It should be base64, and is not.
pub(crate) fn bytes(text: &str, media_type: Option<&str>) -> Result<Vec<u8>, String> {
    match media_type {
        Some("application/cbor") => STANDARD.decode(text).map_err(|error| format!("the test's body: {error}")),
        _ => Ok(text.as_bytes().to_vec()),
    }
}

/// A case of `smithy.test#httpResponseTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResponseCase {
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) applies_to: Option<Side>,
    #[serde(flatten)]
    pub(crate) response: ResponseParts,
}

/// A response: one that is expected, or one that is answered.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ResponseParts {
    pub(crate) code: u16,
    #[serde(flatten)]
    pub(crate) content: Content,
}

/// A case of `smithy.test#httpMalformedRequestTests`; its texts may hold parameters.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MalformedCase {
    pub(crate) id: String,
    pub(crate) request: RequestParts,
    pub(crate) response: MalformedResponse,
    /// Values by the name of their parameter; the first values make the first request, and so on.
    #[serde(default)]
    pub(crate) test_parameters: BTreeMap<String, Vec<String>>,
}

/// How a malformed request is to be answered.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct MalformedResponse {
    pub(crate) code: u16,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<MalformedBody>,
}

/// The body of such an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MalformedBody {
    pub(crate) assertion: Assertion,
    pub(crate) media_type: String,
}

/// What is said of that body.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Assertion {
    /// It is this.
    Contents(String),
    /// Its member `message` matches this.
    MessageRegex(String),
}

/// A case of `smithy.test#eventStreamTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventCase {
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) applies_to: Option<Side>,
    pub(crate) initial_request: Option<RequestParts>,
    pub(crate) initial_response: Option<ResponseParts>,
    #[serde(default)]
    pub(crate) events: Vec<EventParts>,
    #[serde(default)]
    pub(crate) expectation: Expectation,
}

/// An event on its way.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventParts {
    #[serde(rename = "type")]
    pub(crate) direction: Direction,
    /// Only whether there are any: their values come as Rust values.
    pub(crate) params: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) headers: WrittenHeaders,
    #[serde(default)]
    pub(crate) forbid_headers: Vec<String>,
    #[serde(default)]
    pub(crate) require_headers: Vec<String>,
    pub(crate) body: Option<String>,
    pub(crate) body_media_type: Option<String>,
    /// The whole message in base64, for receivers.
    pub(crate) bytes: Option<String>,
}

/// Where an event goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    Request,
    Response,
}

/// How a call ends.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expectation {
    #[default]
    #[serde(skip_deserializing)]
    Unsaid,
    Success(#[expect(dead_code, reason = "an empty object")] serde_json::Value),
    Failure(Failure),
}

/// How a call fails.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Failure {
    /// The shape of the error; any error will do if there is none.
    pub(crate) error_id: Option<String>,
}
