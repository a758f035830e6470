//! What comes back: the output, the errors, and what a server responds by itself.

mod shared;

use std::collections::BTreeMap;

use super::examples::{Examples, Of};
use super::message::{self, Part};
use super::notes;
use super::object::Object;
use super::operation::Operations;
use super::paths::Route;
use super::refusals::{self, ERROR_TYPE};
use super::schema::{is_required, to_component};
use crate::bindings::{Body, Location};
use crate::model::{Entry, Node, Shape, Value};

/// The name of the response that stands for all that a server sends by itself.
const REFUSED: &str = "Refused";

/// The responses with one status.
#[derive(Default)]
struct Response<'m> {
    /// The errors that have it.
    errors: Vec<&'m Shape>,
    headers: Object,
    /// The schemas and the examples by media type.
    content: BTreeMap<String, (Vec<Node>, Object)>,
}

impl<'m> Operations<'m, '_> {
    /// The responses of an operation by status: the output, the errors, and those for all other errors.
    pub(super) fn responses(&mut self, route: &Route<'m>, examples: &Examples<'m>) -> Object {
        let mut all = Object::new();
        let (status, response) = self.success(route, examples);
        all.put(&status, response);
        let mut errors = Object::new();
        for (status, response) in self.errors(route, examples) {
            errors.put(&status.to_string(), self.refusable(status, response, route));
        }
        // Not `default`, which would allow any other success, too.
        for statuses in ["4XX", "5XX"] {
            let refused = if self.options.shared_errors { self.refusal() } else { self.refused() };
            errors.put(statuses, refused);
        }
        all.extend(if self.options.shared_errors { self.shared(route, errors) } else { errors });
        all
    }

    fn success(&mut self, route: &Route<'m>, examples: &Examples<'m>) -> (String, Object) {
        let (model, protocol) = (self.schemas.model, self.schemas.protocol);
        let output = message::shape(model, route.operation.output.id.as_str());
        let parts = message::response(model, protocol, output);
        let body = Body::of_response(protocol, model, output, &route.http.method, route.http.code);
        let mut response = Object::new();
        let documentation = output.and_then(|output| notes::description(&output.traits));
        response.put("description", documentation.unwrap_or_else(|| "Success.".to_owned()));
        response.put_full("headers", self.headers(&parts));
        if let Some(output) = output.filter(|_| route.method != "head") {
            let name = format!("{}ResponseContent", route.shape.id.name());
            response.put_some("content", self.content(&body, &name, output, &parts, &Of::Output, examples));
        }
        // A handler may choose the status.
        let is_free = parts.iter().any(|(.., location)| *location == Location::Status);
        let status = if is_free { format!("{}XX", route.http.code / 100) } else { route.http.code.to_string() };
        (status, response)
    }

    fn errors(&mut self, route: &Route<'m>, examples: &Examples<'m>) -> BTreeMap<u16, Response<'m>> {
        let (model, protocol) = (self.schemas.model, self.schemas.protocol);
        // Any request may be malformed.
        let mut responses = BTreeMap::from([(400, Response::default())]);
        let service = self.service.as_service();
        let errors = service.map(|service| model.errors(service, route.operation)).unwrap_or_default();
        for error in errors {
            let status = error.traits.error_status().unwrap_or(500);
            let parts = message::response(model, protocol, Some(error));
            let body = Body::of_response(protocol, model, Some(error), &route.http.method, status);
            let name = format!("{}ResponseContent", self.schemas.names.of(error));
            // A response to HEAD has no body.
            let content = (route.method != "head")
                .then(|| self.content(&body, &name, error, &parts, &Of::Error(error), examples))
                .flatten();
            let headers = self.headers(&parts);
            responses.entry(status).or_default().add(error, headers, content);
        }
        responses
    }

    /// A response with what a server sends by itself with the same status.
    fn refusable(&mut self, status: u16, mut response: Response<'m>, route: &Route<'_>) -> Object {
        let own = refusals::names(status);
        if !own.is_empty() && route.method != "head" {
            let schema = self.refused_content();
            let media_type = self.schemas.protocol.media_types.document.to_owned();
            response.content.entry(media_type).or_default().0.push(schema.into());
        }
        let errors = response.errors.iter().map(|error| error.id.name());
        let mut names: Vec<&str> = errors.chain(own.iter().copied()).collect();
        names.sort_unstable();
        names.dedup();
        let headers = Object::new().with(ERROR_TYPE, refusals::header(&names));
        response.into_object(headers)
    }

    /// All responses that a server sends by itself.
    fn refused(&mut self) -> Object {
        if !self.responses.has(REFUSED) {
            let response = self.refusal();
            self.responses.put(REFUSED, response);
        }
        to_component("responses", REFUSED)
    }

    fn refusal(&mut self) -> Object {
        let media = Object::new().with("schema", self.refused_content());
        let content = Object::new().with(self.schemas.protocol.media_types.document, media);
        Object::new()
            .with("description", "The server cannot handle the request.")
            .with("headers", Object::new().with(ERROR_TYPE, refusals::header(&[])))
            .with("content", content)
    }

    fn refused_content(&mut self) -> Object {
        let name = self.refused_name.get_or_insert_with(|| self.schemas.names.claim("RefusedResponseContent"));
        self.schemas.component(name, refusals::schema)
    }

    /// The headers of a response that members are bound to.
    fn headers(&mut self, parts: &[Part<'m>]) -> Object {
        let mut headers = Object::new();
        for (member, _, location) in parts {
            match *location {
                // The content says it.
                Location::Header(name) if name.eq_ignore_ascii_case("content-type") => {}
                Location::Header(name) => {
                    let mut schema = self.schemas.member(member, *location);
                    let mut header = Object::new();
                    header.put_some("description", schema.take("description"));
                    if is_required(member) {
                        header.put("required", true);
                    }
                    headers.put(name, header.with("schema", schema));
                }
                Location::PrefixHeaders(prefix) => self.warn_of_prefix(member, prefix),
                _ => {}
            }
        }
        headers
    }
}

