//! Traits: what a model says about its shapes beyond their structure.

mod examples;
mod uri;
mod values;
mod waiters;

pub use examples::{Example, ExampleError};
pub use uri::{HostPart, HostPrefix, QueryLiteral, UriPattern, UriSegment};
pub use values::{
    AwsQueryError, AwsService, Deprecated, EnumDefinition, EnumValue, ErrorFault, ExternalLink, Http, HttpApiKeyAuth,
    HttpChecksum, Idempotent, Length, Mixin, Paginated, Range, RequestCompression, RestJson1, RestXml, Retryable,
    SigV4, TimestampFormat, XmlNamespace,
};

pub use waiters::{Acceptor, AcceptorState, Matcher, PathComparator, PathMatcher, Waiter};

use super::{Node, ShapeId};
use crate::diagnostics::Place;

/// Declares the enum of traits, its table of ids and one accessor per trait from a single list.
macro_rules! traits {
    (
        flags { $($flag:ident $has_flag:ident $flag_id:literal,)* }
        texts { $($text:ident $get_text:ident $text_id:literal,)* }
        nodes { $($node:ident $get_node:ident $node_id:literal,)* }
        values { $($value:ident($type:ty) $get_value:ident $value_id:literal,)* }
    ) => {
        /// A trait's value, typed where the generator has a use for it; as the model wrote it, it is [`Applied::node`].
        #[derive(Clone, Debug, PartialEq)]
        pub enum Trait {
            $(#[doc = concat!("`", $flag_id, "`")] $flag,)*
            $(#[doc = concat!("`", $text_id, "`, which is a string")] $text,)*
            $(#[doc = concat!("`", $node_id, "`, which can be any value")] $node,)*
            $(#[doc = concat!("`", $value_id, "`")] $value($type),)*
            /// Any other trait, or a value that does not fit its definition.
            Other,
            /// A value that is too malformed to be a value of the trait, as loading reports.
            Malformed,
        }

        /// What to expect of the value of a known trait.
        #[derive(Clone)]
        pub(crate) enum Known {
            /// An empty object.
            Flag(Trait),
            /// A string.
            Text(Trait),
            /// Any value.
            Node(Trait),
            $(#[doc(hidden)] $value,)*
        }

        impl Known {
            /// Looks a trait up by its id.
            pub(crate) fn find(id: &str) -> Option<Self> {
                match id {
                    $($flag_id => Some(Self::Flag(Trait::$flag)),)*
                    $($text_id => Some(Self::Text(Trait::$text)),)*
                    $($node_id => Some(Self::Node(Trait::$node)),)*
                    $($value_id => Some(Self::$value),)*
                    _ => None,
                }
            }
        }

        impl Traits {
            $(
                #[doc = concat!("Whether `", $flag_id, "` is applied.")]
                pub fn $has_flag(&self) -> bool {
                    self.list.iter().any(|applied| matches!(applied.value, Trait::$flag))
                }
            )*
            $(
                #[doc = concat!("The text of `", $text_id, "`.")]
                pub fn $get_text(&self) -> Option<&str> {
                    self.list.iter().find(|applied| matches!(applied.value, Trait::$text))?.node.as_str()
                }
            )*
            $(
                #[doc = concat!("The value of `", $node_id, "`.")]
                pub fn $get_node(&self) -> Option<&Node> {
                    let applied = self.list.iter().find(|applied| matches!(applied.value, Trait::$node));
                    applied.map(|applied| &applied.node)
                }
            )*
            $(
                #[doc = concat!("The value of `", $value_id, "`.")]
                pub fn $get_value(&self) -> Option<&$type> {
                    self.list.iter().find_map(|applied| match &applied.value {
                        Trait::$value(value) => Some(value),
                        _ => None,
                    })
                }
            )*
        }
    };
}

traits! {
    flags {
        Required required "smithy.api#required",
        ClientOptional client_optional "smithy.api#clientOptional",
        AddedDefault added_default "smithy.api#addedDefault",
        Input input "smithy.api#input",
        Output output "smithy.api#output",
        HttpLabel http_label "smithy.api#httpLabel",
        HttpQueryParams http_query_params "smithy.api#httpQueryParams",
        HttpPayload http_payload "smithy.api#httpPayload",
        HttpResponseCode http_response_code "smithy.api#httpResponseCode",
        HostLabel host_label "smithy.api#hostLabel",
        Sparse sparse "smithy.api#sparse",
        UniqueItems unique_items "smithy.api#uniqueItems",
        Internal internal "smithy.api#internal",
        Private private "smithy.api#private",
        Sensitive sensitive "smithy.api#sensitive",
        Streaming streaming "smithy.api#streaming",
        RequiresLength requires_length "smithy.api#requiresLength",
        EventHeader event_header "smithy.api#eventHeader",
        EventPayload event_payload "smithy.api#eventPayload",
        IdempotencyToken idempotency_token "smithy.api#idempotencyToken",
        Readonly readonly "smithy.api#readonly",
        HttpChecksumRequired http_checksum_required "smithy.api#httpChecksumRequired",
        OptionalAuth optional_auth "smithy.api#optionalAuth",
        UnsignedPayload unsigned_payload "aws.auth#unsignedPayload",
        Box boxed "smithy.api#box",
        Unstable unstable "smithy.api#unstable",
        XmlAttribute xml_attribute "smithy.api#xmlAttribute",
        XmlFlattened xml_flattened "smithy.api#xmlFlattened",
        S3UnwrappedXmlOutput s3_unwrapped_xml_output "aws.customizations#s3UnwrappedXmlOutput",
        AwsQueryCompatible aws_query_compatible "aws.protocols#awsQueryCompatible",
    }
    texts {
        Documentation documentation "smithy.api#documentation",
        HttpHeader http_header "smithy.api#httpHeader",
        HttpPrefixHeaders http_prefix_headers "smithy.api#httpPrefixHeaders",
        HttpQuery http_query "smithy.api#httpQuery",
        JsonName json_name "smithy.api#jsonName",
        MediaType media_type "smithy.api#mediaType",
        Pattern pattern "smithy.api#pattern",
        Since since "smithy.api#since",
        Title title "smithy.api#title",
        XmlName xml_name "smithy.api#xmlName",
        Ec2QueryName ec2_query_name "aws.protocols#ec2QueryName",
    }
    nodes {
        Default default_value "smithy.api#default",
        EventStreamTests event_stream_tests "smithy.test#eventStreamTests",
        HttpMalformedRequestTests http_malformed_request_tests "smithy.test#httpMalformedRequestTests",
        HttpRequestTests http_request_tests "smithy.test#httpRequestTests",
        HttpResponseTests http_response_tests "smithy.test#httpResponseTests",
        SmokeTests smoke_tests "smithy.test#smokeTests",
    }
    values {
        Auth(Vec<ShapeId>) auth "smithy.api#auth",
        AwsQueryError(AwsQueryError) aws_query_error "aws.protocols#awsQueryError",
        AwsService(AwsService) aws_service "aws.api#service",
        Deprecated(Deprecated) deprecated "smithy.api#deprecated",
        Endpoint(HostPrefix) endpoint "smithy.api#endpoint",
        Enum(Vec<EnumDefinition>) enum_definitions "smithy.api#enum",
        EnumValue(EnumValue) enum_value "smithy.api#enumValue",
        Error(ErrorFault) error "smithy.api#error",
        Examples(Vec<Example>) examples "smithy.api#examples",
        ExternalDocumentation(Vec<ExternalLink>) external_documentation "smithy.api#externalDocumentation",
        Http(Http) http "smithy.api#http",
        HttpChecksum(HttpChecksum) http_checksum "aws.protocols#httpChecksum",
        HttpError(u16) http_error "smithy.api#httpError",
        Idempotent(Idempotent) idempotent "smithy.api#idempotent",
        Length(Length) length "smithy.api#length",
        Mixin(Mixin) mixin "smithy.api#mixin",
        Paginated(Paginated) paginated "smithy.api#paginated",
        Range(Range) range "smithy.api#range",
        RequestCompression(RequestCompression) request_compression "smithy.api#requestCompression",
        RestJson1(RestJson1) rest_json1 "aws.protocols#restJson1",
        RestXml(RestXml) rest_xml "aws.protocols#restXml",
        Retryable(Retryable) retryable "smithy.api#retryable",
        HttpApiKeyAuth(HttpApiKeyAuth) http_api_key_auth "smithy.api#httpApiKeyAuth",
        SigV4(SigV4) sig_v4 "aws.auth#sigv4",
        Suppress(Vec<Box<str>>) suppress "smithy.api#suppress",
        Tags(Vec<Box<str>>) tags "smithy.api#tags",
        TimestampFormat(TimestampFormat) timestamp_format "smithy.api#timestampFormat",
        Waitable(Vec<Waiter>) waitable "smithy.waiters#waitable",
        XmlNamespace(XmlNamespace) xml_namespace "smithy.api#xmlNamespace",
    }
}

/// The protocols that are known by name, so that a message can say which one a service wants.
pub const PROTOCOLS: [&str; 11] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "alloy#simpleRestJson",
    "smithy.mqtt#mqttJson",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
    "alloy.proto#grpc",
];

/// A trait as it is applied to a shape or a member.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The trait's id.
    pub id: ShapeId,
    /// Its value as the model writes it, with where it stands: on the shape, in an `apply` statement, or in a mixin.
    pub node: Node,
    /// Its value, typed where the generator has a use for it.
    pub value: Trait,
    /// Whether it comes from a mixin.
    pub is_inherited: bool,
}

impl Applied {
    /// Where its value stands: on the shape, in an `apply` statement, or in a mixin.
    pub fn place(&self) -> Place {
        self.node.place
    }

    /// The same trait as a shape has it that takes it from a mixin.
    #[must_use]
    pub(crate) fn inherited(self) -> Self {
        Self { is_inherited: true, ..self }
    }
}

/// The traits of one shape or member, sorted by id, each at most once.
#[derive(Clone, Debug, Default)]
pub struct Traits {
    list: Vec<Applied>,
}

impl Traits {
    /// The status of responses with an error (Smithy 2.0, "httpError trait"); `None` if the shape is not an error.
    pub fn error_status(&self) -> Option<u16> {
        let by_fault = match self.error()? {
            ErrorFault::Client => 400,
            ErrorFault::Server => 500,
        };
        Some(self.http_error().copied().unwrap_or(by_fault))
    }

    /// Takes traits in any order; of several with the same id the first stays.
    pub(crate) fn new(mut list: Vec<Applied>) -> Self {
        list.sort_by(|a, b| a.id.cmp(&b.id));
        list.dedup_by(|later, first| later.id == first.id);
        list.shrink_to_fit();
        Self { list }
    }

    /// Adds those traits whose ids are not here yet.
    pub(crate) fn add_missing(&mut self, others: impl IntoIterator<Item = Applied>) {
        let mut list = std::mem::take(&mut self.list);
        list.extend(others);
        *self = Self::new(list);
    }

    /// The same traits as a member has them that comes from a mixin.
    #[must_use]
    pub(crate) fn inherited(mut self) -> Self {
        for applied in &mut self.list {
            applied.is_inherited = true;
        }
        self
    }

    /// Keeps those traits that are meant.
    pub(crate) fn retain(&mut self, is_meant: impl FnMut(&Applied) -> bool) {
        self.list.retain(is_meant);
    }

    /// Adds a trait, or gives it another value.
    pub(crate) fn put(&mut self, applied: Applied) {
        self.list.retain(|one| one.id != applied.id);
        self.add_missing([applied]);
    }

    /// Forgets which traits come from mixins.
    pub(crate) fn make_introduced(&mut self) {
        for applied in &mut self.list {
            applied.is_inherited = false;
        }
    }

    /// All traits, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = &Applied> {
        self.list.iter()
    }

    /// The traits that do not come from a mixin, as version 2.0 has them: without `box`, which only version 1.0 knows.
    pub fn introduced(&self) -> impl Iterator<Item = &Applied> {
        self.list.iter().filter(|applied| !applied.is_inherited && !matches!(applied.value, Trait::Box))
    }

    /// All traits, sorted by id, to be changed in anything but their ids.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Applied> {
        self.list.iter_mut()
    }

    /// The trait of that id.
    pub fn get(&self, id: &str) -> Option<&Applied> {
        let found = self.list.binary_search_by(|applied| applied.id.as_str().cmp(id));
        found.ok().map(|at| &self.list[at])
    }

    /// Whether a trait of that id is applied.
    pub fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Where the value of that trait stands, or `otherwise` if it is not applied.
    pub fn place_of(&self, id: &str, otherwise: Place) -> Place {
        self.get(id).map_or(otherwise, |applied| applied.place())
    }

    /// The protocols among the traits: those of [`PROTOCOLS`].
    pub fn protocols(&self) -> impl Iterator<Item = &Applied> {
        self.list.iter().filter(|applied| PROTOCOLS.contains(&applied.id.as_str()))
    }
}
