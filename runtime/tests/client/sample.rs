//! What generated code for a small service looks like: its types, its trait and its client.

use std::fmt;
use std::future::Future;

use shapewright_runtime::client::{Builder, DefaultTransport, Transport};
use shapewright_runtime::private::{
    BodyKind, Check, ClientOperation, Core, ErrorShape, GeneratedClient, Incoming, Members, Operation, OperationSpec,
    Outgoing, Path, Report, Retry, Stop, error_shapes, operation_error, serde, structure, unchecked,
};
use shapewright_runtime::{ByteStream, Error, Request};

/// Keeps packages.
pub trait Warehouse: Send + Sync + 'static {
    /// Creates a package.
    fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> impl Future<Output = Result<CreatePackageOutput, Error<CreatePackageError>>> + Send;

    /// Looks for damage.
    fn scan_package(
        &self,
        request: Request<ScanPackageInput>,
    ) -> impl Future<Output = Result<ScanPackageOutput, Error<ScanPackageError>>> + Send;

    /// Replaces the content of a package.
    fn put_content(
        &self,
        request: Request<PutContentInput>,
    ) -> impl Future<Output = Result<PutContentOutput, Error<PutContentError>>> + Send;

    /// Reads the content of a package.
    fn get_content(
        &self,
        request: Request<GetContentInput>,
    ) -> impl Future<Output = Result<GetContentOutput, Error<GetContentError>>> + Send;
}

/// Calls [`Warehouse`].
#[derive(Clone)]
pub struct Client<S = DefaultTransport> {
    core: Core<S>,
}

impl<S> fmt::Debug for Client<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("core", &self.core).finish()
    }
}

impl Client {
    /// Configures a client.
    pub fn builder() -> Builder<Self> {
        Builder::new()
    }
}

impl<S> GeneratedClient for Client<S> {
    type Transport = S;
    type Over<T> = Client<T>;
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Warehouse",
        "test#Warehouse",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );

    fn from_core(core: Core<S>) -> Self {
        Self { core }
    }
}

impl<S: Transport> Client<S> {
    /// Creates a package.
    pub async fn create_package(
        &self,
        request: impl Into<Request<CreatePackageInput>>,
    ) -> Result<CreatePackageOutput, Error<CreatePackageError>> {
        self.core.call::<CreatePackage>(request.into()).await
    }

    /// Looks for damage.
    pub async fn scan_package(
        &self,
        request: impl Into<Request<ScanPackageInput>>,
    ) -> Result<ScanPackageOutput, Error<ScanPackageError>> {
        self.core.call::<ScanPackage>(request.into()).await
    }

    /// Replaces the content of a package.
    pub async fn put_content(
        &self,
        request: impl Into<Request<PutContentInput>>,
    ) -> Result<PutContentOutput, Error<PutContentError>> {
        self.core.call::<PutContent>(request.into()).await
    }

    /// Reads the content of a package.
    pub async fn get_content(
        &self,
        request: impl Into<Request<GetContentInput>>,
    ) -> Result<GetContentOutput, Error<GetContentError>> {
        self.core.call::<GetContent>(request.into()).await
    }
}

impl<S: Transport> Warehouse for Client<S> {
    async fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> Result<CreatePackageOutput, Error<CreatePackageError>> {
        self.core.call::<CreatePackage>(request).await
    }

    async fn scan_package(
        &self,
        request: Request<ScanPackageInput>,
    ) -> Result<ScanPackageOutput, Error<ScanPackageError>> {
        self.core.call::<ScanPackage>(request).await
    }

    async fn put_content(&self, request: Request<PutContentInput>) -> Result<PutContentOutput, Error<PutContentError>> {
        self.core.call::<PutContent>(request).await
    }

    async fn get_content(&self, request: Request<GetContentInput>) -> Result<GetContentOutput, Error<GetContentError>> {
        self.core.call::<GetContent>(request).await
    }
}

// CreatePackage: JSON both ways, an idempotency token, two errors.

pub struct CreatePackage;

impl Operation for CreatePackage {
    type Input = CreatePackageInput;
    type Output = CreatePackageOutput;
    type Error = CreatePackageError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("CreatePackage", "POST", 201).repeatable();
}

impl ClientOperation for CreatePackage {
    fn idempotency_token(input: &mut CreatePackageInput) -> Option<&mut Option<String>> {
        Some(&mut input.client_token)
    }

    fn encode(input: CreatePackageInput, to: &mut Outgoing) {
        to.path("/packages");
        to.members(&input);
    }