impl<'m> Response<'m> {
    fn add(&mut self, error: &'m Shape, headers: Object, content: Option<Object>) {
        self.errors.push(error);
        self.headers.extend(headers);
        for Entry { key, value } in content.into_iter().flat_map(Object::into_entries) {
            let (schemas, examples) = self.content.entry(key.into()).or_default();
            schemas.extend(value.get("schema").cloned());
            if let Some(Node { value: Value::Object(entries), .. }) = value.get("examples") {
                entries.iter().for_each(|entry| examples.put(&entry.key, entry.value.clone()));
            }
        }
    }

    fn into_object(self, mut headers: Object) -> Object {
        let description: Vec<String> = match &self.errors[..] {
            [] => vec!["The request cannot be read, or breaks constraints.".to_owned()],
            errors => errors.iter().map(|error| described(error, errors.len() > 1)).collect(),
        };
        // Of several errors, each response has the headers of one.
        for Entry { key, value } in self.headers.into_entries() {
            let Value::Object(entries) = value.value else { continue };
            let mut header = Object::from_entries(entries);
            if self.errors.len() > 1 {
                header.take("required");
            }
            headers.put(&key, header);
        }
        let mut response = Object::new().with("description", description.join("\n\n")).with("headers", headers);
        let mut content = Object::new();
        for (media_type, (mut schemas, examples)) in self.content {
            let mut media = Object::new();
            match schemas.len() {
                // Shapes of errors may be alike, so that a body fits several of them: the header names the one.
                2.. => media.put("schema", Object::new().with("anyOf", schemas)),
                _ => media.put_some("schema", schemas.pop()),
            }
            media.put_full("examples", examples);
            content.put(&media_type, media);
        }
        response.put_full("content", content);
        response
    }
}

fn described(error: &Shape, is_one_of_several: bool) -> String {
    let name = error.id.name();
    match notes::description(&error.traits) {
        Some(text) if is_one_of_several => format!("`{name}`: {text}"),
        Some(text) => text,
        None => format!("`{name}`"),
    }
}
