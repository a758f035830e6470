//! Reads the values of HTTP and protocol traits.

use super::{parsed, status};
use crate::load::fields::{Context, Fields};
use crate::model::traits::{HostPrefix, UriPattern};
use crate::model::traits::{Http, HttpChecksum, RequestCompression, RestJson1};
use crate::model::{Node, Value};

pub(super) fn http(context: &mut Context, what: &str, node: Node) -> Option<Http> {
    let mut fields = Fields::new(context, what, node)?;
    let method = fields.require(context, "method");
    let of_method = fields.name("method");
    let uri = fields.require(context, "uri");
    let code = fields.take("code");
    let code = match code {
        Some(code) => status(context, &fields.name("code"), &code, 100..=999),
        None => Some(200),
    };
    let what = fields.name("uri");
    fields.finish(context);
    let method = method.and_then(|node| context.string(&of_method, node));
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

/// (Smithy 2.0, "httpChecksum trait".)
pub(super) fn http_checksum(context: &mut Context, what: &str, node: Node) -> Option<HttpChecksum> {
    let mut fields = Fields::new(context, what, node)?;
    let request_algorithm_member = fields.string(context, "requestAlgorithmMember");
    let request_validation_mode_member = fields.string(context, "requestValidationModeMember");
    let request_checksum_required = fields.boolean(context, "requestChecksumRequired");
    let algorithms = fields.take("responseAlgorithms");
    let of_algorithms = fields.name("responseAlgorithms");
    fields.finish(context);
    let algorithms = algorithms.map(|node| words(context, &of_algorithms, node, HttpChecksum::ALGORITHMS));
    Some(HttpChecksum {
        request_algorithm_member,
        request_checksum_required,
        request_validation_mode_member,
        response_algorithms: algorithms.unwrap_or_default(),
    })
}

/// (Smithy 2.0, "requestCompression trait".)
pub(super) fn request_compression(context: &mut Context, what: &str, node: Node) -> Option<RequestCompression> {
    let mut fields = Fields::new(context, what, node)?;
    let encodings = fields.require(context, "encodings");
    let name = fields.name("encodings");
    fields.finish(context);
    let mut encodings = encodings?;
    // Their case does not matter.
    if let Value::Array(elements) = &mut encodings.value {
        for element in elements {
            if let Value::String(text) = &mut element.value {
                text.make_ascii_lowercase();
            }
        }
    }
    Some(RequestCompression { encodings: words(context, &name, encodings, RequestCompression::ENCODINGS) })
}

/// Those elements of an array that are known words; validation reports the others.
fn words(context: &mut Context, what: &str, node: Node, known: &'static [&'static str]) -> Vec<Box<str>> {
    let Some(elements) = context.array(what, node) else { return Vec::new() };
    let of_element = format!("an element of {what}");
    let words = elements.into_iter().filter_map(|element| context.string(&of_element, element));
    words.filter(|word| known.contains(&&**word)).collect()
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
