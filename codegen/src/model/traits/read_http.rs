//! Reads the values of HTTP and protocol traits.

use super::read::{parsed, status};
use super::uri::{HostPrefix, UriPattern};
use super::values::{Http, HttpChecksum, RequestCompression, RestJson1};
use crate::model::fields::{Context, Fields, clip};
use crate::model::node::Node;

pub(super) fn http(context: &mut Context, what: &str, node: Node) -> Option<Http> {
    let mut fields = Fields::new(context, what, node)?;
    let place = fields.place();
    let method = fields.require_string(context, "method");
    let uri = fields.require(context, "uri");
    let code = fields.take("code");
    let code = match code {
        Some(code) => status(context, &fields.name("code"), &code, 100..=999),
        None => Some(200),
    };
    let what = fields.name("uri");
    fields.finish(context);
    let method = method.filter(|method| {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let is_method = !method.is_empty() && method.chars().all(is_token);
        if !is_method {
            let message = format!("`{}` is no HTTP method", clip(method));
            context.error(place, message, "a method is a token, such as `GET`");
        }
        is_method
    });
    let uri = uri?;
    let uri_place = uri.place;
    let text = context.string(&what, uri)?;
    let uri = parsed(context, &what, uri_place, UriPattern::parse(&text))?;
    Some(Http { method: method?, uri, uri_place, code: code? })
}

pub(super) fn endpoint(context: &mut Context, what: &str, node: Node) -> Option<HostPrefix> {
    let mut fields = Fields::new(context, what, node)?;
    let prefix = fields.require(context, "hostPrefix");
    let what = fields.name("hostPrefix");
    fields.finish(context);
    let prefix = prefix?;
    let place = prefix.place;
    let text = context.string(&what, prefix)?;
    parsed(context, &what, place, HostPrefix::parse(&text))
}

pub(super) fn http_checksum(context: &mut Context, what: &str, node: Node) -> Option<HttpChecksum> {
    let mut fields = Fields::new(context, what, node)?;
    let checksum = HttpChecksum {
        request_algorithm_member: fields.string(context, "requestAlgorithmMember"),
        request_checksum_required: fields.boolean(context, "requestChecksumRequired"),
        request_validation_mode_member: fields.string(context, "requestValidationModeMember"),
        response_algorithms: fields.strings(context, "responseAlgorithms"),
    };
    fields.finish(context);
    Some(checksum)
}

pub(super) fn request_compression(context: &mut Context, what: &str, node: Node) -> Option<RequestCompression> {
    let mut fields = Fields::new(context, what, node)?;
    let encodings = fields.require(context, "encodings");
    let name = fields.name("encodings");
    fields.finish(context);
    let encodings = context.strings(&name, encodings?)?;
    Some(RequestCompression { encodings })
}

pub(super) fn rest_json1(context: &mut Context, what: &str, node: Node) -> Option<RestJson1> {
    let mut fields = Fields::new(context, what, node)?;
    let protocol = RestJson1 {
        http: fields.strings(context, "http"),
        event_stream_http: fields.strings(context, "eventStreamHttp"),
    };
    fields.finish(context);
    Some(protocol)
}