    fn decode(from: &mut Incoming<'_>) -> Result<CreatePackageOutput, Stop> {
        let mut message: CreatePackageOutput = Members::placeholder();
        from.begin(CreatePackageOutput::table());
        from.header(0, "Location", &mut message.location);
        from.members(&mut message);
        from.finish(message)
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct CreatePackageInput {
    pub name: String,
    pub client_token: Option<String>,
}

structure!(types::CreatePackageInput { 0: name("name").required(), 1: client_token("clientToken") });

impl Check for CreatePackageInput {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        report.length(&at.member("name"), self.name.chars().count(), Some(1), Some(8));
        report.required(&at.member("clientToken"), self.client_token.is_some());
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreatePackageOutput {
    pub location: Option<String>,
    pub name: String,
    pub sizes: Vec<i32>,
}

structure!(types::CreatePackageOutput {
    0: location("location").bound_in_responses(),
    1: name("name").required(),
    2: sizes("sizes").required(),
});

#[derive(Clone, Debug, PartialEq)]
pub enum CreatePackageError {
    Conflict(ConflictException),
    Busy(BusyException),
}

operation_error! { CreatePackageError = "CreatePackage"; Conflict(ConflictException); Busy(BusyException); }

macro_rules! error_with_message {
    ($name:ident, $wire:literal, $status:literal, $retryable:literal) => {
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            pub message: Option<String>,
        }

        structure!(types::$name { name: $wire, 0: message("message") });

        impl ErrorShape for $name {
            fn status(&self) -> u16 {
                $status
            }

            fn message(&self) -> Option<&str> {
                self.message.as_deref()
            }

            fn retry(&self) -> Retry {
                if $retryable { Retry::Yes } else { Retry::No }
            }
        }
    };
}

error_with_message!(ConflictException, "ConflictException", 409, false);
error_with_message!(BusyException, "BusyException", 423, true);
error_shapes! { ConflictException; BusyException; }
unchecked! { CreatePackageOutput; ConflictException; BusyException; }
serde! { CreatePackageInput; CreatePackageOutput; ConflictException; BusyException; }

// ScanPackage: labels, query parameters and headers, a label in the host; it must not be repeated.

pub struct ScanPackage;

impl Operation for ScanPackage {
    type Input = ScanPackageInput;
    type Output = ScanPackageOutput;
    type Error = ScanPackageError;
    const SPEC: &'static OperationSpec =
        &OperationSpec::new("ScanPackage", "POST", 200).request_body(BodyKind::None).response_body(BodyKind::None);
}

impl ClientOperation for ScanPackage {
    fn encode(input: ScanPackageInput, to: &mut Outgoing) {
        to.host_label("zone", &input.zone);
        to.host_literal(".scan.");
        to.path("/packages/");
        to.label("name", &input.name);
        to.path("/scan");
        to.query_literal("deep");
        to.query("part", &input.parts);
        to.header("team", "X-Team", &input.team);
    }

    fn decode(from: &mut Incoming<'_>) -> Result<ScanPackageOutput, Stop> {
        from.finish(ScanPackageOutput {})
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct ScanPackageInput {
    pub zone: String,
    pub name: String,
    pub parts: Vec<String>,
    pub team: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ScanPackageOutput {}

#[derive(Clone, Debug, PartialEq)]
pub enum ScanPackageError {}

operation_error! { ScanPackageError = "ScanPackage"; }
unchecked! { ScanPackageInput; }

// PutContent: a stream whose length must be known.

pub struct PutContent;

impl Operation for PutContent {
    type Input = PutContentInput;
    type Output = PutContentOutput;
    type Error = PutContentError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("PutContent", "PUT", 204)
        .repeatable()
        .request_body(BodyKind::Stream { media_type: "application/octet-stream", any: true, sized: true })
        .response_body(BodyKind::None);
}

impl ClientOperation for PutContent {
    fn encode(input: PutContentInput, to: &mut Outgoing) {
        to.path("/packages/");
        to.label("name", &input.name);
        to.path("/content");
        to.stream_payload("application/octet-stream", input.content);
    }

    fn decode(from: &mut Incoming<'_>) -> Result<PutContentOutput, Stop> {
        from.finish(PutContentOutput {})
    }
}

#[derive(Debug)]
pub struct PutContentInput {
    pub name: String,
    pub content: ByteStream,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PutContentOutput {}

#[derive(Clone, Debug, PartialEq)]
pub enum PutContentError {}

operation_error! { PutContentError = "PutContent"; }
unchecked! { PutContentInput; }

// GetContent: an answer that is a stream.

pub struct GetContent;

impl Operation for GetContent {
    type Input = GetContentInput;
    type Output = GetContentOutput;
    type Error = GetContentError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("GetContent", "GET", 200)
        .repeatable()
        .request_body(BodyKind::None)
        .response_body(BodyKind::Stream { media_type: "application/zip", any: false, sized: false });
}

impl ClientOperation for GetContent {
    fn encode(input: GetContentInput, to: &mut Outgoing) {
        to.path("/packages/");
        to.label("name", &input.name);
        to.path("/content");
    }

    fn decode(from: &mut Incoming<'_>) -> Result<GetContentOutput, Stop> {
        from.begin(GetContentOutput::table());
        let content = from.stream_payload();
        from.finish(GetContentOutput { content })
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct GetContentInput {
    pub name: String,
}

#[derive(Debug)]
pub struct GetContentOutput {
    pub content: ByteStream,
}

structure!(types::GetContentOutput { 0: content("content").required().bound() });

#[derive(Clone, Debug, PartialEq)]
pub enum GetContentError {}

operation_error! { GetContentError = "GetContent"; }
unchecked! { GetContentInput; }

/// Where generated code keeps its types.
mod types {
    pub(super) use super::*;
}
