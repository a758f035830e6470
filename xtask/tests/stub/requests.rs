//! Requests for all operations of a service, made from the model alone, and responses as bytes on a socket.

use std::io::{Read, Write};
use std::net::TcpStream;

use shapewright_smithy::bindings::{self, Format, Location};
use shapewright_smithy::model::traits::TimestampFormat;
use shapewright_smithy::model::{Kind, Model, Operation, Shape};
use shapewright_smithy::protocol::{Family, Protocol};

/// A request that reaches its handler if the server does not validate.
pub(crate) struct Request {
    pub(crate) operation: String,
    /// `METHOD target`.
    line: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// The response to a request.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// One for each operation, in each of the service's protocols.
pub(crate) fn all(model: &Model, service: &Shape) -> Vec<Request> {
    let protocols: Vec<&Protocol> = Protocol::of_service(&service.traits).collect();
    let of = service.as_service().unwrap();
    let operations = model.operations(of);
    let request = |protocol: &Protocol, (shape, operation): &(&Shape, &Operation)| match protocol.family {
        Family::Rest => with_bindings(model, protocol, shape, operation),
        Family::Rpc => by_name(protocol, service, shape),
    };
    protocols.iter().flat_map(|protocol| operations.iter().map(|one| request(protocol, one))).collect()
}

fn with_bindings(model: &Model, protocol: &Protocol, shape: &Shape, operation: &Operation) -> Request {
    let http = shape.traits.http().unwrap();
    let input = model.shape(&operation.input.id).unwrap();
    let mut path = http.uri.text.to_string();
    let (mut media_type, mut body) = (None, Vec::new());
    for member in &input.members {
        let target = model.target(member).unwrap();
        match Location::in_request(protocol, member, target) {
            Location::Label => {
                let format = bindings::format(protocol, Location::Label, member, target);
                for label in [format!("{{{}}}", member.name()), format!("{{{}+}}", member.name())] {
                    path = path.replace(&label, label_of(target, format));
                }
            }
            Location::Payload => {
                media_type = match target.kind {
                    Kind::Union if target.traits.streaming() => Some(protocol.media_types.events),
                    Kind::Blob => Some(bindings::media_type(member, target).unwrap_or(protocol.media_types.blob)),
                    Kind::String | Kind::Enum => Some(protocol.media_types.text),
                    _ => Some(protocol.media_types.document),
                };
                if media_type == Some("application/json") {
                    body = b"{}".to_vec();
                }
            }
            Location::Document if media_type.is_none() => {
                media_type = Some(protocol.media_types.document);
                if protocol.media_types.document == "application/json" {
                    body = b"{}".to_vec();
                }
            }
            _ => {}
        }
    }
    let line = format!("{} {path}", http.method);
    let headers = media_type.into_iter().map(|value| ("content-type", value.to_owned())).collect();
    Request { operation: shape.id.name().to_owned(), line, headers, body }
}

/// A value of a label.
fn label_of(target: &Shape, format: Format) -> &'static str {
    match (&target.kind, format) {
        (Kind::Boolean, _) => "true",
        (_, Format::Timestamp(TimestampFormat::DateTime)) => "2020-01-01T00:00:00Z",
        (_, Format::Timestamp(TimestampFormat::HttpDate)) => "Wed,%2001%20Jan%202020%2000:00:00%20GMT",
        _ => "1",
    }
}

fn by_name(protocol: &Protocol, service: &Shape, operation: &Shape) -> Request {
    let (of, name) = (service.id.name(), operation.id.name());
    let version = &service.as_service().unwrap().version;
    let media_type = protocol.media_types.document;
    let (target, media_type, body) = match protocol.name() {
        "awsJson1_0" | "awsJson1_1" => ("/".to_owned(), media_type, b"{}".to_vec()),
        "rpcv2Cbor" => (format!("/service/{of}/operation/{name}"), media_type, vec![0xa0]),
        "rpcv2Json" => (format!("/service/{of}/operation/{name}"), media_type, b"{}".to_vec()),
        "awsQuery" | "ec2Query" => {
            let body = format!("Action={name}&Version={version}").into_bytes();
            ("/".to_owned(), "application/x-www-form-urlencoded", body)
        }
        other => panic!("how does {other} name operations?"),
    };
    let mut headers = vec![("content-type", media_type.to_owned())];
    match protocol.name() {
        "awsJson1_0" | "awsJson1_1" => headers.push(("x-amz-target", format!("{of}.{name}"))),
        "rpcv2Cbor" => headers.push(("smithy-protocol", "rpc-v2-cbor".to_owned())),
        "rpcv2Json" => headers.push(("smithy-protocol", "rpc-v2-json".to_owned())),
        _ => {}
    }
    Request { operation: name.to_owned(), line: format!("POST {target}"), headers, body }
}

impl Request {
    /// A request of a known text.
    pub(crate) fn new(line: &str, media_type: &str, body: &str) -> Self {
        let headers = vec![("content-type", media_type.to_owned())];
        Self { operation: line.to_owned(), line: line.to_owned(), headers, body: body.as_bytes().to_vec() }
    }

    /// Sends it over a connection of its own.
    pub(crate) fn send(&self, address: &str) -> Response {
        let mut socket = TcpStream::connect(address).unwrap();
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!(
            "{} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
            self.line,
            self.body.len()
        );
        socket.write_all(&[head.as_bytes(), &self.body].concat()).unwrap();
        let mut bytes = Vec::new();
        socket.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Response { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }
}
