//! Describes a service as an OpenAPI document (Smithy 2.0, "Converting Smithy to OpenAPI").
//!
//! The document says what travels between a client and the servers that Shapewright generates: the messages of the
//! model, and how such a server refuses a request. What OpenAPI cannot express is a warning.

mod bodies;
mod examples;
mod message;
mod names;
mod notes;
mod object;
mod operation;
mod parameters;
mod paths;
mod pattern;
mod refusals;
mod responses;
mod schema;
mod security;
mod tags;
mod values;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::model::{Model, Node, Shape};
use crate::protocol::{Protocol, REST_JSON_1};
use object::Object;
use operation::Operations;
use schema::Schemas;

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// 3.0.3, whose schemas are a dialect of their own.
    V3_0,
    /// 3.1.0, whose schemas are JSON Schema, draft 2020-12.
    #[default]
    V3_1,
}

impl Version {
    /// The version as documents name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0.3",
            Self::V3_1 => "3.1.0",
        }
    }
}

/// Choices that a model does not make.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The version of OpenAPI.
    pub version: Version,
    /// The URL of a server.
    pub server: Option<String>,
    /// The operations to describe, by name or shape id; all of them if `None`.
    pub operations: Option<Vec<String>>,
    /// Whether all errors of an operation have the same schema, whatever their status. Some generators of clients take
    /// only one.
    pub shared_errors: bool,
}

/// Describes a service that speaks restJson1; `None` if it does not, which the report says, as it does what the document
/// leaves out.
///
/// The model should have been loaded without errors. The same model gives the same document on every machine.
///
/// ```
/// use shapewright_smithy::diagnostics::Sources;
/// use shapewright_smithy::{Model, openapi, print};
///
/// let mut sources = Sources::new();
/// sources.add("clock.smithy", r#"
///     $version: "2.0"
///     namespace example
///     @aws.protocols#restJson1
///     service Clock { version: "1", operations: [Tick] }
///     @http(method: "POST", uri: "/tick")
///     operation Tick {}
/// "#);
/// let (model, _) = Model::load(&sources, sources.ids());
/// let service = model.shape("example#Clock").unwrap();
///
/// let (document, report) = openapi::document(&model, service, &openapi::Options::default());
/// assert!(report.is_empty());
/// let text = print::node(&document.unwrap());
/// assert!(text.contains(r#""operationId": "Tick""#));
/// ```
pub fn document(model: &Model, service: &Shape, options: &Options) -> (Option<Node>, Report) {
    let mut report = Report::new();
    let document = match protocol(service) {
        Ok(protocol) => Some(described(model, service, protocol, options, &mut report)),
        Err(diagnostic) => {
            report.push(diagnostic);
            None
        }
    };
    // Operations share inputs and errors.
    report.remove_repeated();
    model.suppress(&mut report);
    (document, report)
}

fn protocol(service: &Shape) -> Result<&'static Protocol, Diagnostic> {
    if service.traits.has(REST_JSON_1.id) {
        return Ok(&REST_JSON_1);
    }
    let spoken: Vec<String> = Protocol::of_service(&service.traits).map(|one| format!("`{}`", one.name())).collect();
    let spoken = if spoken.is_empty() { "none that is supported".to_owned() } else { spoken.join(" and ") };
    let message = format!("`{}` does not speak restJson1, the protocol that OpenAPI documents describe", service.id);
    let diagnostic = Diagnostic::new(Code::OPENAPI_PROTOCOL, service.place, message).about(&service.id);
    Err(diagnostic.label(format!("its protocol is {spoken}")).help("apply `aws.protocols#restJson1`, too"))
}

fn described<'m>(
    model: &'m Model,
    service: &'m Shape,
    protocol: &'static Protocol,
    options: &Options,
    report: &mut Report,
) -> Node {
    security::warn(model, service, report);
    let schemas = Schemas::new(model, service, protocol, options.version);
    let mut operations = Operations::new(schemas, service, options, report);
    let paths = operations.paths();
    let tags = operations.tags();
    let mut document = Object::new().with("openapi", options.version.name()).with("info", info(service));
    document.put_some("externalDocs", notes::external_docs(&service.traits));
    if let Some(server) = &options.server {
        document.put("servers", vec![Object::new().with("url", &**server).into()]);
    }
    document.put_list("tags", tags);
    document.put("paths", paths);
    let security = security::of_service(model, service);
    document.put_full("components", operations.finish(security::schemes(model, service)));
    document.put_list("security", security);
    notes::extensions(model, &service.traits, &mut document);
    document.into()
}

fn info(service: &Shape) -> Object {
    let traits = &service.traits;
    let version = service.as_service().map(|service| &*service.version).unwrap_or_default();
    let mut info = Object::new().with("title", traits.title().unwrap_or(service.id.name()));
    info.put_some("description", notes::description(traits));
    info.with("version", version)
}
