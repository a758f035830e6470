//! What a request carries outside its body.

use super::examples::Examples;
use super::message::Part;
use super::object::{Object, texts};
use super::operation::Operations;
use super::paths::Route;
use super::schema::is_required;
use crate::bindings::Location;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::QueryLiteral;
use crate::model::{Member, Node};

/// The headers that OpenAPI describes elsewhere, or leaves to the protocol.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'m> Operations<'m, '_> {
    /// The parameters of an operation: those of the path in its order, then the others in the order of the model.
    pub(super) fn parameters(&mut self, route: &Route<'m>, input: &[Part<'m>], examples: &Examples<'m>) -> Vec<Node> {
        let mut parameters: Vec<Node> = Vec::new();
        for label in &route.labels {
            let Some((member, ..)) = input.iter().find(|(member, ..)| member.name() == label.member) else { continue };
            let mut parameter = self.parameter(member, &label.name, "path", Location::Label, examples);
            if label.is_greedy {
                parameter.put("x-greedy", true);
            }
            parameters.push(parameter.into());
        }
        parameters.extend(route.http.uri.query.iter().map(|literal| Node::from(constant(literal))));
        for (member, _, location) in input {
            let parameter = match *location {
                Location::Query(name) => self.parameter(member, name, "query", *location, examples),
                Location::QueryParams => {
                    // The name of all other parameters together is in no request, but must not be that of another.
                    let is_taken = input.iter().any(|(.., other)| *other == Location::Query(member.name()));
                    let name = if is_taken { format!("{}Params", member.name()) } else { member.name().to_owned() };
                    let parameter = self.parameter(member, &name, "query", *location, examples);
                    // A parameter for each entry, which is OpenAPI's default for a list, too.
                    parameter.with("style", "form").with("explode", true)
                }
                Location::Header(name) if RESERVED.contains(&&*name.to_ascii_lowercase()) => {
                    if !name.eq_ignore_ascii_case("content-type") {
                        self.warn_of_header(member, name);
                    }
                    continue;
                }
                Location::Header(name) => self.parameter(member, name, "header", *location, examples),
                Location::PrefixHeaders(prefix) => {
                    self.warn_of_prefix(member, prefix);
                    continue;
                }
                _ => continue,
            };
            parameters.push(parameter.into());
        }
        parameters.extend(checksum(route).map(Node::from));
        parameters
    }

    fn parameter(
        &mut self,
        member: &'m Member,
        name: &str,
        place: &str,
        location: Location<'_>,
        examples: &Examples<'m>,
    ) -> Object {
        let mut schema = self.schemas.member(member, location);
        let mut parameter = Object::new().with("name", name).with("in", place);
        parameter.put_some("description", schema.take("description"));
        if place == "path" || is_required(member) {
            parameter.put("required", true);
        }
        if schema.take("deprecated").is_some() {
            parameter.put("deprecated", true);
        }
        parameter.put("schema", schema);
        parameter.put_full("examples", examples.of_member(member, location));
        parameter
    }

    /// Reports a member that OpenAPI does not let a document describe.
    pub(super) fn warn_of_header(&mut self, member: &Member, name: &str) {
        let message = format!("`{}` is left out: OpenAPI ignores the parameter `{name}`", member.id);
        let place = member.traits.place_of("smithy.api#httpHeader", member.place);
        self.report.push(Diagnostic::new(Code::OPENAPI_MEMBER, place, message).about(&member.id));
    }

    /// Reports a member that is all headers with a prefix.
    pub(super) fn warn_of_prefix(&mut self, member: &Member, prefix: &str) {
        let message = format!("`{}` is left out: OpenAPI cannot describe headers by the prefix `{prefix}`", member.id);
        let place = member.traits.place_of("smithy.api#httpPrefixHeaders", member.place);
        self.report.push(Diagnostic::new(Code::OPENAPI_MEMBER, place, message).about(&member.id));
    }
}

/// A parameter with the one value by which the operation is found.
fn constant(literal: &QueryLiteral) -> Object {
    let value = literal.value.as_deref().unwrap_or_default();
    let mut parameter = Object::new().with("name", &*literal.name).with("in", "query").with("required", true);
    if value.is_empty() {
        parameter.put("allowEmptyValue", true);
    }
    parameter.with("schema", Object::new().with("type", "string").with("enum", texts([value])))
}

/// The checksum without which a request is refused. Where the caller chooses the algorithm, its header depends on that.
fn checksum(route: &Route<'_>) -> Option<Object> {
    let traits = &route.shape.traits;
    let is_needed = match traits.http_checksum() {
        Some(checksum) => checksum.request_checksum_required && checksum.request_algorithm_member.is_none(),
        None => traits.http_checksum_required(),
    };
    let schema = Object::new().with("type", "string").with("format", "byte");
    is_needed.then(|| {
        Object::new()
            .with("name", "Content-MD5")
            .with("in", "header")
            .with("description", "The MD5 checksum of the body, in base64.")
            .with("required", true)
            .with("schema", schema)
    })
}
