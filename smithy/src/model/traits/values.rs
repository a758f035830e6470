//! The typed values of traits.

use std::collections::BTreeSet;

use super::{ShapeId, UriPattern, UriSegment};
use crate::diagnostics::Place;
use crate::model::{Decimal, Reference};

/// `length` (Smithy 2.0, "Constraint traits"): inclusive bounds, at least one of them present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// The smallest length allowed.
    pub min: Option<u64>,
    /// The largest length allowed.
    pub max: Option<u64>,
}

/// `range` (Smithy 2.0, "Constraint traits"): inclusive bounds, at least one of them present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The smallest value allowed.
    pub min: Option<Decimal>,
    /// The largest value allowed.
    pub max: Option<Decimal>,
}

/// `http` (Smithy 2.0, "HTTP bindings").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method, such as `GET`.
    pub method: Box<str>,
    /// The pattern of the request's target.
    pub uri: UriPattern,
    /// Where the pattern is written.
    pub uri_place: Place,
    /// The status code of a successful response; 200 if the model names none.
    pub code: u16,
}

impl Http {
    /// The method and the pattern, without a slash at the end, as a text: equal for patterns that match the same
    /// requests (Smithy 2.0, "http trait", "Pattern Validation and Conflict Avoidance").
    pub fn route(&self) -> String {
        let mut route = self.method.to_string();
        for segment in self.uri.segments.iter().filter(|segment| !segment.is_empty()) {
            route.push('/');
            route.push_str(match segment {
                UriSegment::Literal(text) => text,
                UriSegment::Label(_) => "{}",
                UriSegment::Greedy(_) => "{+}",
            });
        }
        let query: BTreeSet<_> = self.uri.query.iter().map(|literal| (&literal.name, &literal.value)).collect();
        format!("{route} {query:?}")
    }
}

/// `error`: who is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFault {
    /// The client; the default status code is 400.
    Client,
    /// The server; the default status code is 500.
    Server,
}

/// `timestampFormat` (Smithy 2.0, "Serialization and protocol traits").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC, with optional fraction.
    DateTime,
    /// The preferred form of RFC 9110.
    HttpDate,
    /// Seconds since the epoch, with optional fraction.
    EpochSeconds,
}

/// One entry of the trait `enum` (Smithy 1.0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumDefinition {
    /// The value on the wire.
    pub value: Box<str>,
    /// The name in code; either all entries have one or none.
    pub name: Option<Box<str>>,
    /// CommonMark.
    pub documentation: Option<Box<str>>,
    /// Labels without meaning to the generator.
    pub tags: Vec<Box<str>>,
    /// Whether callers should stop using it.
    pub deprecated: bool,
    /// Where the entry is written.
    pub place: Place,
}

/// `enumValue`: the value of a member of an enum or of an intEnum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EnumValue {
    /// The value of a member of an enum.
    Text(Box<str>),
    /// The value of a member of an intEnum.
    Integer(i32),
}

/// `deprecated`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Why, or what to use instead.
    pub message: Option<Box<str>>,
    /// A version or a date.
    pub since: Option<Box<str>>,
}

/// One entry of `externalDocumentation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// The title of the link.
    pub title: Box<str>,
    /// Where it leads.
    pub url: Box<str>,
}

/// `retryable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retryable {
    /// Whether the error means that the client calls too often.
    pub throttling: bool,
}

/// `paginated` on an operation, or on a service as defaults for its operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paginated {
    /// The input member that takes the token of the next page.
    pub input_token: Option<Box<str>>,
    /// The path, with `.` between names, of the output member that carries the token.
    pub output_token: Option<Box<str>>,
    /// The path of the output member that holds the page.
    pub items: Option<Box<str>>,
    /// The input member that limits the size of a page.
    pub page_size: Option<Box<str>>,
}

/// `idempotent` (Smithy 2.0, "Behavior traits").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Idempotent {
    /// The errors returned where the resource exists already; empty where the operation succeeds then, `None` where
    /// nothing is said of that.
    pub exists: Option<Vec<Reference>>,
    /// The errors returned where the resource does not exist, in the same way.
    pub not_found: Option<Vec<Reference>>,
}

/// `aws.protocols#httpChecksum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpChecksum {
    /// The input member that chooses the algorithm.
    pub request_algorithm_member: Option<Box<str>>,
    /// Whether a request must carry a checksum.
    pub request_checksum_required: bool,
    /// The input member that asks for validation of the response.
    pub request_validation_mode_member: Option<Box<str>>,
    /// The algorithms to look for in a response.
    pub response_algorithms: Vec<Box<str>>,
}

impl HttpChecksum {
    /// The algorithms that exist (Smithy 2.0, "httpChecksum trait").
    pub const ALGORITHMS: &[&str] =
        &["CRC32", "CRC32C", "CRC64NVME", "MD5", "SHA1", "SHA256", "SHA512", "XXHASH64", "XXHASH3", "XXHASH128"];
}

/// `requestCompression`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestCompression {
    /// The encodings that the service accepts, in order of preference; lower case.
    pub encodings: Vec<Box<str>>,
}

impl RequestCompression {
    /// The encodings that exist (Smithy 2.0, "requestCompression trait").
    pub const ENCODINGS: &[&str] = &["gzip"];
}

/// `aws.auth#sigv4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigV4 {
    /// The name of the service in the credential scope.
    pub name: Box<str>,
}

/// `smithy.api#xmlNamespace`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The namespace.
    pub uri: Box<str>,
    /// The prefix that stands for it; without one, it is the default of the element and what is in it.
    pub prefix: Option<Box<str>>,
}

/// `aws.protocols#awsQueryError`: what an error is called by protocols of the Query family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwsQueryError {
    /// The name in responses.
    pub code: Box<str>,
    /// The status of responses.
    pub status: u16,
}

/// `aws.protocols#restXml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestXml {
    /// Whether errors stand alone, without the element `ErrorResponse` around them.
    pub no_error_wrapping: bool,
    /// The versions of HTTP, in the order of preference.
    pub http: Vec<Box<str>>,
    /// The versions of HTTP for event streams.
    pub event_stream_http: Vec<Box<str>>,
}

/// `smithy.api#httpApiKeyAuth`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpApiKeyAuth {
    /// The header or query parameter that holds the key.
    pub name: Box<str>,
    /// Whether it is a header.
    pub is_header: bool,
}

/// `aws.protocols#restJson1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestJson1 {
    /// The versions of HTTP in order of preference.
    pub http: Vec<Box<str>>,
    /// The versions of HTTP that event streams need.
    pub event_stream_http: Vec<Box<str>>,
}

/// `aws.api#service`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsService {
    /// The name of the service in SDKs.
    pub sdk_id: Option<Box<str>>,
    /// The namespace in ARNs.
    pub arn_namespace: Option<Box<str>>,
    /// The prefix of regional host names.
    pub endpoint_prefix: Option<Box<str>>,
}

/// `mixin` (Smithy 2.0, "Mixins").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mixin {
    /// The traits that stay with the mixin.
    pub local_traits: Vec<ShapeId>,
}
