//! What generated code for a small service looks like, and an implementation of it.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use shapewright_runtime::private::{
    Accepts, BodyKind, Call, Check, Dispatch, ErrorShape, Greedy, HandlerFuture, Incoming, Members, Node, Operation,
    OperationSpec, Outgoing, Path, Report, RouteEndpoint, ServerOperation, Stop, error_shapes, operation_error,
    placeholder, serde, structure, unchecked, whole_message,
};
use shapewright_runtime::{ByteStream, Error, Request, Validate};

/// Keeps packages.
pub trait Warehouse: Send + Sync + 'static {
    /// Creates a package.
    fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> impl Future<Output = Result<CreatePackageOutput, Error<CreatePackageError>>> + Send;

    /// Describes a package.
    fn get_package(
        &self,
        request: Request<GetPackageInput>,
    ) -> impl Future<Output = Result<GetPackageOutput, Error<GetPackageError>>> + Send;

    /// Replaces the content of a package.
    fn put_content(
        &self,
        request: Request<PutContentInput>,
    ) -> impl Future<Output = Result<PutContentOutput, Error<PutContentError>>> + Send;

    /// Reads a note.
    fn get_note(
        &self,
        request: Request<GetNoteInput>,
    ) -> impl Future<Output = Result<GetNoteOutput, Error<GetNoteError>>> + Send;

    /// Writes a note.
    fn put_note(
        &self,
        request: Request<PutNoteInput>,
    ) -> impl Future<Output = Result<PutNoteOutput, Error<PutNoteError>>> + Send;
}

/// Serves an implementation of [`Warehouse`].
pub type Router<T> = shapewright_runtime::server::Router<T, WarehouseRoutes>;

#[doc(hidden)]
pub enum WarehouseRoutes {}

impl shapewright_runtime::server::Api for WarehouseRoutes {
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Warehouse",
        "test#Warehouse",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );
    const TREE: &'static Node = &TREE;
    const OPERATIONS: &'static [&'static OperationSpec] =
        &[CreatePackage::SPEC, GetPackage::SPEC, PutContent::SPEC, GetNote::SPEC, PutNote::SPEC, DeletePackage::SPEC];
}

impl<T: Warehouse> Accepts<T> for WarehouseRoutes {
    type Service = T;

    fn accept(service: T) -> T {
        service
    }
}

impl<T: Warehouse> Dispatch<T> for WarehouseRoutes {
    fn dispatch(service: Arc<T>, call: Call) -> HandlerFuture {
        match call.operation() {
            0 => call.run(CreatePackage, async move |request| service.create_package(request).await),
            1 => call.run(GetPackage, async move |request| service.get_package(request).await),
            2 => call.run(PutContent, async move |request| service.put_content(request).await),
            3 => call.run(GetNote, async move |request| service.get_note(request).await),
            4 => call.run(PutNote, async move |request| service.put_note(request).await),
            5 => call.run(DeletePackage, async |_| Err(Error::NotImplemented)),
            _ => call.unknown(),
        }
    }
}

static TREE: Node = Node {
    literals: &[(
        "packages",
        Node {
            label: Some(&Node {
                literals: &[(
                    "content",
                    Node { endpoints: &[RouteEndpoint { method: "PUT", query: &[], operation: 2 }], ..Node::EMPTY },
                )],
                endpoints: &[
                    RouteEndpoint { method: "GET", query: &[], operation: 1 },
                    RouteEndpoint { method: "DELETE", query: &[], operation: 5 },
                ],
                ..Node::EMPTY
            }),
            greedy: &[Greedy {
                suffix: &["note"],
                endpoints: &[
                    RouteEndpoint { method: "GET", query: &[], operation: 3 },
                    RouteEndpoint { method: "PUT", query: &[], operation: 4 },
                ],
            }],
            endpoints: &[RouteEndpoint { method: "POST", query: &[], operation: 0 }],
            ..Node::EMPTY
        },
    )],
    ..Node::EMPTY
};

// DeletePackage, which is not implemented

struct DeletePackage;

impl Operation for DeletePackage {
    type Input = CreatePackageOutput;
    type Output = CreatePackageOutput;
    type Error = CreatePackageError;
    const SPEC: &'static OperationSpec =
        &OperationSpec::new("DeletePackage", "DELETE", 200).request_body(BodyKind::None);
}

impl ServerOperation for DeletePackage {
    type Service = WarehouseRoutes;

    fn decode(_: &mut Incoming<'_>) -> Result<CreatePackageOutput, Stop> {
        Ok(placeholder())
    }

    fn encode(_: CreatePackageOutput, _: &mut Outgoing) {}
}

// CreatePackage

pub struct CreatePackage;

impl Operation for CreatePackage {
    type Input = CreatePackageInput;
    type Output = CreatePackageOutput;
    type Error = CreatePackageError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("CreatePackage", "POST", 201);
}

