//! Operations: what a caller sends, and what comes back.

use super::examples::Examples;
use super::object::Object;
use super::paths::{Route, routes};
use super::schema::Schemas;
use super::tags::Tags;
use super::{Options, message, notes, security};
use crate::diagnostics::Report;
use crate::model::traits::HostPart;
use crate::model::{Node, Shape};

/// The operations of a document in the making.
pub(super) struct Operations<'m, 'r> {
    pub(super) schemas: Schemas<'m>,
    pub(super) service: &'m Shape,
    pub(super) report: &'r mut Report,
    pub(super) options: &'r Options,
    tags: Tags<'m>,
    /// The responses that operations share, by name.
    pub(super) responses: Object,
    /// The name of the schema of what a server sends by itself.
    pub(super) refused_name: Option<String>,
}

impl<'m, 'r> Operations<'m, 'r> {
    pub(super) fn new(schemas: Schemas<'m>, service: &'m Shape, options: &'r Options, report: &'r mut Report) -> Self {
        let tags = Tags::new(schemas.model, service);
        Self { schemas, service, report, options, tags, responses: Object::new(), refused_name: None }
    }

    /// All operations by path.
    pub(super) fn paths(&mut self) -> Object {
        let operations = self.service.as_service().map(|service| self.schemas.model.operations(service));
        let mut operations = operations.unwrap_or_default();
        if let Some(chosen) = &self.options.operations {
            operations.retain(|(shape, _)| chosen.iter().any(|name| shape.id == **name || shape.id.name() == name));
        }
        let routes = routes(operations, self.report);
        let mut paths = Object::new();
        for (path, routes) in routes {
            let mut item = Object::new();
            for route in &routes {
                item.put(route.method, self.operation(route));
            }
            paths.put(&path, item);
        }
        paths
    }

    /// The groups that operations are in.
    pub(super) fn tags(&self) -> Vec<Node> {
        self.tags.all()
    }

    /// The components that operations share.
    pub(super) fn finish(self, security_schemes: Object) -> Object {
        let mut components = Object::new();
        components.put_full("schemas", self.schemas.finish());
        components.put_full("responses", self.responses);
        components.put_full("securitySchemes", security_schemes);
        components
    }

    fn operation(&mut self, route: &Route<'m>) -> Object {
        let Route { shape, operation, .. } = *route;
        let (model, protocol) = (self.schemas.model, self.schemas.protocol);
        let examples = Examples::new(shape, model, protocol);
        let input = message::shape(model, operation.input.id.as_str());
        let parts = message::request(model, protocol, input);

        let mut object = Object::new();
        object.put_list("tags", self.tags.of(shape));
        object.put_some("description", notes::description(&shape.traits));
        object.put_some("externalDocs", notes::external_docs(&shape.traits));
        object.put("operationId", shape.id.name());
        object.put_list("parameters", self.parameters(route, &parts, &examples));
        object.put_some("requestBody", self.request_body(shape, input, &parts, &examples));
        object.put("responses", self.responses(route, &examples));
        if shape.traits.deprecated().is_some() {
            object.put("deprecated", true);
        }
        object.put_some("security", security::of_operation(model, self.service, shape));
        object.put_some("servers", self.servers(shape));
        notes::extensions(model, &shape.traits, &mut object);
        object
    }

    /// The server of an operation with a host of its own, if there is a server to put its prefix in front of.
    fn servers(&self, operation: &Shape) -> Option<Vec<Node>> {
        let prefix = operation.traits.endpoint()?;
        let (scheme, host) = self.options.server.as_deref()?.split_once("://")?;
        let mut variables = Object::new();
        for part in &prefix.parts {
            if let HostPart::Label(name) = part {
                variables.put(name, Object::new().with("default", &**name));
            }
        }
        let mut server = Object::new().with("url", format!("{scheme}://{}{host}", prefix.text));
        server.put_full("variables", variables);
        Some(vec![server.into()])
    }
}