impl ServerOperation for CreatePackage {
    type Service = WarehouseRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<CreatePackageInput, Stop> {
        whole_message(from)
    }

    fn encode(output: CreatePackageOutput, to: &mut Outgoing) {
        to.header("location", "Location", &output.location);
        to.members(&output);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreatePackageInput {
    pub name: String,
    pub owner: String,
    pub secret: Option<String>,
    pub tags: Option<BTreeMap<String, String>>,
}

structure!(types::CreatePackageInput {
    0: name("name").required(),
    1: owner("owner").required(),
    2: secret("secret"),
    3: tags("tags"),
});

impl Check for CreatePackageInput {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        report.length(&at.member("name"), self.name.chars().count(), Some(1), Some(8));
        if let Some(value) = &self.secret {
            let matches = value.bytes().all(|byte| byte.is_ascii_digit());
            report.pattern(&at.member("secret"), matches, "^[0-9]*$");
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CreatePackageOutput {
    pub name: String,
    pub location: Option<String>,
}

structure!(types::CreatePackageOutput { 0: name("name").required(), 1: location("location").bound_in_responses() });

#[derive(Clone, Debug, PartialEq)]
pub enum CreatePackageError {
    Conflict(Conflict),
}

operation_error! { CreatePackageError = "CreatePackage"; Conflict; }

#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub message: Option<String>,
    pub retry_after: Option<i32>,
}

structure!(types::Conflict {
    name: "ConflictException",
    0: message("message"),
    1: retry_after("retryAfter").bound_in_responses(),
});

impl ErrorShape for Conflict {
    fn status(&self) -> u16 {
        409
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    fn write(&self, to: &mut Outgoing) -> bool {
        to.header("retryAfter", "Retry-After", &self.retry_after);
        to.members(self);
        true
    }
}

error_shapes! { Conflict; }
unchecked! { CreatePackageOutput; Conflict; }
serde! { CreatePackageInput; CreatePackageOutput; Conflict; }

// GetPackage

pub struct GetPackage;

impl Operation for GetPackage {
    type Input = GetPackageInput;
    type Output = GetPackageOutput;
    type Error = GetPackageError;
    const SPEC: &'static OperationSpec =
        &OperationSpec::new("GetPackage", "GET", 200).repeatable().request_body(BodyKind::None);
}

impl ServerOperation for GetPackage {
    type Service = WarehouseRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<GetPackageInput, Stop> {
        let mut message: GetPackageInput = placeholder();
        from.begin(GetPackageInput::table());
        from.label(0, 0, &mut message.name);
        from.query(1, "depth", &mut message.depth);
        from.header(2, "X-Team", &mut message.team);
        from.finish(message)
    }

    fn encode(output: GetPackageOutput, to: &mut Outgoing) {
        to.members(&output);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct GetPackageInput {
    pub name: String,
    pub depth: i32,
    pub team: Option<String>,
}

structure!(types::GetPackageInput {
    0: name("name").required().bound(),
    1: depth("depth").required().bound(),
    2: team("team").bound(),
});

#[derive(Clone, Debug, PartialEq)]
pub struct GetPackageOutput {
    pub description: String,
}

structure!(types::GetPackageOutput { 0: description("description").required() });

#[derive(Clone, Debug, PartialEq)]
pub enum GetPackageError {}

operation_error! { GetPackageError = "GetPackage"; }
unchecked! { GetPackageInput; GetPackageOutput; }
serde! { GetPackageInput; GetPackageOutput; }

// PutContent

pub struct PutContent;

impl Operation for PutContent {
    type Input = PutContentInput;
    type Output = PutContentOutput;
    type Error = PutContentError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("PutContent", "PUT", 204)
        .repeatable()
        .request_body(BodyKind::Stream { media_type: "application/octet-stream", any: true, sized: true });
}

impl ServerOperation for PutContent {
    type Service = WarehouseRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<PutContentInput, Stop> {
        let mut message = PutContentInput { name: placeholder(), content: ByteStream::default() };
        from.begin(PutContentInput::table());
        from.label(0, 0, &mut message.name);
        message.content = from.stream_payload();
        from.finish(message)
    }

    fn encode(output: PutContentOutput, to: &mut Outgoing) {
        to.header("length", "X-Length", &output.length);
        to.members(&output);
    }
}

#[derive(Debug)]
pub struct PutContentInput {
    pub name: String,
    pub content: ByteStream,
}

structure!(types::PutContentInput { 0: name("name").required().bound(), 1: content("content").bound() });

#[derive(Clone, Debug, PartialEq)]
pub struct PutContentOutput {
    pub length: i64,
}

structure!(types::PutContentOutput { 0: length("length").required().bound() });

#[derive(Clone, Debug, PartialEq)]
pub enum PutContentError {}

operation_error! { PutContentError = "PutContent"; }
unchecked! { PutContentInput; PutContentOutput; }
serde! { PutContentOutput; }

// GetNote

pub struct GetNote;

impl Operation for GetNote {
    type Input = GetNoteInput;
    type Output = GetNoteOutput;
    type Error = GetNoteError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("GetNote", "GET", 200)
        .repeatable()
        .request_body(BodyKind::None)
        .response_body(BodyKind::Text("text/plain"));
}

impl ServerOperation for GetNote {
    type Service = WarehouseRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<GetNoteInput, Stop> {
        let mut message = GetNoteInput { path: placeholder() };
        from.begin(GetNoteInput::table());
        from.label(0, 0, &mut message.path);
        from.finish(message)
    }

    fn encode(output: GetNoteOutput, to: &mut Outgoing) {
        to.status("status", output.status);
        to.text_payload("text/plain", &output.text);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct GetNoteInput {
    pub path: String,
}

structure!(types::GetNoteInput { 0: path("path").required().bound() });

#[derive(Clone, Debug, PartialEq)]
pub struct GetNoteOutput {
    pub text: String,
    pub status: Option<i32>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum GetNoteError {}

operation_error! { GetNoteError = "GetNote"; }
unchecked! { GetNoteInput; }

// PutNote

pub struct PutNote;

impl Operation for PutNote {
    type Input = PutNoteInput;
    type Output = PutNoteOutput;
    type Error = PutNoteError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("PutNote", "PUT", 200)
        .repeatable()
        .request_body(BodyKind::Text("text/plain"))
        .response_body(BodyKind::None);
}

impl ServerOperation for PutNote {
    type Service = WarehouseRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<PutNoteInput, Stop> {
        let mut message = PutNoteInput { path: placeholder(), text: None };
        from.begin(PutNoteInput::table());
        from.label(0, 0, &mut message.path);
        from.text_payload(1, &mut message.text);
        from.finish(message)
    }

    fn encode(_: PutNoteOutput, _: &mut Outgoing) {}
}

#[derive(Clone, Debug, PartialEq)]
pub struct PutNoteInput {
    pub path: String,
    pub text: Option<String>,
}

structure!(types::PutNoteInput { 0: path("path").required().bound(), 1: text("text").bound() });

#[derive(Clone, Debug, PartialEq)]
pub struct PutNoteOutput {}

#[derive(Clone, Debug, PartialEq)]
pub enum PutNoteError {}

operation_error! { PutNoteError = "PutNote"; }
unchecked! { PutNoteInput; }

// What a user writes.

/// An implementation that does as the name of the package says.
pub struct Store;

impl Warehouse for Store {
    async fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> Result<CreatePackageOutput, Error<CreatePackageError>> {
        let CreatePackageInput { name, owner, .. } = request.input;
        match name.as_str() {
            "taken" => {
                let conflict = Conflict { message: Some(format!("{owner} has it")), retry_after: Some(7) };
                Err(CreatePackageError::from(conflict).into())
            }
            "fail" => Err(Error::internal("the password of the database is wrong")),
            "panic" => panic!("the handler's own secret"),
            "invalid" => {
                let forwarded = CreatePackageInput { name: String::new(), owner, secret: None, tags: None };
                forwarded.validate().map_err(Error::Invalid)?;
                Ok(CreatePackageOutput { name, location: None })
            }
            "split" => Ok(CreatePackageOutput { name, location: Some("a\r\nb".to_owned()) }),
            _ => Ok(CreatePackageOutput { location: Some(format!("/packages/{name}")), name }),
        }
    }

    async fn get_package(&self, request: Request<GetPackageInput>) -> Result<GetPackageOutput, Error<GetPackageError>> {
        let agent = request.headers.get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or("nobody");
        let caller = request.extensions.get::<String>().map_or("nobody", String::as_str);
        let GetPackageInput { name, depth, team } = &request.input;
        Ok(GetPackageOutput { description: format!("{name} {depth} {team:?} for {caller} with {agent}") })
    }

    async fn put_content(&self, request: Request<PutContentInput>) -> Result<PutContentOutput, Error<PutContentError>> {
        let content = request.input.content.collect(1_000_000).await.map_err(Error::internal)?;
        Ok(PutContentOutput { length: content.len() as i64 })
    }

    async fn get_note(&self, request: Request<GetNoteInput>) -> Result<GetNoteOutput, Error<GetNoteError>> {
        let path = request.input.path;
        Ok(GetNoteOutput { status: path.parse().ok(), text: path })
    }

    // Not an async function: what it does before it returns a future happens elsewhere.
    fn put_note(
        &self,
        request: Request<PutNoteInput>,
    ) -> impl Future<Output = Result<PutNoteOutput, Error<PutNoteError>>> + Send {
        if request.input.path == "panic" {
            panic!("before there is a future");
        }
        async { Ok(PutNoteOutput {}) }
    }
}

/// Where generated code keeps its types.
mod types {
    pub(super) use super::*;
}
